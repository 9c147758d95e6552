/// The key types that DER names by an object identifier, with the name SSH has for them.
enum KeyAlgorithm: String, CaseIterable {
    case rsa = "ssh-rsa"
    case dsa = "ssh-dss"
    case ed25519 = "ssh-ed25519"
    case p256 = "ecdsa-sha2-nistp256"
    case p384 = "ecdsa-sha2-nistp384"
    case p521 = "ecdsa-sha2-nistp521"

    /// The object identifier in DER: tag 6, length, value.
    private var identifier: [UInt8] {
        switch self {
        case .rsa: [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1]  // RFC 8017 §A.1
        case .dsa: [6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x38, 4, 1]  // RFC 3279 §2.3.2
        case .ed25519: [6, 3, 0x2B, 0x65, 0x70]  // RFC 8410 §3
        case .p256: [6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7]  // RFC 5480 §2.1.1.1
        case .p384: [6, 5, 0x2B, 0x81, 4, 0, 0x22]
        case .p521: [6, 5, 0x2B, 0x81, 4, 0, 0x23]
        }
    }

    /// The algorithm named first in an unencrypted PKCS#8 (RFC 5958) or EC (RFC 5915) key.
    ///
    /// Both name it within the first bytes or right behind the secret, so a search replaces a DER reader; the secret is
    /// random and at most 66 bytes, so that it holds one of these sequences by chance in fewer than one of 10^9 keys.
    static func firstNamed(in der: [UInt8]) -> KeyAlgorithm? {
        for start in der.indices.prefix(128) {
            if let found = allCases.first(where: { der[start...].starts(with: $0.identifier) }) {
                return found
            }
        }
        return nil
    }
}
