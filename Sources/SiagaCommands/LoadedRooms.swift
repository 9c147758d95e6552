import Documents
import Inventories
import Reports
import RoomModel

/// The rooms of an invocation and the PCs it means.
struct LoadedRooms {
    /// One room and what of it is meant.
    struct Selection {
        let room: Room
        /// The PCs meant, in the inventory's order.
        let hosts: [Host]
        /// Whether that is every PC.
        var isWhole: Bool { hosts.count == room.hosts.count }
    }

    let rooms: [Room]

    /// Reads the inventory; what is worth a note goes to stderr.
    ///
    /// - Throws: ``CommandFailure`` (78) with every problem at once; no PC was contacted.
    init(_ options: RoomOptions, terminal: Terminal) throws(CommandFailure) {
        let source = try RoomSource(options)
        do throws(InvalidDocuments) {
            let loaded = try InventoryLoader.load(source.paths)
            terminal.note(ProblemRenderer.render(loaded.notes))
            rooms = loaded.rooms
        } catch {
            throw CommandFailure(error, in: .inventory, language: options.lang ?? HelpLanguage.current)
        }
    }

    /// What a pattern and `--limit` mean, room by room; rooms without a PC meant are left out.
    ///
    /// - Throws: ``CommandFailure`` (64) when nothing is meant, with a suggestion.
    func select(_ pattern: String?, limit: String?) throws(CommandFailure) -> [Selection] {
        let selections: [Selection]
        do throws(InvalidPattern) {
            selections = try self.selections([pattern, limit].compactMap(\.self))
        } catch {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                error.message,
                hint: error.hint
            )
        }
        guard !selections.isEmpty else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(id: "tidak ada PC yang dimaksud", en: "no PC is meant")
            )
        }
        return selections
    }

    private func selections(_ texts: [String]) throws(InvalidPattern) -> [Selection] {
        let patterns = try texts.map { text throws(InvalidPattern) in try HostPattern(text) }
        var selections: [Selection] = []
        var missed: InvalidPattern?
        for room in rooms {
            do throws(InvalidPattern) {
                let hosts = try Self.hosts(of: room, in: patterns)
                if !hosts.isEmpty { selections.append(Selection(room: room, hosts: hosts)) }
            } catch {
                missed = error
            }
        }
        if selections.isEmpty, let missed { throw missed }
        return selections
    }

    /// The PCs of `room` in every pattern; the room's own name means all of them.
    private static func hosts(of room: Room, in patterns: [HostPattern]) throws(InvalidPattern) -> [Host] {
        var hosts = room.hosts
        for pattern in patterns where pattern.description != room.profile.name {
            let chosen = Set(try pattern.select(from: room.hosts).map(\.name))
            hosts = hosts.filter { chosen.contains($0.name) }
        }
        return hosts
    }
}

extension CommandFailure {
    /// Every problem of the documents, with the first and last lines of a teacher's screen.
    init(_ error: InvalidDocuments, in documents: ProblemHeadline.Documents, language: Language) {
        let headline = ProblemHeadline(error, in: documents, language: language)
        let lines = headline.first + ["", ProblemRenderer.render(error.problems)] + headline.last
        self.init(exitCode: Self.configuration, text: lines.joined(separator: "\n") + "\n")
    }
}
