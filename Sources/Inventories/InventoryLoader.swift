import Documents
public import RoomModel

/// Reads inventories as Ansible users have them: INI, YAML, JSON, programs, room folders and folders of rooms.
///
/// Files are read synchronously: a command calls it before its run begins.
public enum InventoryLoader {
    /// Reads sources of which none is a program.
    ///
    /// - Parameters:
    ///   - paths: Files, room folders (with a `hosts.yaml`), folders of room folders, folders of sources.
    ///   - home: What `~` in paths stands for; nil (the default) means the home folder of the account.
    ///   - vault: The passwords of what Ansible Vault encrypted (default: none).
    /// - Returns: The rooms and what is worth a note.
    /// - Throws: ``InvalidDocuments`` with every problem of every file, when one of them is an error.
    public static func load(
        _ paths: [String],
        home: String? = nil,
        vault: VaultKeyring = VaultKeyring()
    ) throws(InvalidDocuments) -> LoadedInventory {
        var library = Library(vault: vault)
        let worlds = SourceFinder.worlds(at: paths, &library)
        for file in worlds.flatMap(\.files) where file.format == .executable {
            library.report(
                Problem(at: SourceLocation(file: file.path), "this is a program; programs are not run here")
            )
        }
        return try finish(
            worlds,
            SourceReader(programs: [:]),
            InventoryOptions(home: home, vault: vault),
            &library
        )
    }

    /// Reads every source, and runs those that are programs.
    ///
    /// Sources of one kind merge in order into one inventory, as in Ansible; several room folders are a world each, so that
    /// two schools may both have a `pc01`.
    ///
    /// - Parameters:
    ///   - paths: Files, programs, room folders, folders of room folders, folders of sources.
    ///   - options: What the command says about reading them.
    /// - Returns: The rooms and what is worth a note.
    /// - Throws: ``InvalidDocuments`` with every problem of every file, when one of them is an error.
    public static func load(
        _ paths: [String],
        options: InventoryOptions
    ) async throws(InvalidDocuments) -> LoadedInventory {
        var library = Library(vault: options.vault)
        let worlds = SourceFinder.worlds(at: paths, &library)
        var programs: [SourceFile: InventoryProgram.Output] = [:]
        for file in worlds.flatMap(\.files) where file.format == .executable {
            let isInFolder = !file.isNamed || SourceFinder.isRoom(file.path.parentFolder, &library)
            if isInFolder, !options.allowsExecutablesInFolders {
                library.report(
                    Problem(
                        at: SourceLocation(file: file.path),
                        "this is a program in a room folder, and programs there are not run unasked",
                        hint: "read it first; if you trust it, add --allow-exec-inventory"
                    )
                )
                programs[file] = InventoryProgram.Output()
            } else {
                programs[file] = await InventoryProgram(path: file.path, deadline: options.programDeadline)
                    .output()
            }
        }
        return try finish(worlds, SourceReader(programs: programs), options, &library)
    }

    private static func finish(
        _ worlds: [SourceFinder.World],
        _ reader: SourceReader,
        _ options: InventoryOptions,
        _ library: inout Library
    ) throws(InvalidDocuments) -> LoadedInventory {
        var options = options
        options.home = options.home ?? TextFile.home
        var inventories: [Inventory] = []
        var rooms: [Room] = []
        var unserved: [Host] = []
        for world in worlds {
            let loaded = WorldReader(world: world, reader: reader, options: options).load(&library)
            guard let loaded else { continue }
            inventories.append(loaded.inventory)
            rooms += loaded.rooms
            unserved += loaded.unserved
        }
        let problems = library.finished()
        guard !problems.contains(where: { $0.severity == .error }) else {
            throw InvalidDocuments(problems, language: rooms.lazy.compactMap(\.profile.language).first)
        }
        return LoadedInventory(
            rooms: rooms,
            inventories: inventories,
            unserved: unserved,
            notes: InvalidDocuments(problems).problems
        )
    }
}
