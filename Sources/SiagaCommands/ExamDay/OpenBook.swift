import Documents
import ExamDay
import Playbooks
import Reports
import RoomModel

/// The book of the one room that a command about people's acts means.
struct OpenBook {
    let book: RoomBook
    let profile: RoomProfile
    let speech: Speech
    let terminal: Terminal
    private let record: RoomRecord

    /// Opens it.
    ///
    /// - Parameters:
    ///   - options: Where the list of PCs is; where that cannot be read, the PCs of the last run count.
    ///   - place: A word that may be a seat or a PC; of several rooms the one that has it is meant.
    ///   - by: Who acts; nil: this account.
    ///   - terminal: Where notes go.
    /// - Throws: ``CommandFailure`` where there is no room, or several might be meant.
    init(
        _ options: RoomOptions,
        place: String?,
        by: String?,
        terminal: Terminal
    ) async throws(CommandFailure) {
        let rooms = try await BookedRoom.all(options, terminal: terminal)
        let room = try BookedRoom.one(of: rooms, having: place)
        self.terminal = terminal
        record = room.record
        profile = room.profile
        speech = Speech(room.profile, options: options, terminal: terminal)
        book = room.record.book(
            room.profile,
            hosts: room.hosts,
            secondsEast: speech.wording.zone.seconds,
            keeper: RoomBook.Keeper(
                by: by ?? Account.name,
                name: { RunName.make(at: $0) },
                now: { .now }
            )
        )
    }

    /// What is shown of an act.
    var screen: ActScreen { ActScreen(wording: speech.wording, page: speech.page) }

    /// Does something with the book; what is refused is told in the room's language.
    ///
    /// - Throws: ``CommandFailure`` with the refusal.
    func with<Result: Sendable>(
        _ body: (RoomBook) async throws(ActRefusal) -> Result
    ) async throws(CommandFailure) -> Result {
        do throws(ActRefusal) {
            let result = try await body(book)
            await record.tell(terminal, language: speech.wording.language)
            return result
        } catch {
            await record.tell(terminal, language: speech.wording.language)
            throw CommandFailure(
                exitCode: error.exitCode,
                text: RefusalScreen(wording: speech.wording).render(error)
            )
        }
    }
}

/// A room whose book can be opened.
private struct BookedRoom {
    let profile: RoomProfile
    let hosts: [RunHost]
    let record: RoomRecord

    /// The rooms of the list of PCs, else those that were scanned from it: an act is wanted most when all else is broken.
    static func all(
        _ options: RoomOptions,
        terminal: Terminal
    ) async throws(CommandFailure) -> [BookedRoom] {
        let loaded: LoadedRooms
        do throws(CommandFailure) {
            loaded = try await LoadedRooms(options, terminal: terminal)
        } catch {
            guard error.exitCode == CommandFailure.configuration else { throw error }
            let rooms = try await recorded(options, terminal: terminal)
            guard !rooms.isEmpty else { throw error }
            return rooms
        }
        return try loaded.select(nil, limit: options.limit).map { selection in
            BookedRoom(
                profile: selection.room.profileWithPlaybook,
                hosts: selection.room.hosts.map { RunHost($0) },
                record: RoomRecord(room: selection.room)
            )
        }
    }

    private static func recorded(
        _ options: RoomOptions,
        terminal: Terminal
    ) async throws(CommandFailure) -> [BookedRoom] {
        var rooms: [BookedRoom] = []
        for record in try await RecordedRooms(options, terminal: terminal).records {
            guard let start = try await record.lastReport()?.start else { continue }
            rooms.append(BookedRoom(profile: start.room, hosts: start.hosts, record: record))
        }
        return rooms
    }

    /// The one room that is meant.
    ///
    /// - Throws: ``CommandFailure`` (64) where that is not clear.
    static func one(of rooms: [BookedRoom], having place: String?) throws(CommandFailure) -> BookedRoom {
        if let only = rooms.first, rooms.count == 1 { return only }
        let having = rooms.filter { room in
            place.map { (try? RoomPlaces(room.hosts).find($0)) != nil } ?? false
        }
        if let only = having.first, having.count == 1 { return only }
        let names = rooms.map { $0.profile.name.safe(limit: 40) }.joined(separator: ", ")
        throw CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "ada \(rooms.count) ruang: \(names)",
                en: "there are \(rooms.count) rooms: \(names)"
            ),
            hint: Localized(id: "pilih satu dengan --limit RUANG", en: "choose one with --limit ROOM")
        )
    }
}

extension Room {
    /// What is said of the room, its own playbook's words included, where that can be read.
    var profileWithPlaybook: RoomProfile {
        (try? PlaybookLoader.choose(nil, for: self)).map { profile.filled(from: $0.profile) } ?? profile
    }
}

extension ActRefusal {
    /// 64 for what was typed wrong, 3 where Siaga has not seen what it would have to, else 1.
    fileprivate var exitCode: Int32 {
        switch self {
        case .noSuchPlace, .noSuchSeat, .withoutSeat, .unfitText, .nothingToTick: CommandFailure.usage
        case .keyNotSeen, .notMeasured: 3
        case .proctor, .alreadyThere, .withoutKey, .noSwap, .notTicked, .measuredReady, .measuredBroken,
            .notToBeSeen, .unreadable, .notKept:
            1
        }
    }
}
