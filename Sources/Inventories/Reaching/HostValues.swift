import Documents
import RoomModel

/// Reads single variables of a PC as texts, names and numbers, and keeps what is wrong with them.
struct HostValues {
    private let host: Host
    private let vault: VaultKeyring
    private(set) var problems: [Problem] = []
    /// What is wrong only where this PC is to be reached.
    private(set) var doubts: [Problem] = []
    /// What reports and notes name: seats, cards, jump hosts, key files.
    private static let shownNames: Set<String> = [
        "seat", "mac", "ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args",
        "ansible_ssh_private_key_file", "ansible_private_key_file",
    ]
    /// Variables with something encrypted in them: never quoted.
    private var secrets: [String: Secret] = [:]

    init(_ host: Host, vault: VaultKeyring) {
        self.host = host
        self.vault = vault
    }

    /// The text of a variable with everything inserted; nil when it is unset, null or reported.
    mutating func text(_ name: String) -> String? {
        guard let variable = host.variables[name], variable.value != .null else { return nil }
        guard variable.value.text != nil || variable.value.isEncrypted else {
            report(name, "`\(name)` takes a text")
            return nil
        }
        var opener = VaultedInsertion(host: host, vault: vault)
        let text: String
        do throws(TemplateFault) {
            text = try opener.text(of: variable.value)
        } catch {
            if let fault = opener.fault {
                report(name, fault.message("`\(name)`"), hint: fault.hint)
            } else {
                let secret = name.contains("pass") ? "; use --ask-pass or SIAGA_PASSWORD_FILE" : ""
                let problem = error.problem(at: variable.origin, of: name) { origin($0) }
                problems.append(
                    Problem(at: problem.location, problem.message, hint: error.hint + secret)
                )
            }
            return nil
        }
        if opener.hasSecret { secrets[name] = Secret(text) }
        guard !isShown(name, opener) else {
            report(
                name,
                "`\(name)` is encrypted, and Siaga shows it",
                hint: "write it in the open; encrypt passwords"
            )
            return nil
        }
        return text
    }

    /// Whether a text that was encrypted would be shown.
    ///
    /// What a file encrypted as a whole says of the way to a PC is used and kept quiet, where that can be done.
    private func isShown(_ name: String, _ opener: VaultedInsertion) -> Bool {
        guard opener.hasSecret, !name.contains("pass"), !name.contains("user") else { return false }
        return opener.hasInlineSecret || Self.shownNames.contains(name)
    }

    /// Whether one of `names` was read and something encrypted is in it.
    func holdsSecret(_ names: [String]) -> Bool { !encrypted(among: names).isEmpty }

    /// What was read of `names` that was encrypted.
    func encrypted(among names: [String]) -> [Secret] { names.compactMap { secrets[$0] } }

    /// The text as a message may quote it.
    func shown(_ text: String, _ name: String) -> String {
        secrets[name] != nil ? "•••" : text.safe(limit: 40)
    }

    /// Where a variable was set.
    func origin(_ name: String) -> SourceLocation? { host.variables[name]?.origin }

    /// Whether a variable says yes, in the words Ansible knows; nil when it is unset or reported.
    mutating func truth(_ name: String) -> Bool? {
        guard let text = text(name) else { return nil }
        switch text.lowercased() {
        case "y", "yes", "on", "1", "true", "t": return true
        case "n", "no", "off", "0", "false", "f": return false
        default:
            report(name, "`\(shown(text, name))` is neither yes nor no", hint: "write `true` or `false`")
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
            guard secrets[name] == nil else {
                report(name, "the encrypted `\(name)` is no \(error.kind)")
                return nil
            }
            let written = Value.self == NetworkAddress.self ? WrittenAddress(text) : nil
            report(name, error.sentence, hint: written?.hint)
            return nil
        }
    }

    /// The first of `names` that is set, as a TCP port.
    mutating func port(_ names: [String]) -> Int? {
        guard let (name, text) = first(names) else { return nil }
        guard let port = Int(text), (1...65_535).contains(port) else {
            report(name, "`\(shown(text, name))` is no port", hint: "write a number from 1 to 65535")
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
                "`\(shown(text, name))` is no hardware address",
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

    /// Keeps what is in the way only where this PC is to be reached.
    mutating func doubt(_ name: String, _ message: String, hint: String) {
        guard let origin = host.variables[name]?.origin else { return }
        doubts.append(Problem(.warning, at: origin, message, hint: hint))
    }
}
