import Crypto

/// A private key that signs by itself: read once, while libssh2 reads the text anew for each login.
public struct SigningKey: Sendable {
    /// The public half.
    public let publicKey: PublicKey
    private let half: Half

    private enum Half: Sendable {
        case ed25519(Curve25519.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey)
        case p384(P384.Signing.PrivateKey)
        case p521(P521.Signing.PrivateKey)
    }

    /// Reads an unencrypted ed25519 or ECDSA key in OpenSSH's own format (PROTOCOL.key).
    ///
    /// Nil for any other file, and where the two halves do not belong together.
    ///
    /// - Parameter text: The whole file.
    public init?(text: String) {
        guard let pem = try? PEMText(PEMText.lines(of: text)), pem.label == "OPENSSH PRIVATE KEY",
            let body = OpenSSHKeyBody(pem.bytes), let secret = body.secrets.last,
            let half = Self.half(body.publicKey.type, secret), Self.blob(of: half) == body.publicKey.blob
        else { return nil }
        publicKey = body.publicKey
        self.half = half
    }

    /// Signs `data`.
    ///
    /// - Returns: string type, string signature (RFC 8709 §6, RFC 5656 §3.1.2).
    /// - Throws: What the library says when it cannot sign.
    public func signature(for data: [UInt8]) throws -> [UInt8] {
        var inner = WireWriter()
        let pair: [UInt8]
        switch half {
        case .ed25519(let key): return Self.signature(publicKey.type, Array(try key.signature(for: data)))
        case .p256(let key): pair = Array(try key.signature(for: data).rawRepresentation)
        case .p384(let key): pair = Array(try key.signature(for: data).rawRepresentation)
        case .p521(let key): pair = Array(try key.signature(for: data).rawRepresentation)
        }
        inner.unsigned(pair.prefix(pair.count / 2))
        inner.unsigned(pair.suffix(pair.count / 2))
        return Self.signature(publicKey.type, inner.bytes)
    }

    private static func signature(_ type: String, _ bytes: [UInt8]) -> [UInt8] {
        var writer = WireWriter()
        writer.string(type.utf8)
        writer.string(bytes)
        return writer.bytes
    }

    private static func half(_ type: String, _ secret: [UInt8]) -> Half? {
        func scalar(_ length: Int) -> [UInt8] {
            let digits = secret.drop { $0 == 0 }
            return [UInt8](repeating: 0, count: max(0, length - digits.count)) + digits
        }
        switch type {
        case "ssh-ed25519":
            // The seed, then the public half once more.
            return (try? Curve25519.Signing.PrivateKey(rawRepresentation: secret.prefix(32))).map(
                Half.ed25519
            )
        case "ecdsa-sha2-nistp256":
            return (try? P256.Signing.PrivateKey(rawRepresentation: scalar(32))).map(Half.p256)
        case "ecdsa-sha2-nistp384":
            return (try? P384.Signing.PrivateKey(rawRepresentation: scalar(48))).map(Half.p384)
        case "ecdsa-sha2-nistp521":
            return (try? P521.Signing.PrivateKey(rawRepresentation: scalar(66))).map(Half.p521)
        default: return nil
        }
    }

    /// The public half as it is sent (RFC 8709 §4, RFC 5656 §3.1).
    private static func blob(of half: Half) -> [UInt8] {
        var writer = WireWriter()
        func point(_ curve: String, _ bytes: some Collection<UInt8>) {
            writer.string("ecdsa-sha2-\(curve)".utf8)
            writer.string(curve.utf8)
            writer.string(bytes)
        }
        switch half {
        case .ed25519(let key):
            writer.string("ssh-ed25519".utf8)
            writer.string(Array(key.publicKey.rawRepresentation))
        case .p256(let key): point("nistp256", key.publicKey.x963Representation)
        case .p384(let key): point("nistp384", key.publicKey.x963Representation)
        case .p521(let key): point("nistp521", key.publicKey.x963Representation)
        }
        return writer.bytes
    }
}
