import FoundationEssentials
import Glibc
import History
import Reports
import RoomModel
import Runs

/// A room's runs on this controller: the last picture of the room, and the run that is going on.
struct RoomRecord: Sendable {
    /// The room's key: its name and what tells its folder from others.
    let key: String
    /// Where this controller keeps what it must know of its runs.
    let folder: String
    let history: RunHistory
    private let retention: Retention

    /// A record in a folder of its own.
    init(folder: String) {
        self.init(key: "room", history: RunHistory(folder: folder), folder: folder)
    }

    /// The record of `room`, kept apart by the room's name and its folder.
    init(room: Room) {
        let name = String(
            room.profile.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
        )
        self.init(
            key: "\(name)-\(Self.digest(of: room.folder ?? "."))",
            history: .ofThisController,
            retention: room.profile.historyKeep ?? .usual
        )
    }

    /// The record of a room by its key.
    init(
        key: String,
        history: RunHistory,
        retention: Retention = .usual,
        folder: String = XDGFolder.state.path
    ) {
        self.key = key
        self.folder = folder
        self.history = history
        self.retention = retention
    }

    /// The records of rooms that a list of PCs at `path` had, whatever it says now.
    ///
    /// - Throws: ``CommandFailure`` when the history cannot be read.
    static func kept(of path: String) async throws(CommandFailure) -> [RoomRecord] {
        let places = [path, ReportFile.folder(of: path)].map(digest)
        return try await all().filter { record in places.contains { record.key.hasSuffix("-\($0)") } }
    }

    /// The records of all rooms.
    ///
    /// - Throws: ``CommandFailure`` when the history cannot be read.
    static func all() async throws(CommandFailure) -> [RoomRecord] {
        let history = RunHistory.ofThisController
        do throws(HistoryError) {
            return try await history.rooms().map { RoomRecord(key: $0, history: history) }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// What tells two rooms of one name apart: where their folders are.
    private static func digest(of folder: String) -> String {
        let place = realpath(folder, nil)
        defer { free(place) }
        var digest = ContentDigest()
        digest.add(place.map { String(cString: $0) } ?? "")
        return digest.description
    }

    /// The room as the last full run and what came after it left it.
    ///
    /// - Parameter run: Leaves out this run and those after it; nil (the default) means none.
    /// - Returns: The room; nil when it was never scanned.
    /// - Throws: ``CommandFailure`` when the history cannot be read.
    func lastReport(before run: String? = nil) async throws(CommandFailure) -> RoomReport? {
        try await reading { history, key throws(HistoryError) in
            try await history.lastReport(of: key, before: run)
        }
    }

    /// The room as it was seen last, without what people did, where a record that cannot be read stops nothing.
    func lastResult() async -> LastResult {
        do throws(HistoryError) {
            return try await history.lastReport(of: key).map(LastResult.known) ?? .never
        } catch {
            return .unreadable(error.message, hint: error.hint)
        }
    }

    /// What a PC counted as when each run had ended, by the run's name.
    ///
    /// - Throws: ``CommandFailure`` when the history cannot be read.
    func states(of host: HostName) async throws(CommandFailure) -> [String: RoomRow.Earlier] {
        try await reading { history, key throws(HistoryError) in
            try await history.states(of: host, room: key)
        }
    }

    /// The room after a run; where what came before cannot be read, what the run alone says.
    func report(of events: [RunEvent], run: String) async -> RoomReport? {
        let report = try? await history.report(of: events, run: run, room: key)
        return report ?? RoomReport(events: events)
    }

    /// The room's runs in one line each, the oldest first.
    ///
    /// - Throws: ``CommandFailure`` when the history cannot be read.
    func summaries() async throws(CommandFailure) -> [RunSummary] {
        try await reading { history, key throws(HistoryError) in try await history.summaries(of: key) }
    }

    /// The names of the runs on record, the oldest first.
    ///
    /// - Throws: ``CommandFailure`` when the history cannot be read.
    func runs() async throws(CommandFailure) -> [String] { try await summaries().map(\.name) }

    /// The events of one run; none where there is no such run.
    ///
    /// - Throws: ``CommandFailure`` when the history cannot be read.
    func events(of run: String, about host: HostName? = nil) async throws(CommandFailure) -> [RunEvent] {
        try await reading { history, key throws(HistoryError) in
            try await history.events(of: run, room: key, about: host)
        }
    }

    /// The last run that changed PCs of the room; nil: there was none.
    ///
    /// - Parameter playbook: Only runs of this list of steps count; nil (the default): any.
    /// - Returns: The run.
    /// - Throws: ``CommandFailure`` when the history cannot be read.
    func lastInstallation(of playbook: String? = nil) async throws(CommandFailure) -> InstallationReport? {
        for run in try await summaries().reversed() where run.kind == .installation {
            let report = InstallationReport(events: try await events(of: run.name))
            if playbook == nil || report?.installation.playbook == playbook { return report }
        }
        return nil
    }

    /// When the newest thing on record happened; nil when the room was never scanned, or nobody can tell.
    func newest() async -> Timestamp? { try? await history.newest(of: key) }

    /// Disks that will be too full soon; none where the history cannot be read.
    func trends(of report: RoomReport, secondsEast: Int) async -> [SpaceTrend] {
        (try? await history.trends(of: report, room: key, secondsEast: secondsEast)) ?? []
    }

    private func reading<Value: Sendable>(
        _ body: (RunHistory, String) async throws(HistoryError) -> Value
    ) async throws(CommandFailure) -> Value {
        do throws(HistoryError) {
            return try await body(history, key)
        } catch {
            await history.tell(Terminal(), language: HelpLanguage.current)
            throw CommandFailure(error)
        }
    }

    /// Says what happened to the record since it was last asked.
    func tell(_ terminal: Terminal, language: Language) async {
        await history.tell(terminal, language: language)
    }

    /// Says which runs never came to their end, and how to see what they found; a record that cannot be read is told
    /// elsewhere.
    ///
    /// - Parameters:
    ///   - terminal: Where it is said.
    ///   - speech: In which language.
    ///   - kinds: Which runs (default: all).
    func tellOfCutOffRuns(
        _ terminal: Terminal,
        by speech: Speech,
        of kinds: Set<RunSummary.Kind> = Set(RunSummary.Kind.allCases)
    ) async {
        let runs = (try? await history.cutOff(of: key)) ?? []
        let screen = CutOffScreen(wording: speech.wording, page: speech.progressPage(terminal))
        terminal.note(screen.render(runs.filter { kinds.contains($0.summary.kind) }))
    }

    /// Takes the events of a run, for the report and for the record.
    ///
    /// - Parameters:
    ///   - run: The run's name.
    ///   - terminal: Where a record that cannot be written is said.
    ///   - language: In which language.
    ///   - watch: Told of each event as it happens.
    /// - Returns: What takes the events.
    func begin(
        _ run: String,
        terminal: Terminal,
        language: Language,
        watch: @escaping @Sendable (RunEvent) -> Void
    ) async -> EventRecorder {
        await history.begin(run, room: key)
        await tell(terminal, language: language)
        return EventRecorder(run: run, room: key, history: history, retention: retention, watch: watch) {
            await $0.tell(terminal, language: language)
        }
    }
}

/// Keeps every event of a run, and has it written down; what goes wrong there is said once and stops nothing.
///
/// It lives where the history does its work, so that an event changes threads once there and once back.
actor EventRecorder: EventSink {
    nonisolated var unownedExecutor: UnownedSerialExecutor { history.unownedExecutor }

    private(set) var events: [RunEvent] = []
    private let run: String
    private let room: String
    private let history: RunHistory
    private let retention: Retention
    private let watch: @Sendable (RunEvent) -> Void
    private let tell: @Sendable (RunHistory) async -> Void

    init(
        run: String,
        room: String,
        history: RunHistory,
        retention: Retention,
        watch: @escaping @Sendable (RunEvent) -> Void,
        tell: @escaping @Sendable (RunHistory) async -> Void
    ) {
        self.run = run
        self.room = room
        self.history = history
        self.retention = retention
        self.watch = watch
        self.tell = tell
    }

    func record(_ event: RunEvent) async {
        events.append(event)
        watch(event)
        await history.append(event, to: run, room: room)
        if case .ended = event {
            await history.finish(run, room: room, keeping: retention, now: .now)
        }
        if await history.hasNotices { await tell(history) }
    }
}

extension RoomSource {
    /// Whether a room of this list was scanned before, whatever the list says now.
    var hasRecord: Bool {
        get async {
            for path in paths {
                if let records = try? await RoomRecord.kept(of: path), !records.isEmpty { return true }
            }
            return false
        }
    }
}

extension RunHistory {
    /// The history of this controller.
    static let ofThisController = RunHistory(
        folder: XDGFolder.state.path,
        spoolFolders: [
            environment("XDG_RUNTIME_DIR").flatMap { $0.hasPrefix("/") ? "\($0)/siaga" : nil },
            "/var/tmp/siaga-\(geteuid())",
        ].compactMap(\.self)
    )

    /// Says what happened since it was last asked: a mishap is a warning.
    func tell(_ terminal: Terminal, language: Language) {
        for notice in takeNotices() {
            let head =
                notice.isWarning
                ? Localized(id: "peringatan", en: "warning") : Localized(id: "catatan", en: "note")
            let next = notice.asksForScan ? ": \(TypedCommand.invocation.scan)" : ""
            terminal.note("\(head[language]): \(notice.message[language])\(next)\n")
        }
    }
}

extension CommandFailure {
    /// A history that cannot be read.
    init(_ error: HistoryError) {
        let message = error.message
        self.init(
            Localized(
                id: "riwayat tidak bisa dibaca: \(message.id)",
                en: "the history cannot be read: \(message.en)"
            ),
            hint: error.hint
        )
    }
}
