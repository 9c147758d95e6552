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
    private let previous: RoomReport?

    /// Decides everything before any PC is contacted.
    ///
    /// - Parameters:
    ///   - selection: The room and the PCs meant.
    ///   - path: The playbook's file; nil means the room's own, else the built-in one.
    ///   - only: The only checks to run; empty means all.
    ///   - isRerun: Whether only the PCs that were not ready are asked.
    ///   - options: Language and inventory as given.
    ///   - terminal: Where the result goes.
    ///   - record: Where the run is kept (default: this controller's record of the room).
    /// - Throws: ``CommandFailure`` when the documents are wrong or nothing is left to do.
    init(
        _ selection: LoadedRooms.Selection,
        playbook path: String?,
        only: [CheckID],
        isRerun: Bool,
        options: RoomOptions,
        terminal: Terminal,
        record: RoomRecord? = nil
    ) async throws(CommandFailure) {
        let room = selection.room
        self.terminal = terminal
        speech = Speech(room.profile, options: options, terminal: terminal)
        self.record = record ?? RoomRecord(room: room)
        previous = await self.record.lastReport()
        let meant = Set(selection.hosts.map(\.name))
        let whole: ScanPlan
        do throws(InvalidDocuments) {
            let playbook = try PlaybookLoader.choose(path, for: room)
            let covered = try playbook.selected(from: room.hosts)
            whole = try ScanPlan(playbook, room: room, hosts: covered, only: only)
        } catch {
            throw CommandFailure(error, in: .playbook, language: speech.wording.language)
        }
        let asked = whole.narrowed { meant.contains($0.name) }
        guard !asked.targets.isEmpty else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "daftar periksa \(whole.playbook.safe()) tidak berlaku untuk PC itu",
                    en: "the playbook \(whole.playbook.safe()) is not for these PCs"
                )
            )
        }
        plan = isRerun ? try Self.rerun(asked, after: previous) : asked
    }

    /// Scans, with a live display on stderr.
    ///
    /// - Parameters:
    ///   - options: How PCs are reached.
    ///   - ignoresNetwork: Whether to go on outside the room's network.
    /// - Returns: The room's report, and the exit code of the signal that stopped the run, if one did.
    /// - Throws: ``CommandFailure`` before any PC is contacted.
    func run(
        _ options: ConnectionOptions,
        ignoresNetwork: Bool
    ) async throws(CommandFailure) -> (report: RoomReport, stopped: Int32?) {
        let hosts = plan.targets.map(\.host)
        if hosts.isEmpty, let previous {
            terminal.note(
                localized(
                    id: "Semua PC sudah siap pada hasil terakhir; tidak ada yang diulang.\n",
                    en: "Every PC was ready in the last result; nothing was run again.\n"
                )
            )
            return (previous, nil)
        }
        let network = ControllerNetwork.current()
        var controller = network.findings(room: plan.room.profile, hosts: hosts, at: .now)
        if ignoresNetwork { controller.blocksRun = false }
        if let newest = previous?.newest, newest > controller.at { controller.laterRecord = newest }
        let access = RoomAccess(
            room: plan.room,
            options: options,
            terminal: terminal,
            language: speech.wording.language
        )
        let name = RunName.make()
        let recorder = await record.begin(name, terminal: terminal)
        let board = ProgressBoard()
        let found = controller
        let width = access.fittingWidth()
        let ended = try await access.withConnector(for: hosts) { _, connector in
            let scan = Scan(
                plan.named(by: access),
                connector: connector,
                settings: ScanSettings(
                    width: width,
                    hostTimeout: options.timeout.duration,
                    runDeadline: options.deadline.duration
                ),
                board: board,
                now: { .now },
                neighbour: { host in
                    guard let address = IPAddress(host.address.description) else { return .unknown }
                    return await offPool {
                        NeighbourEvidence(NeighbourTable.current().sign(of: address, seenFrom: network))
                    }
                }
            )
            return await Interruptible.run {
                await ProgressDisplay(board: board, speech: speech, terminal: terminal).during {
                    await scan.run(name, controller: found, into: recorder)
                }
            }
        }
        guard let report = RoomReport(events: await recorder.events, previous: previous) else {
            preconditionFailure("a run without its first event")
        }
        return (report, ended.exitCode)
    }

    /// The plan without the PCs that are ready by a result that still counts.
    ///
    /// - Throws: ``CommandFailure`` (64) when there is no result yet.
    private static func rerun(
        _ plan: ScanPlan,
        after last: RoomReport?
    ) throws(CommandFailure) -> ScanPlan {
        guard let last else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(id: "belum ada hasil untuk diulang", en: "there is no result to run again"),
                hint: Localized(id: "periksa semua dulu: siaga scan", en: "scan all first: siaga scan")
            )
        }
        guard last.start.playbook == plan.playbook, last.start.criteria == plan.criteria else { return plan }
        let ready = Set(
            last.rows.filter { $0.state.isReady && !$0.isOld(at: .now) || $0.fillsSeat(at: .now) }.map(
                \.host.name
            )
        )
        return plan.narrowed { !ready.contains($0.name) }
    }
}

extension NeighbourEvidence {
    fileprivate init(_ sign: NeighbourTable.Sign) {
        self =
            switch sign {
            case .answered: .answers
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
