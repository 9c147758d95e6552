import RoomModel

/// An address that was written with more than an address: `192.168.0.2:22`, `192.168.0.1/24`, `http://192.168.0.3`.
struct WrittenAddress: Hashable {
    /// The address alone.
    let address: NetworkAddress
    /// The port of the SSH server written behind it.
    let port: Int?

    /// Finds the address in a text; nil where the text is one, or holds none.
    init?(_ text: String) {
        guard (try? NetworkAddress(text)) == nil else { return nil }
        var rest = text[...]
        var isSSH = true
        if let scheme = rest.firstRange(of: "://") {
            isSSH = rest[..<scheme.lowerBound].lowercased() == "ssh"
            rest = rest[scheme.upperBound...]
        }
        // A mask, a page.
        rest = rest.prefix { $0 != "/" }
        if let sign = rest.lastIndex(of: "@") { rest = rest[rest.index(after: sign)...] }
        if let address = Self.address(rest) {
            (self.address, port) = (address, nil)
            return
        }
        guard let colon = rest.lastIndex(of: ":"), let address = Self.address(rest[..<colon]),
            let port = Int(rest[rest.index(after: colon)...]), (1...65_535).contains(port)
        else { return nil }
        self.address = address
        self.port = isSSH ? port : nil
    }

    /// The address in brackets, or without.
    private static func address(_ text: Substring) -> NetworkAddress? {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        return try? NetworkAddress(String(isBracketed ? text.dropFirst().dropLast() : text))
    }

    /// What to write in a list that is no spreadsheet.
    var hint: String {
        "write `\(address)`" + (port.map { ", and the port as `ansible_port: \($0)`" } ?? "")
    }
}
