public import RoomModel

/// Where the keys and passwords of a run come from.
public struct Credentials: Sendable {
    /// The folder that `~` stands for.
    public var homeFolder: String
    /// The user's agent, as in `SSH_AUTH_SOCK`; nil where there is none.
    public var agentSocket: String?
    /// Whether agents are asked at all, those that OpenSSH's configuration names too (default: yes).
    public var usesAgents = true
    /// Asked for each encrypted key that is needed, one after the other; nil means the key stays unused.
    ///
    /// Asked again when the passphrase was wrong, three times at most, and not after the same answer.
    public var passphrase: @Sendable (_ keyName: String) async -> Secret?
    /// Asked once for each PC whose inventory holds no password, one after the other; nil means there is none.
    public var password: @Sendable (Host) async -> Secret?

    /// The keys tried where the inventory names none, in this order: the room's, then those ssh(1) tries.
    static let defaultKeys = [RoomKeyFile.path, "~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa"]

    /// Names the sources; by default nobody is asked anything.
    public init(
        homeFolder: String,
        agentSocket: String? = nil,
        passphrase: @escaping @Sendable (_ keyName: String) async -> Secret? = { _ in nil },
        password: @escaping @Sendable (Host) async -> Secret? = { _ in nil }
    ) {
        self.homeFolder = homeFolder
        self.agentSocket = agentSocket
        self.passphrase = passphrase
        self.password = password
    }

    /// The agent of a PC: the one its configuration names, else the user's; nil for none.
    func agentSocket(for host: Host) -> String? {
        guard usesAgents else { return nil }
        return switch host.ssh.identityAgent {
        case nil: agentSocket
        case .some(.none): nil
        case .some(.socket(let path)): path
        }
    }

    /// `path` with a leading `~/` replaced.
    func expand(_ path: String) -> String {
        path.hasPrefix("~/") ? homeFolder + path.dropFirst() : path
    }
}
