public import RoomModel

/// The files a PC's host key is looked for in besides the room's own, as OpenSSH's configuration names them.
public struct HostKeyFiles: Hashable, Sendable {
    /// The user's (`UserKnownHostsFile`); nil means the usual ones.
    public let user: [String]?
    /// The system's (`GlobalKnownHostsFile`); nil means the usual ones.
    public let global: [String]?

    /// The files that `preferences` name.
    public init(_ preferences: SSHPreferences) {
        user = preferences.userKnownHostsFiles
        global = preferences.globalKnownHostsFiles
    }
}
