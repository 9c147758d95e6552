public import RoomModel

/// A jump host that a PC is behind, and what is wrong with it.
public struct JumpEvidence: Hashable, Sendable {
    /// The jump host.
    public let host: HostName
    /// What happened to the jump host itself; nil where it works and could not reach the PC, or would not.
    public let code: TransportError.Code?
    /// What happened to it, in one sentence that names it.
    public let message: String?

    /// Creates the record.
    public init(host: HostName, code: TransportError.Code? = nil, message: String? = nil) {
        self.host = host
        self.code = code
        self.message = message
    }
}
