import Documents
import Inventories
import OpenSSHFiles
import Reports
import RoomModel

/// The rooms of an invocation and the PCs it means.
struct LoadedRooms {
    /// One room and what of it is meant.
    struct Selection {
        let room: Room
        /// The PCs meant, in the inventory's order.
        let hosts: [Host]
        /// What OpenSSH's configuration has against reaching them, and what of it is not followed there.
        fileprivate let doubts: [Problem]
        /// Whether the list of PCs has other rooms, too.
        let isOneOfSeveral: Bool
        /// Whether that is every PC.
        var isWhole: Bool { hosts.count == room.hosts.count }
    }

    private(set) var rooms: [Room]
    /// The inventories the rooms are made of.
    let inventories: [Inventory]
    /// Hosts of the inventories that SSH does not serve: in no room.
    let unserved: [Host]
    /// Room by room, what OpenSSH's configuration has against reaching single PCs, and what is not followed there.
    private let doubts: [[HostName: [Problem]]]
    /// Whether PCs are to be reached, so that what is in the way is an error.
    private let isForRuns: Bool
    private let terminal: Terminal
    private let language: Language

    /// Reads the inventory; what is worth a note goes to stderr.
    ///
    /// - Parameters:
    ///   - options: Where the inventory is.
    ///   - playbook: The playbook's path: variables beside it count too.
    ///   - connection: Which configuration of OpenSSH completes the PCs; nil for none.
    ///   - terminal: Where notes go.
    /// - Throws: ``CommandFailure`` (78) with every problem at once; no PC was contacted.
    init(
        _ options: RoomOptions,
        playbook: String? = nil,
        connection: ConnectionOptions? = nil,
        terminal: Terminal
    ) async throws(CommandFailure) {
        self.terminal = terminal
        let source = try RoomSource(options)
        let vault = try await options.vault.keyring(terminal)
        let loaded: LoadedInventory
        do throws(InvalidDocuments) {
            loaded = try await InventoryLoader.load(
                source.paths,
                options: InventoryOptions(
                    playbookFolder: playbook.map(Self.folder),
                    allowsExecutablesInFolders: options.allowsPrograms,
                    vault: vault
                )
            )
        } catch {
            throw CommandFailure(
                error,
                in: .inventory,
                language: options.lang ?? error.language ?? HelpLanguage.current,
                hasLastResult: await source.hasRecord
            )
        }
        language = options.lang ?? loaded.rooms.first?.profile.language ?? HelpLanguage.current
        // Who is to reach PCs is told of what is in the way once it is known which of them are meant.
        let later = connection == nil ? [] : Set(loaded.rooms.flatMap(\.doubts).map(\.note))
        terminal.note(ProblemRenderer.render(loaded.notes.filter { !later.contains($0) }, language: language))
        isForRuns = connection != nil
        inventories = loaded.inventories
        unserved = loaded.unserved
        guard let configuration = connection?.configurationSource, configuration != .none else {
            (rooms, doubts) = (loaded.rooms, loaded.rooms.map { _ in [:] })
            return
        }
        do throws(InvalidDocuments) {
            (rooms, doubts) = Self.completed(
                loaded.rooms,
                try Self.configuration(configuration, terminal)
            )
        } catch {
            throw CommandFailure(error, in: .connection, language: language)
        }
    }

    /// The PCs of all rooms whose files lie in one folder with those of `room`.
    func hosts(beside room: Room) -> [Host] {
        rooms.filter { $0.folder == room.folder }.flatMap(\.hosts)
    }

    /// Reads OpenSSH's configuration.
    ///
    /// - Throws: ``InvalidDocuments`` with everything wrong with it.
    private static func configuration(
        _ source: ClientConfiguration.Source,
        _ terminal: Terminal
    ) throws(InvalidDocuments) -> ClientConfiguration {
        let machine = LocalMachine.current(homeFolder: environment("HOME"))
        let configuration = ClientConfiguration(source, machine: machine)
        guard !configuration.problems.contains(where: { $0.severity == .error }) else {
            throw InvalidDocuments(configuration.problems)
        }
        terminal.note(ProblemRenderer.render(configuration.problems))
        return configuration
    }

    private static func completed(
        _ rooms: [Room],
        _ configuration: ClientConfiguration
    ) -> ([Room], [[HostName: [Problem]]]) {
        var configured = ConfiguredHosts(configuration, inventory: rooms.flatMap(\.hosts))
        var doubts: [[HostName: [Problem]]] = []
        let completed = rooms.map { room in
            var room = room
            var found: [HostName: [Problem]] = [:]
            room.hosts = room.hosts.map { host in
                let (host, problems) = configured.complete(host)
                if !problems.isEmpty { found[host.name] = problems }
                return host
            }
            doubts.append(found)
            return room
        }
        return (completed, doubts)
    }

    /// Tells what stands against reaching the PCs meant, each thing once.
    ///
    /// - Throws: ``CommandFailure`` (78) where one of them cannot be reached as the list or the configuration says.
    private func raiseDoubts(about selections: [Selection]) throws(CommandFailure) {
        guard isForRuns else { return }
        let listed = selections.flatMap { selection in
            selection.room.doubts.map { $0.problem(choosing: Set(selection.hosts.map(\.name))) }
        }
        try raise(listed, in: .inventory)
        try raise(selections.flatMap(\.doubts), in: .connection)
    }

    private func raise(_ problems: [Problem], in documents: ProblemHeadline.Documents) throws(CommandFailure)
    {
        var told: Set<Problem> = []
        let problems = problems.filter { told.insert($0).inserted }
        guard !problems.contains(where: { $0.severity == .error }) else {
            throw CommandFailure(InvalidDocuments(problems), in: documents, language: language)
        }
        terminal.note(ProblemRenderer.render(problems, language: language))
    }

    /// The folder a file lies in.
    private static func folder(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// The same with the jump hosts on the way to each room's PCs among them, where they are in none.
    var withJumpHosts: LoadedRooms { LoadedRooms(self, rooms: rooms.map(\.withJumpHosts)) }

    private init(_ loaded: LoadedRooms, rooms: [Room]) {
        self = loaded
        self.rooms = rooms
    }

    /// What a pattern and `--limit` mean, room by room; rooms without a PC meant are left out.
    ///
    /// - Throws: ``CommandFailure`` (64) when nothing is meant, with a suggestion; (78) when the list or OpenSSH's
    ///   configuration leads to one of the PCs in a way that Siaga does not go.
    func select(_ pattern: String?, limit: String?) throws(CommandFailure) -> [Selection] {
        let meant = try listed([pattern, limit].compactMap(\.self))
        guard !meant.selections.isEmpty else { throw nobody(meant.unserved) }
        try raiseDoubts(about: meant.selections)
        return meant.selections
    }

    /// What patterns mean, for a list that reaches nobody: what SSH does not serve is in it too.
    ///
    /// - Throws: ``CommandFailure`` (64) for a pattern that names nothing, with a suggestion.
    func listed(
        _ patterns: [String]
    ) throws(CommandFailure) -> (selections: [Selection], unserved: [Host]) {
        do throws(InvalidPattern) {
            return try selections(patterns)
        } catch {
            throw CommandFailure(exitCode: CommandFailure.usage, error.message, hint: error.hint)
        }
    }

    private func nobody(_ unserved: [Host]) -> CommandFailure {
        guard let host = unserved.first else {
            return CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(id: "tidak ada PC yang dimaksud", en: "no PC is meant")
            )
        }
        let more = unserved.count - 1
        return CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id:
                    "`\(host.name)`\(more > 0 ? " dan \(more) lagi" : "") tidak dijangkau lewat SSH, jadi dilewati",
                en:
                    "`\(host.name)`\(more > 0 ? " and \(more) more are" : " is") not reached by SSH, so left out"
            ),
            hint: Localized(
                id: "PC yang tetap punya server SSH: `siaga_access: ssh`",
                en: "for a PC that has an SSH server all the same: `siaga_access: ssh`"
            )
        )
    }

    /// Patterns speak of everything listed; a room's own name means all of its PCs.
    ///
    /// - Returns: The PCs meant, and of those that SSH does not serve the ones meant.
    private func selections(
        _ texts: [String]
    ) throws(InvalidPattern) -> (selections: [Selection], unserved: [Host]) {
        let served = rooms.flatMap(\.hosts)
        let hosts = served + unserved
        var chosen = Set(hosts.indices)
        var places: [Range<Int>] = []
        var names: [String: Set<Int>] = [:]
        for room in rooms {
            let start = places.last?.upperBound ?? 0
            places.append(start..<(start + room.hosts.count))
            names[room.profile.name, default: []].formUnion(start..<(start + room.hosts.count))
        }
        for text in texts {
            // A room whose name is no pattern, with a space in it, is meant by its whole name.
            if let room = names[text], text.contains(where: { " ,:".contains($0) }) {
                chosen.formIntersection(room)
                continue
            }
            chosen.formIntersection(try HostPattern(text, readsFiles: true).indices(in: hosts, rooms: names))
        }
        let selections: [Selection] = zip(zip(rooms, doubts), places).compactMap { known, places in
            let (room, doubts) = known
            let meant = places.filter(chosen.contains).map { hosts[$0] }
            guard !meant.isEmpty else { return nil }
            return Selection(
                room: room,
                hosts: meant,
                doubts: meant.flatMap { doubts[$0.name] ?? [] },
                isOneOfSeveral: rooms.count > 1
            )
        }
        return (selections, chosen.filter { $0 >= served.count }.sorted().map { hosts[$0] })
    }
}

extension CommandFailure {
    /// Every problem of the documents, with the first and last lines of a teacher's screen.
    init(
        _ error: InvalidDocuments,
        in documents: ProblemHeadline.Documents,
        language: Language,
        hasLastResult: Bool = false
    ) {
        let headline = ProblemHeadline(
            error,
            in: documents,
            command: TypedCommand.again,
            invocation: TypedCommand.invocation,
            language: language,
            hasLastResult: hasLastResult
        )
        let lines =
            headline.first + ["", ProblemRenderer.render(error.problems, language: language)] + headline.last
        self.init(exitCode: Self.configuration, text: lines.joined(separator: "\n") + "\n")
    }
}
