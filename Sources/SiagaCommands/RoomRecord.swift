import Glibc
import History
import RoomModel
import Runs

/// A room's runs on this controller: the last picture of the room, and the run that is going on.
struct RoomRecord: Sendable {
    private let journal: RunJournal

    /// A record in a folder of its own.
    init(folder: String) {
        journal = RunJournal(folder: folder)
    }

    /// The record of `room`, kept apart by the room's name and its folder.
    init(room: Room) {
        let place = realpath(room.folder ?? ".", nil)
        defer { free(place) }
        let name = String(
            room.profile.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
        )
        var digest = ContentDigest()
        digest.add(place.map { String(cString: $0) } ?? "")
        let hash = digest.description
        journal = RunJournal(folder: "\(XDGFolder.state.path)/runs/\(name)-\(hash)")
    }

    /// The room as the last full run and what came after it left it; nil when it was never scanned.
    func lastReport() async -> RoomReport? {
        await journal.sinceLastFull().reduce(nil) { RoomReport(events: $1, previous: $0) ?? $0 }
    }

    /// Takes the events of a run, for the report and for the journal.
    func begin(_ run: String, terminal: Terminal) async -> EventRecorder {
        let recorder = EventRecorder(journal: journal, terminal: terminal)
        await recorder.begin(run)
        return recorder
    }
}

/// Keeps every event of a run, and writes it down; a disk that is full is said once and stops nothing.
actor EventRecorder: EventSink {
    private(set) var events: [RunEvent] = []
    private let journal: RunJournal
    private let terminal: Terminal
    private var writes = true

    init(journal: RunJournal, terminal: Terminal) {
        self.journal = journal
        self.terminal = terminal
    }

    fileprivate func begin(_ run: String) async {
        do throws(JournalError) {
            try await journal.begin(run)
        } catch {
            giveUp(error)
        }
    }

    func record(_ event: RunEvent) async {
        events.append(event)
        guard writes else { return }
        do throws(JournalError) {
            try await journal.append(event)
        } catch {
            giveUp(error)
        }
        if case .ended = event { await journal.finish() }
    }

    private func giveUp(_ error: JournalError) {
        writes = false
        terminal.note(
            localized(
                id: "peringatan: hasil ini tidak tersimpan: \(error)\n",
                en: "warning: this run is not kept: \(error)\n"
            )
        )
    }
}
