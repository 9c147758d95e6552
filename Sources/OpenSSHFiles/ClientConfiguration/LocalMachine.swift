import Glibc

/// What a configuration may ask of the machine and the account it is read for.
public struct LocalMachine: Sendable {
    /// The account's name (`%u`, `Match localuser`).
    public var userName: String
    /// The account's number (`%i`).
    public var userID: UInt32
    /// The account's home folder (`%d`, `~`).
    public var homeFolder: String
    /// The machine's name (`%l`; `%L` up to the first dot).
    public var hostName: String
    /// The value of an environment variable.
    public var environment: @Sendable (String) -> String?

    /// Describes a machine.
    public init(
        userName: String,
        userID: UInt32,
        homeFolder: String,
        hostName: String,
        environment: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.userName = userName
        self.userID = userID
        self.homeFolder = homeFolder
        self.hostName = hostName
        self.environment = environment
    }

    /// This machine and the account that runs Siaga.
    ///
    /// - Parameter homeFolder: The folder that `~` stands for; nil takes the account's own, as `ssh` does.
    /// - Returns: The description.
    public static func current(homeFolder: String? = nil) -> LocalMachine {
        let entry = getpwuid(getuid())
        let name = entry?.pointee.pw_name.map { String(cString: $0) }
        let home = entry?.pointee.pw_dir.map { String(cString: $0) }
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, buffer.count - 1)
        let host = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return LocalMachine(
            userName: name ?? "",
            userID: getuid(),
            homeFolder: homeFolder ?? home ?? "/",
            hostName: String(decoding: host, as: UTF8.self),
            environment: { name in getenv(name).map { String(cString: $0) } }
        )
    }

    /// The home folder of another account; nil where there is no such account.
    static func homeFolder(of user: String) -> String? {
        getpwnam(user)?.pointee.pw_dir.map { String(cString: $0) }
    }
}
