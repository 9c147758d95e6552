/// What the text of a private key file tells without its passphrase.
public struct PrivateKeyFile: Hashable, Sendable {
    /// Why a text is no private key that could be used.
    public enum Unusable: Error, Hashable, Sendable {
        /// It is something else altogether.
        case notAKey
        /// It is the public half (`.pub`).
        case publicKey
        /// It is a PuTTY key (`.ppk`).
        case puTTY
        /// It begins like a key and is cut or damaged.
        case damaged
    }

    /// The key's type: `ssh-ed25519`; nil where only the passphrase would tell (`BEGIN ENCRYPTED PRIVATE KEY`).
    public let type: String?
    /// The cipher that guards the key; nil where nothing does.
    public let cipher: String?
    /// The public half, where it stands in the clear (OpenSSH's own format).
    public let publicKey: PublicKey?
    /// The comment, where it stands in the clear.
    public let comment: String?

    /// Whether a passphrase is needed.
    public var isEncrypted: Bool { cipher != nil }

    /// Reads the headers of an OpenSSH or PEM private key.
    ///
    /// - Parameter text: The whole file.
    /// - Throws: ``Unusable`` for anything else.
    public init(text: String) throws(Unusable) {
        let lines = PEMText.lines(of: text)
        guard let pem = try PEMText(lines) else {
            throw Self.reason(firstLine: lines.first { !$0.isEmpty } ?? "")
        }
        switch pem.label {
        case "OPENSSH PRIVATE KEY":
            guard let key = OpenSSHKeyBody(pem.bytes) else { throw Unusable.damaged }
            (type, cipher, publicKey, comment) = (key.publicKey.type, key.cipher, key.publicKey, key.comment)
        case "RSA PRIVATE KEY", "DSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY":
            cipher = pem.headers.first { $0.hasPrefix("DEK-Info:") }  // RFC 1421 §4.6.1.3
                .map { $0.dropFirst("DEK-Info:".count).prefix { $0 != "," }.filter { $0 != " " } }
            type =
                switch pem.label {
                case "RSA PRIVATE KEY": "ssh-rsa"
                case "DSA PRIVATE KEY": "ssh-dss"
                default: cipher == nil ? KeyAlgorithm.firstNamed(in: pem.bytes)?.rawValue : nil
                }
            (publicKey, comment) = (nil, nil)
        case "ENCRYPTED PRIVATE KEY":
            (type, cipher, publicKey, comment) = (nil, "PKCS#8", nil, nil)
        case "PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE": throw Unusable.publicKey
        default: throw Unusable.notAKey
        }
    }

    private static func reason(firstLine: Substring) -> Unusable {
        if firstLine.hasPrefix("PuTTY-User-Key-File-") { return .puTTY }
        let words = firstLine.split(separator: " ", maxSplits: 2)
        if words.count >= 2, PublicKey(base64: words[1])?.type == String(words[0]) { return .publicKey }
        if firstLine.hasPrefix("---- BEGIN SSH2 PUBLIC KEY") { return .publicKey }  // RFC 4716 §3.2
        return .notAKey
    }
}
