/// What a command says about reading inventories.
public struct InventoryOptions: Sendable {
    /// What `~` in paths stands for; nil means the home folder of the account.
    public var home: String?
    /// The folder of the playbook, whose `group_vars/` and `host_vars/` count too (`-p`); nil for none.
    public var playbookFolder: String?
    /// Whether a program in a room folder may be run (`--allow-exec-inventory`): sticks mark every file executable.
    public var allowsExecutablesInFolders: Bool

    /// The longest time for a program to list everything, and for all its answers about single PCs together (default 60 s).
    public var programDeadline: Duration

    /// The passwords of what Ansible Vault encrypted.
    public var vault: VaultKeyring

    /// Creates the options.
    public init(
        home: String? = nil,
        playbookFolder: String? = nil,
        allowsExecutablesInFolders: Bool = false,
        programDeadline: Duration = .seconds(60),
        vault: VaultKeyring = VaultKeyring()
    ) {
        self.home = home
        self.playbookFolder = playbookFolder
        self.allowsExecutablesInFolders = allowsExecutablesInFolders
        self.programDeadline = programDeadline
        self.vault = vault
    }
}
