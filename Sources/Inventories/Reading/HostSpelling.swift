import Documents

/// What an inventory writes for one or more PCs: `pc01`, `pc[01:40]`, `pc07:2222`.
struct HostSpelling {
    /// The name or range, without a port.
    let pattern: String
    /// The TCP port written behind it.
    let port: Int?

    /// Splits a text as Ansible does: the port of an IPv6 address needs brackets round the address.
    init(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            case let digits = text[text.index(after: colon)...],
            !digits.isEmpty, digits.utf8.count <= 9, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits)
        else {
            (pattern, self.port) = (text, nil)
            return
        }
        let host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]"), host.dropFirst().dropLast().contains(":"),
            !host.dropFirst().contains("[")
        {
            (pattern, self.port) = (String(host.dropFirst().dropLast()), port)
            return
        }
        // A colon outside brackets is part of an address; one inside stands in a range.
        var depth = 0
        for byte in host.utf8 {
            switch byte {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":") where depth == 0:
                (pattern, self.port) = (text, nil)
                return
            default: break
            }
        }
        guard depth == 0 else {
            (pattern, self.port) = (text, nil)
            return
        }
        (pattern, self.port) = (String(host), port)
    }

    /// The names it stands for.
    ///
    /// - Throws: ``InvalidRange`` when the brackets make no sense.
    var names: [String] {
        get throws(InvalidRange) {
            pattern.utf8.contains(UInt8(ascii: "[")) ? try NameRange(pattern).names : [pattern]
        }
    }
}
