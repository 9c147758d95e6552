import OpenSSHFiles
import RoomModel

/// The few messages of the agent protocol that logging in takes (draft-miller-ssh-agent §5).
enum AgentMessage {
    /// `SSH_AGENTC_REQUEST_IDENTITIES`.
    static let requestIdentities: [UInt8] = [11]

    /// `SSH_AGENTC_SIGN_REQUEST`.
    static func signRequest(blob: [UInt8], data: [UInt8], flags: UInt32) -> [UInt8] {
        var writer = WireWriter()
        writer.byte(13)
        writer.string(blob)
        writer.string(data)
        writer.uint32(flags)
        return writer.bytes
    }

    /// Reads `SSH_AGENT_IDENTITIES_ANSWER`; nil for anything else.
    static func identities(in reply: [UInt8]) -> [AgentIdentity]? {
        var reader = WireReader(reply)
        guard reader.byte() == 12, let count = reader.uint32() else { return nil }
        var identities: [AgentIdentity] = []
        while identities.count < count {
            guard let blob = reader.string(), let comment = reader.string() else { return nil }
            identities.append(
                AgentIdentity(blob: blob, comment: String(decoding: comment, as: UTF8.self).safe())
            )
        }
        return reader.isAtEnd ? identities : nil
    }

    /// Reads `SSH_AGENT_SIGN_RESPONSE`; nil for anything else.
    static func signature(in reply: [UInt8]) -> [UInt8]? {
        var reader = WireReader(reply)
        guard reader.byte() == 14, let signature = reader.string(), reader.isAtEnd else { return nil }
        return signature
    }

    /// Whether the agent said no: `SSH_AGENT_FAILURE`.
    static func isFailure(_ reply: [UInt8]) -> Bool { reply == [5] }
}
