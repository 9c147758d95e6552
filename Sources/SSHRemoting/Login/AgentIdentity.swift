import OpenSSHFiles

/// A key that an agent holds.
public struct AgentIdentity: Hashable, Sendable {
    /// The public key's bytes (RFC 4253 §6.6).
    public let blob: [UInt8]
    /// What the agent calls the key, safe for a terminal.
    public let comment: String

    /// The key's type: `ssh-ed25519`; empty where the bytes are no key.
    public var type: String {
        var reader = WireReader(blob)
        return reader.text() ?? ""
    }
}
