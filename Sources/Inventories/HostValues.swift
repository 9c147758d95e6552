import Documents
import RoomModel

/// Reads single variables of a PC as texts, names and numbers, and keeps what is wrong with them.
struct HostValues {
    private let host: Host
    private(set) var problems: [Problem] = []

    init(_ host: Host) {
        self.host = host
    }

    /// The text of a variable with everything inserted; nil when it is unset, null or reported.
    mutating func text(_ name: String) -> String? {
        guard let variable = host.variables[name], variable.value != .null else { return nil }
        guard let written = variable.value.text else {
            report(name, "`\(name)` takes a text")
            return nil
        }
        guard !written.hasPrefix("$ANSIBLE_VAULT") else {
            report(
                name,
                "`\(name)` is encrypted by Ansible Vault, which is not understood",
                hint: "use --ask-pass, SIAGA_PASSWORD_FILE, a key or an agent"
            )
            return nil
        }
        do {
            return try Template(written).expanded(host.value)
        } catch {
            let secret = name.contains("pass") ? "; use --ask-pass or SIAGA_PASSWORD_FILE" : ""
            report(name, error.message, hint: error.hint + secret)
            return nil
        }
    }

    /// The first of `names` that is set.
    mutating func first(_ names: [String]) -> (name: String, text: String)? {
        for name in names {
            if let text = text(name) { return (name, text) }
        }
        return nil
    }

    /// The first of `names` that is set, checked against a grammar.
    mutating func name<Value>(_ names: [String], _ make: (String) throws(InvalidName) -> Value) -> Value? {
        guard let (name, text) = first(names) else { return nil }
        do {
            return try make(text)
        } catch {
            report(
                name,
                error.sentence,
                hint: text.contains("[") ? "write an IPv6 address without brackets" : nil
            )
            return nil
        }
    }

    /// The first of `names` that is set, as a TCP port.
    mutating func port(_ names: [String]) -> Int? {
        guard let (name, text) = first(names) else { return nil }
        guard let port = Int(text), (1...65_535).contains(port) else {
            report(name, "`\(text.safe(limit: 40))` is no port", hint: "write a number from 1 to 65535")
            return nil
        }
        return port
    }

    /// A hardware address of 48 bits (IEEE 802), in lower case with colons.
    mutating func mac(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        let digits = text.lowercased().filter { !":-.".contains($0) }
        guard digits.utf8.count == 12, digits.allSatisfy(\.isHexDigit), digits.allSatisfy(\.isASCII) else {
            report(
                name,
                "`\(text.safe(limit: 40))` is no hardware address",
                hint: "write six pairs, `3c:52:82:0a:11:07`"
            )
            return nil
        }
        let letters = Array(digits)
        return stride(from: 0, to: 12, by: 2).map { String(letters[$0...$0 + 1]) }.joined(separator: ":")
    }

    mutating func report(_ name: String, _ message: String, hint: String? = nil) {
        guard let origin = host.variables[name]?.origin else { return }
        problems.append(Problem(at: origin, message, hint: hint))
    }
}
