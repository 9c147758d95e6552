import Checks
import Documents
import LocalNetwork
import Playbooks
import Remoting
import Reports
import RoomModel
import Runs

/// The scan of one room, from documents to report.
struct RoomScan: Sendable {
    let speech: Speech
    private let plan: ScanPlan
    private let terminal: Terminal
    private let record: RoomRecord
    private let isForAllNotReady: Bool

    /// Decides everything before any PC is contacted.
    ///
    /// - Parameters:
    ///   - selection: The room and the PCs meant.
    ///   - path: The playbook's file; nil means the room's own, else the built-in one.
    ///   - only: The only checks to run; empty means all.
    ///   - rerun: Which PCs of the last result are asked only; nil: all.
    ///   - options: Language and inventory as given.
    ///   - known: Every PC that the room folder's waivers may name (default: the room's).
    ///   - terminal: Where the result goes.
    ///   - record: Where the run is kept (default: this controller's record of the room).
    /// - Throws: ``CommandFailure`` when the documents are wrong or nothing is left to do.
    init(
        _ selection: LoadedRooms.Selection,
        playbook path: String?,
        only: [CheckID],
        rerun: RerunSelection?,
        options: RoomOptions,
        known: [Host]? = nil,
        terminal: Terminal,
        record: RoomRecord? = nil
    ) async throws(CommandFailure) {
        let room = selection.room
        self.terminal = terminal
        speech = Speech(of: selection, options: options, terminal: terminal)
        self.record = record ?? RoomRecord(room: room)
        isForAllNotReady = rerun == .notReady
        let meant = Set(selection.hosts.map(\.name))
        let today = CalendarDate(.now, secondsEast: speech.wording.zone.seconds)
        var whole: ScanPlan
        do throws(InvalidDocuments) {
            let playbook = try PlaybookLoader.choose(path, for: room)
            let covered = try playbook.selected(from: room.hosts)
            let sessions = room.profile.filled(from: playbook.profile).sessions
            whole = try ScanPlan(
                playbook,
                room: room,
                hosts: covered,
                only: only,
                isExamDay: Timetable(sessions).isExamDay(today)
            )
            // Another playbook checks other things; it is still the same exam that may run.
            if path != nil { whole = whole.heeding(try ExamProcesses.names(of: room, hosts: covered)) }
        } catch {
            throw CommandFailure(error, in: .playbook, language: speech.wording.language)
        }
        let waivers = try Self.waivers(of: room, known: known ?? room.hosts, today: today, speech, terminal)
        let asked = whole.accepting(waivers.waiver).narrowed { meant.contains($0.name) }
        guard !asked.targets.isEmpty else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "daftar periksa \(whole.playbook.safe()) tidak berlaku untuk PC itu",
                    en: "the playbook \(whole.playbook.safe()) is not for these PCs"
                )
            )
        }
        let acts = SessionActs(await self.record.acts(), of: speech.moment(of: asked.room.profile).session)
        let following = asked.following(acts.swaps.map(\.value))
        if let rerun {
            plan = try Self.rerun(rerun, of: following, after: await self.record.lastResult())
        } else {
            plan = following
        }
    }

    /// What the room folder says may be missed; what has no effect is a note on stderr.
    ///
    /// - Throws: ``CommandFailure`` (78) with everything wrong with the file.
    private static func waivers(
        of room: Room,
        known: [Host],
        today: CalendarDate,
        _ speech: Speech,
        _ terminal: Terminal
    ) throws(CommandFailure) -> WaiverList {
        guard let folder = room.folder else { return WaiverList() }
        do throws(InvalidDocuments) {
            let waivers = try WaiverList(
                folder: folder,
                hosts: known,
                catalogue: Catalogue.checks,
                today: today
            )
            terminal.note(ProblemRenderer.render(waivers.warnings, language: speech.wording.language))
            return waivers
        } catch {
            throw CommandFailure(error, in: .waivers, language: speech.wording.language)
        }
    }

    /// Scans, with a live display on stderr.
    ///
    /// - Parameters:
    ///   - options: How PCs are reached.
    ///   - limit: The whole time of the scan (default 5 min).
    ///   - ignoresNetwork: Whether to go on outside the room's network.
    ///   - watch: Told of each event as it happens (default: nobody).
    /// - Returns: The room's report, the run's events, and the exit code of the signal that stopped it, if one did.
    /// - Throws: ``CommandFailure`` before any PC is contacted.
    func run(
        _ options: ConnectionOptions,
        within limit: Duration = .seconds(300),
        ignoresNetwork: Bool,
        watch: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws(CommandFailure) -> (report: RoomReport, events: [RunEvent], stopped: Int32?) {
        let hosts = plan.targets.map(\.host)
        if hosts.isEmpty, let previous = try await record.lastReport() {
            terminal.note(
                isForAllNotReady
                    ? localized(
                        id: "Semua PC sudah siap pada hasil terakhir; tidak ada yang diulang.\n",
                        en: "Every PC was ready in the last result; nothing was run again.\n"
                    )
                    : localized(
                        id: "Tidak ada PC dalam keadaan itu pada hasil terakhir; tidak ada yang diulang.\n",
                        en: "No PC was in such a state in the last result; nothing was run again.\n"
                    )
            )
            return (previous.applying(await record.acts()), [], nil)
        }
        let network = ControllerNetwork.current()
        var controller = network.findings(room: plan.room.profile, hosts: hosts, at: .now)
        if ignoresNetwork { controller.blocksRun = false }
        if let newest = await record.newest(), newest > controller.at { controller.laterRecord = newest }
        let access = RoomAccess(
            room: plan.room,
            options: options,
            terminal: terminal,
            language: speech.wording.language
        )
        await record.tellOfCutOffRuns(terminal, by: speech)
        let name = RunName.make()
        let recorder = await record.begin(
            name,
            terminal: terminal,
            language: speech.wording.language,
            watch: watch
        )
        let board = ProgressBoard()
        let found = controller
        let session = speech.moment(of: plan.room.profile).session
        let width = access.fittingWidth()
        let ended = try await access.withConnector(for: hosts) { _, connector in
            let scan = Scan(
                plan.named(by: access),
                connector: connector,
                settings: ScanSettings(
                    width: width,
                    hostTimeout: options.timeout.duration,
                    runDeadline: limit
                ),
                board: board,
                now: { .now },
                neighbour: { host in
                    // Elsewhere the table knows nothing, and a room of a thousand PCs need not read it a thousand times.
                    guard let address = IPAddress(host.address.description), address.isIPv4,
                        !address.isLoopback, network.isDirectlyConnected(address)
                    else { return .unknown }
                    return await offPool {
                        NeighbourEvidence(NeighbourTable.current().sign(of: address, seenFrom: network))
                    }
                }
            )
            return await ProgressDisplay(board: board, speech: speech, terminal: terminal).during {
                await scan.run(name, controller: found, session: session, into: recorder)
            }
        }
        let events = await recorder.events
        guard var report = await record.report(of: events, run: name) else {
            preconditionFailure("a run without its first event")
        }
        report = report.applying(await record.acts())
        report.trends = await record.trends(of: report, secondsEast: speech.wording.zone.seconds)
        await record.tell(terminal, language: speech.wording.language)
        return (report, events, ended.exitCode)
    }

    /// The plan of the PCs that the last result says are to be asked again.
    ///
    /// - Throws: ``CommandFailure`` (64) when there is no result yet, (1) when nobody knows whether there is one.
    private static func rerun(
        _ rerun: RerunSelection,
        of plan: ScanPlan,
        after result: LastResult
    ) throws(CommandFailure) -> ScanPlan {
        let last: RoomReport
        let scan = TypedCommand.invocation.scan
        switch result {
        case .known(let report): last = report
        case .never:
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(id: "belum ada hasil untuk diulang", en: "there is no result to run again"),
                hint: Localized(id: "periksa semua dulu: \(scan)", en: "scan all first: \(scan)")
            )
        case .unreadable(let cause, let hint):
            throw CommandFailure(
                Localized(
                    id:
                        "hasil terakhir tidak bisa dibaca, jadi tidak diketahui PC mana yang belum siap: \(cause.id)",
                    en:
                        "the last result cannot be read, so nobody knows which PCs were not ready: \(cause.en)"
                ),
                hint: Localized(
                    id: "periksa semua, tanpa --rerun: \(scan); atau \(hint.id)",
                    en: "scan all, without --rerun: \(scan); or \(hint.en)"
                )
            )
        }
        let comparable = plan.comparable(with: last.start)
        let rows = Dictionary(last.rows.map { ($0.host.name, $0) }, uniquingKeysWith: { first, _ in first })
        return plan.narrowed { host in
            // What was ready by other criteria may not be by these.
            guard let row = rows[host.name], comparable.contains(host.name) || rerun != .notReady else {
                return rerun == .notReady
            }
            return rerun.contains(row, at: .now)
        }
    }
}

extension NeighbourEvidence {
    fileprivate init(_ sign: NeighbourTable.Sign) {
        self =
            switch sign {
            case .answered(let mac): .answers(card: mac)
            case .silent: .silent
            case .unknown: .unknown
            }
    }
}

extension ScanPlan {
    /// The same plan with the command line's key file.
    fileprivate func named(by access: RoomAccess) -> ScanPlan {
        ScanPlan(
            room: room,
            playbook: playbook,
            criteria: criteria,
            targets: targets.map {
                Target(host: access.named($0.host), checks: $0.checks, examProcesses: $0.examProcesses)
            },
            isFull: isFull,
            isEveryCheck: isEveryCheck
        )
    }
}
