import RoomModel

/// The envelope of Ansible Vault 1.1 and 1.2: a header line, then a salt, a digest and a cipher text in hexadecimal.
struct VaultText: Hashable, Sendable {
    /// How an encrypted text begins (`ansible.parsing.vault`, `b_HEADER`).
    static let mark = "$ANSIBLE_VAULT"

    /// The name of the password it was encrypted with (1.2); only advice, nothing vouches for it.
    let label: String?
    let salt: [UInt8]
    let digest: [UInt8]
    let cipherText: [UInt8]

    /// Takes an encrypted text apart.
    ///
    /// - Throws: ``VaultFault`` for another version, another cipher, or a text that is damaged.
    init(_ text: some StringProtocol) throws(VaultFault) {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        let header = (lines.first ?? "").split(separator: ";", omittingEmptySubsequences: false).map(
            String.init
        )
        guard header.count >= 3, header[0] == Self.mark else { throw .damaged }
        guard header[1] == "1.1" || header[1] == "1.2" else { throw .unknownVersion(header[1]) }
        guard header[2] == "AES256" else { throw .unknownCipher(header[2]) }
        label = header[1] == "1.2" && header.count > 3 && !header[3].isEmpty ? header[3] : nil
        guard let body = Self.bytes(lines.dropFirst().joined().utf8) else { throw .damaged }
        let parts = body.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let salt = Self.bytes(parts[0]), let digest = Self.bytes(parts[1]),
            let cipherText = Self.bytes(parts[2]), digest.count == 32, !cipherText.isEmpty,
            cipherText.count % 16 == 0
        else { throw .damaged }
        self.salt = salt
        self.digest = digest
        self.cipherText = cipherText
    }

    /// The bytes that pairs of hexadecimal digits stand for.
    private static func bytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }
}

/// Why an encrypted text stays closed.
enum VaultFault: Error, Hashable, Sendable {
    case noPassword, wrongPassword, damaged, notText
    case unknownCipher(String)
    case unknownVersion(String)

    /// What is wrong with `subject`, as a problem says it.
    func message(_ subject: String) -> String {
        switch self {
        case .noPassword: "\(subject) is encrypted by Ansible Vault, and no vault password was given"
        case .wrongPassword: "\(subject) is encrypted by Ansible Vault with another password"
        case .damaged: "\(subject) is encrypted by Ansible Vault and damaged"
        case .notText: "\(subject) is encrypted by Ansible Vault, but what it holds is no text in UTF-8"
        case .unknownCipher(let name):
            "\(subject) is encrypted with `\(name.safe(limit: 40))`, which is not understood"
        case .unknownVersion(let version):
            "\(subject) is of Ansible Vault `\(version.safe(limit: 20))`, which is not understood"
        }
    }

    /// What to do about it.
    var hint: String {
        switch self {
        case .noPassword: "add --vault-password-file FILE, or --ask-vault-pass"
        case .wrongPassword: "several passwords can be given: --vault-id NAME@FILE"
        case .damaged: "copy it again, whole lines of digits and letters a to f"
        case .notText: "encrypt a text, not a binary file"
        case .unknownCipher, .unknownVersion:
            "encrypt it again with `ansible-vault rekey` (AES256, 1.1 or 1.2)"
        }
    }
}
