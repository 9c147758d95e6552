public import RoomModel

/// How patient a connector is, and whom it logs in as.
public struct SSHSettings: Sendable {
    /// The account where the inventory names none.
    public var defaultUser: UserName
    /// Looking a name up (default 5 s).
    public var nameDeadline: Duration = .seconds(5)
    /// TCP, over all addresses (default 5 s).
    public var connectDeadline: Duration = .seconds(5)
    /// The server's first line (default 10 s).
    public var identificationDeadline: Duration = .seconds(10)
    /// Keys and host key (default 10 s).
    public var keyExchangeDeadline: Duration = .seconds(10)
    /// Logging in, all attempts (default 30 s, below libssh2's own 60 s).
    public var loginDeadline: Duration = .seconds(30)
    /// The server's answer to opening a channel and starting a command (default 15 s).
    public var startDeadline: Duration = .seconds(15)
    /// `sudo`'s prompt, or the start of what it starts; each (default 20 s: a wrong password alone delays PAM by 2 s).
    public var privilegeDeadline: Duration = .seconds(20)
    /// How often a silent PC is asked for a sign of life (default 15 s); after three silent intervals it is lost.
    public var lifeInterval: Duration = .seconds(15)
    /// The waits before a busy server is tried again, each spread by half (default 1, 2 and 4 s).
    public var busyDelays: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]
    /// What measures all of them: a monotonic clock; nil (the default) means that of the event loops.
    public var clock: (any Clock<Duration>)?
    /// The most connections to one jump host that open tunnels at a time (default 8, 1 to 64), where no `jump_width` says it.
    public var jumpWidth = 8
    /// How long a jump host's failure holds for PCs that come later (default 10 s).
    public var jumpFailureMemory: Duration = .seconds(10)

    /// Creates the default settings.
    ///
    /// - Parameter defaultUser: The account where the inventory names none.
    public init(defaultUser: UserName) {
        self.defaultUser = defaultUser
    }

    /// The settings for a PC whose configuration says how patient to be with it; a 0 changes nothing.
    func following(_ preferences: SSHPreferences) -> SSHSettings {
        var settings = self
        if let limit = preferences.connectTimeout, limit > .zero {
            settings.connectDeadline = limit
            settings.identificationDeadline = limit
        }
        if let interval = preferences.serverAliveInterval, interval > .zero {
            settings.lifeInterval = interval
        }
        return settings
    }
}
