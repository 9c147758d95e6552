/// How a PC is reached.
public enum HostAccess: String, Hashable, Sendable, Codable {
    /// Over SSH.
    case ssh
    /// It is the machine Siaga runs on (`ansible_connection: local`).
    case local
    /// It has no SSH by design, a Chromebook for example; a person looks at it (`siaga_access: none`).
    case none
}

/// One PC of the inventory, with everything that decides how it is reached.
public struct Host: Hashable, Sendable {
    /// The inventory name; host keys are filed under it.
    public var name: HostName
    /// What is connected to (`ansible_host`, else the name).
    public var address: NetworkAddress
    /// The TCP port (`ansible_port`, else 22).
    public var port: Int
    /// The account (`ansible_user`); nil means the account running Siaga.
    public var user: UserName?
    /// How it is reached (`ansible_connection`).
    public var access: HostAccess
    /// Private key files to try, in order (`ansible_ssh_private_key_file`).
    public var identityFiles: [String]
    /// The login password (`ansible_password`).
    public var password: Secret?
    /// Where the PC stands in the room (`seat`), as text: `11`, `A3`.
    public var seat: String?
    /// The network card (`mac`), lower case with colons.
    public var mac: String?
    /// The groups the PC is in, the nearest last; always holds `all`.
    public var groups: [GroupName]
    /// Every variable that holds for this PC.
    public var variables: [String: Variable]

    /// Creates a PC with the usual defaults.
    public init(
        name: HostName,
        address: NetworkAddress,
        port: Int = 22,
        user: UserName? = nil,
        access: HostAccess = .ssh,
        identityFiles: [String] = [],
        password: Secret? = nil,
        seat: String? = nil,
        mac: String? = nil,
        groups: [GroupName] = [],
        variables: [String: Variable] = [:]
    ) {
        self.name = name
        self.address = address
        self.port = port
        self.user = user
        self.access = access
        self.identityFiles = identityFiles
        self.password = password
        self.seat = seat
        self.mac = mac
        self.groups = groups
        self.variables = variables
    }

    /// Whether the PC is a spare (in group `spares`).
    public var isSpare: Bool { groups.contains { $0.description == "spares" } }

    /// Whether the PC is the proctor's own or the local server (in group `proctor`); it fills no seat.
    public var isProctor: Bool { groups.contains { $0.description == "proctor" } }
}
