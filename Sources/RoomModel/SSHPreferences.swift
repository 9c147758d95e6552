/// What OpenSSH's client configuration says about reaching one PC, beyond address, port, account and keys.
///
/// A field that nobody set is nil and means Siaga's own default.
///
/// - SeeAlso: `ssh_config(5)`, whose keywords the fields are named after.
public struct SSHPreferences: Hashable, Sendable {
    /// Which addresses of a name are tried (`AddressFamily`).
    public enum AddressFamily: String, Hashable, Sendable {
        /// IPv4 and IPv6.
        case any
        /// IPv4 only.
        case inet
        /// IPv6 only.
        case inet6
    }

    /// Which agent holds the keys (`IdentityAgent`).
    public enum IdentityAgent: Hashable, Sendable {
        /// No agent is asked.
        case none
        /// The agent behind this socket.
        case socket(String)
    }

    /// The name its host key is filed under instead of its address (`HostKeyAlias`).
    public var hostKeyAlias: String?
    /// The files looked in for its host key instead of the user's (`UserKnownHostsFile`).
    public var userKnownHostsFiles: [String]?
    /// The files looked in for its host key instead of the system's (`GlobalKnownHostsFile`).
    public var globalKnownHostsFiles: [String]?
    /// Whether only the key files named for it are offered, not all the keys of the agent (`IdentitiesOnly`).
    public var identitiesOnly: Bool?
    /// Whether the usual key files are tried where none is named; `IdentityFile none` says no.
    public var usesUsualKeys = true
    /// The agent asked for keys; nil means that of `SSH_AUTH_SOCK` (`IdentityAgent`).
    public var identityAgent: IdentityAgent?
    /// The longest time to reach it, TCP and first line included (`ConnectTimeout`).
    public var connectTimeout: Duration?
    /// How often a silent PC is asked for a sign of life (`ServerAliveInterval`).
    public var serverAliveInterval: Duration?
    /// Which addresses of its name are tried (`AddressFamily`).
    public var addressFamily: AddressFamily?

    /// Creates preferences that say nothing.
    public init() {}
}
