/// The bytes inside `BEGIN OPENSSH PRIVATE KEY` (OpenSSH's PROTOCOL.key), as far as they are in the clear.
struct OpenSSHKeyBody {
    let publicKey: PublicKey
    /// Nil where the key is not encrypted.
    let cipher: String?
    /// Nil where it is encrypted with the key.
    let comment: String?
    /// The private half's fields, as its type has them (PROTOCOL.key §3); none where it is encrypted.
    let secrets: [[UInt8]]

    /// Reads the bytes; nil where they are cut or damaged, or hold more than one key.
    init?(_ bytes: [UInt8]) {
        let magic = Array("openssh-key-v1\0".utf8)
        guard bytes.starts(with: magic) else { return nil }
        var reader = WireReader(bytes.dropFirst(magic.count))
        guard let cipher = reader.text(), let kdf = reader.text(), reader.string() != nil,
            reader.uint32() == 1,
            let publicKey = reader.string().flatMap(PublicKey.init(blob:)), let secret = reader.string(),
            (cipher == "none") == (kdf == "none")
        else { return nil }
        self.publicKey = publicKey
        guard cipher == "none" else {
            (self.cipher, comment, secrets) = (cipher, nil, [])
            return
        }
        guard let (secrets, comment) = Self.parts(of: publicKey.type, in: secret) else { return nil }
        (self.cipher, self.comment, self.secrets) = (nil, comment, secrets)
    }

    /// The private half's fields and the comment behind them.
    private static func parts(of type: String, in secret: [UInt8]) -> (secrets: [[UInt8]], comment: String)? {
        var reader = WireReader(secret)
        guard let check = reader.uint32(), reader.uint32() == check, reader.text() == type else { return nil }
        let count: Int? =
            switch type {
            case "ssh-ed25519": 2  // public, secret
            case "ssh-rsa": 6  // n, e, d, iqmp, p, q
            case "ssh-dss": 5  // p, q, g, public, secret
            case _ where type.hasPrefix("ecdsa-sha2-"): 3  // curve, public, secret
            default: nil  // FIDO keys hold no secret and are not used here
            }
        guard let count else { return ([], "") }
        let secrets = (0..<count).compactMap { _ in reader.string() }
        guard secrets.count == count, let comment = reader.text() else { return nil }
        return (secrets, comment)
    }
}
