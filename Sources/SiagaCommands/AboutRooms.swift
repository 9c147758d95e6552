import Reports

/// A command that is about rooms: the commands which it names mean the same ones.
protocol AboutRooms {
    /// Which rooms.
    var roomOptions: RoomOptions { get }
    /// What the commands that this one names repeat of it.
    var invocation: Invocation { get }
}

extension AboutRooms {
    var invocation: Invocation { Invocation(rooms: roomOptions.repeated) }
}

/// A command that reaches PCs: the commands which it names reach them alike.
protocol ReachesPCs: AboutRooms {
    /// How they are reached.
    var connection: ConnectionOptions { get }
}

extension ReachesPCs {
    var invocation: Invocation {
        Invocation(rooms: roomOptions.repeated, access: connection.repeated)
    }
}

/// An option and its value as words; none where it was not given.
private func option(_ name: String, _ value: String?) -> [[String]] { value.map { [[name, $0]] } ?? [] }

/// A flag as a word; none where it was not given.
private func flag(_ name: String, _ isGiven: Bool) -> [[String]] { isGiven ? [[name]] : [] }

extension RoomOptions {
    /// Where the list of PCs is, and what opens it.
    fileprivate var repeated: [[String]] {
        inventory.map { ["-i", $0] } + flag("--allow-exec-inventory", allowsPrograms)
            + vault.vaultID.map { ["--vault-id", $0] }
            + vault.vaultPasswordFile.map { ["--vault-password-file", $0] }
            + flag("--ask-vault-pass", vault.askVaultPassword)
    }
}

extension ConnectionOptions {
    /// By which key and account.
    fileprivate var repeated: [[String]] {
        option("-F", sshConfiguration) + option("--private-key", privateKey) + flag("-k", askPassword)
            + option("--password-file", passwordFile) + flag("-b", become)
            + option("--become-user", becomeUser) + flag("-K", askBecomePassword)
            + option("--become-password-file", becomePasswordFile)
    }
}

extension ScanCommand: ReachesPCs {
    var invocation: Invocation {
        Invocation(
            rooms: roomOptions.repeated,
            access: connection.repeated,
            selection: (pattern.map { [[$0]] } ?? []) + option("--limit", roomOptions.limit),
            scanning: option("-p", playbook) + flag("--anyway", anyway)
        )
    }
}

extension InstallCommand: ReachesPCs {}
extension RollbackCommand: ReachesPCs {}
extension FixCommand: ReachesPCs {}
extension EnrollCommand: ReachesPCs {}
extension ExecCommand: ReachesPCs {}
extension PushCommand: ReachesPCs {}
extension PullCommand: ReachesPCs {}
extension BundleAddCommand: ReachesPCs {}
extension SiagaCommand: AboutRooms {}
extension ReportCommand: AboutRooms {}
extension HistoryCommand: AboutRooms {}
extension InventoryListCommand: AboutRooms { var roomOptions: RoomOptions { options.rooms } }
extension InventoryHostCommand: AboutRooms { var roomOptions: RoomOptions { options.rooms } }
extension InventoryGraphCommand: AboutRooms { var roomOptions: RoomOptions { options.rooms } }
extension PlaybookShowCommand: AboutRooms { var roomOptions: RoomOptions { rooms } }
