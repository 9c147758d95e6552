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
    /// The TCP port that the inventory or OpenSSH's configuration says (`ansible_port`); nil where neither does.
    public var givenPort: Int?
    /// The account (`ansible_user`); nil means the account running Siaga.
    public var user: UserName?
    /// How it is reached (`ansible_connection`).
    public var access: HostAccess
    /// Private key files to try, in order (`ansible_ssh_private_key_file`).
    public var identityFiles: [String]
    /// The login password (`ansible_password`).
    public var password: Secret?
    /// The jump hosts on the way, the one nearest to this machine first; each is checked under its own name.
    public var jumps: [Host]
    /// Whether the inventory says that no jump host is on the way, whatever OpenSSH's configuration says (`ProxyJump=none`).
    public var goesDirectly = false
    /// Whether address or port were encrypted by Ansible Vault, so that no message and no report may hold them.
    public var hidesAddress = false
    /// Names of accounts that were encrypted by Ansible Vault: no message repeats them, whoever says them.
    public var unspoken: [Secret] = []
    /// What OpenSSH's configuration says about reaching it.
    public var ssh: SSHPreferences
    /// Whom commands on it run as, if not as the login account (`ansible_become`).
    public var privilege: Privilege?
    /// Where the PC stands in the room (`seat`), as text: `11`, `A3`.
    public var seat: String?
    /// The network card (`mac`), lower case with colons.
    public var mac: String?
    /// The groups the PC is in, the nearest last; always holds `all`.
    public var groups: [GroupName]
    /// Every variable that holds for this PC.
    public var variables: [String: Variable]
    /// Where the list of PCs stands that names it first, and the playbook: what `{{ inventory_dir }}` and its like insert.
    public var place = HostPlace()

    /// Creates a PC with the usual defaults.
    public init(
        name: HostName,
        address: NetworkAddress,
        port: Int? = nil,
        user: UserName? = nil,
        access: HostAccess = .ssh,
        identityFiles: [String] = [],
        password: Secret? = nil,
        jumps: [Host] = [],
        ssh: SSHPreferences = SSHPreferences(),
        privilege: Privilege? = nil,
        seat: String? = nil,
        mac: String? = nil,
        groups: [GroupName] = [],
        variables: [String: Variable] = [:]
    ) {
        self.name = name
        self.address = address
        givenPort = port
        self.user = user
        self.access = access
        self.identityFiles = identityFiles
        self.password = password
        self.jumps = jumps
        self.ssh = ssh
        self.privilege = privilege
        self.seat = seat
        self.mac = mac
        self.groups = groups
        self.variables = variables
    }

    /// The TCP port: the one given, else 22 (RFC 4253 §4).
    public var port: Int { givenPort ?? 22 }

    /// The address as it may be shown: the name where the address is a secret.
    public var shownAddress: NetworkAddress {
        hidesAddress ? (try? NetworkAddress(name.description)) ?? address : address
    }

    /// Whether the PC is a spare (in group `spares`).
    public var isSpare: Bool { groups.contains { $0.description == "spares" } }

    /// Whether the PC is the proctor's own or the local server (in group `proctor`); it fills no seat.
    public var isProctor: Bool { groups.contains { $0.description == "proctor" } }
}

/// The files that Ansible has names for on every PC, as absolute paths; links in them are not followed.
public struct HostPlace: Hashable, Sendable {
    /// The list that names the PC first (`inventory_file`); nil where it was named on the command line.
    public var inventoryFile: String?
    /// The folder of the playbook, or the working folder without one (`playbook_dir`), if it is known.
    public var playbookFolder: String?

    /// Creates the value.
    public init(inventoryFile: String? = nil, playbookFolder: String? = nil) {
        self.inventoryFile = inventoryFile
        self.playbookFolder = playbookFolder
    }
}
