import OpenSSHFiles
public import Remoting
import RoomModel

/// A key that an agent signs with.
///
/// An RSA key goes under the name `rsa-sha2-512` in the login request too: this libssh2 knows no RSA signature but the
/// retired SHA-1 one and takes the algorithm's name from the key. OpenSSH accepts that; RFC 8332 §3 does not foresee it.
public struct AgentSigner: Signer {
    /// What messages call the key.
    public let name: String
    /// The public key as the login request names it.
    public let publicKeyBlob: [UInt8]
    /// Whether only OpenSSH accepts the login request (RSA).
    public let needsOpenSSH: Bool
    private let client: AgentClient
    private let identity: AgentIdentity
    private let signatureType: String

    /// Prepares to sign; nil for a key that cannot log in unattended: FIDO keys, certificates, DSA.
    public init?(client: AgentClient, identity: AgentIdentity) {
        let type = identity.type
        switch type {
        case "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521":
            (publicKeyBlob, signatureType, needsOpenSSH) = (identity.blob, type, false)
        case "ssh-rsa":
            var writer = WireWriter()
            writer.string("rsa-sha2-512".utf8)
            let afterType = identity.blob.dropFirst(4 + type.utf8.count)
            (publicKeyBlob, signatureType, needsOpenSSH) = (writer.bytes + afterType, "rsa-sha2-512", true)
        default: return nil
        }
        self.client = client
        self.identity = identity
        name = identity.comment
    }

    /// The key's own bytes, to tell it from others.
    var keyBlob: [UInt8] { identity.blob }

    /// Signs `data`.
    ///
    /// - Returns: string type, string signature.
    /// - Throws: ``TransportError`` `.keyUnusable` where the agent refuses, is gone or signs in another way.
    public func sign(_ data: [UInt8]) async throws(TransportError) -> [UInt8] {
        // SSH_AGENT_RSA_SHA2_512, draft-miller-ssh-agent §5.6.1
        let signature = try await client.sign(data, with: identity, flags: needsOpenSSH ? 4 : 0)
        var reader = WireReader(signature)
        let type = reader.text()
        guard type == signatureType else {
            throw TransportError(
                .keyUnusable,
                in: .login,
                "the agent signs with the key `\(name)` as `\((type ?? "").safe(limit: 40))`, not as `\(signatureType)`",
                hint: "use an ed25519 key"
            )
        }
        return signature
    }
}
