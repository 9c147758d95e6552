/// A public key as it goes over the wire (RFC 4253 §6.6), with its structure checked.
///
/// That the numbers inside make a good key is for the cryptography to say; here a damaged line is told from a whole one.
public struct PublicKey: Hashable, Sendable {
    /// The key's type: `ssh-ed25519`.
    public let type: String
    /// The bytes, beginning with the type.
    public let blob: [UInt8]

    /// Reads a key from its bytes; nil where a part is missing, too much, or the type is unknown.
    public init?(blob: [UInt8]) {
        var reader = WireReader(blob)
        guard let type = reader.text(), Self.isWhole(type, rest: &reader) else { return nil }
        self.type = type
        self.blob = blob
    }

    /// Reads a key from the text of a `.pub` or known_hosts line: base64 of the bytes.
    public init?(base64: some StringProtocol) {
        guard let blob = Base64.decode(base64) else { return nil }
        self.init(blob: blob)
    }

    /// The bytes as base64, as files hold them.
    public var base64: String { Base64.encode(blob) }

    /// What people compare.
    public var fingerprint: Fingerprint { Fingerprint(of: blob) }

    /// The types this build can check a host by: libssh2 has no `rsa-sha2`, no certificates and no FIDO keys.
    public static let verifiableTypes: Set<String> = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    ]

    /// Whether what follows the type is all of a key of that type and nothing more.
    private static func isWhole(_ type: String, rest reader: inout WireReader) -> Bool {
        switch type {
        case "ssh-ed25519": reader.string()?.count == 32 && reader.isAtEnd  // RFC 8709 §4
        case "ssh-rsa": reader.hasStrings(2)  // RFC 4253 §6.6: e, n
        case "ssh-dss": reader.hasStrings(4)  // RFC 4253 §6.6: p, q, g, y
        case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521":  // RFC 5656 §3.1
            reader.text() == String(type.dropFirst("ecdsa-sha2-".count)) && reader.hasStrings(1)
        case "sk-ssh-ed25519@openssh.com": reader.hasStrings(2)  // PROTOCOL.u2f
        case "sk-ecdsa-sha2-nistp256@openssh.com": reader.hasStrings(3)  // PROTOCOL.u2f
        default: type.hasSuffix("-cert-v01@openssh.com") && reader.string() != nil  // PROTOCOL.certkeys
        }
    }
}

extension WireReader {
    /// Whether exactly `count` strings, none empty, are left.
    fileprivate mutating func hasStrings(_ count: Int) -> Bool {
        for _ in 0..<count {
            guard let string = string(), !string.isEmpty else { return false }
        }
        return isAtEnd
    }
}
