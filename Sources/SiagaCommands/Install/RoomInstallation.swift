import LocalNetwork
import Remoting
import Reports
import RoomModel
import Runs

/// The changing of one room's PCs, from documents to the last screen.
struct RoomInstallation: Sendable {
    /// How it ended.
    struct Ending: Sendable {
        /// The exit code.
        let code: Int32
        /// Whether a further room may follow: nobody stopped it, and nobody said no.
        let isOver: Bool
    }

    private let plan: InstallationPlan
    private let options: ChangeOptions
    /// What to type to do it, and to do the rest.
    private let commands: InstallationScreen.Commands
    private let skippedSteps: Set<StepName>
    /// PCs that the run it goes on with has begun to change.
    private let touched: Set<HostName>
    private let speech: Speech
    private let terminal: Terminal
    private let record: RoomRecord
    private let interrupted: String?
    private let sessions: RoomSessions

    private var screen: InstallationScreen { InstallationScreen(wording: speech.wording, page: speech.page) }

    /// Decides everything before any PC is contacted.
    ///
    /// - Parameters:
    ///   - selection: The room and the PCs meant.
    ///   - documents: What is done on whom.
    ///   - commands: What to type to do it, and to do the rest (default: what was typed, and that with `--rerun`).
    ///   - firstStep: The step to begin with; nil: the first.
    ///   - isRerun: Whether only the PCs are meant that the last run did not finish.
    ///   - options: What this run may do.
    ///   - rooms: Language and inventory as given.
    ///   - terminal: Where the result goes.
    ///   - record: Where the run is kept (default: this controller's record of the room).
    /// - Throws: ``CommandFailure`` when there is no such step, nothing to run again, or a session runs.
    init(
        _ selection: LoadedRooms.Selection,
        _ documents: InstallationDocuments,
        commands: InstallationScreen.Commands? = nil,
        firstStep: String? = nil,
        isRerun: Bool = false,
        options: ChangeOptions,
        rooms: RoomOptions,
        terminal: Terminal,
        record: RoomRecord? = nil
    ) async throws(CommandFailure) {
        self.terminal = terminal
        self.options = options
        self.commands =
            commands
            ?? InstallationScreen.Commands(
                run: TypedCommand.line(),
                rest: TypedCommand.line(adding: "--rerun")
            )
        speech = Speech(of: selection, options: rooms, terminal: terminal)
        self.record = record ?? RoomRecord(room: selection.room)
        sessions = RoomSessions(documents.profile, options: options.session, speech: speech)
        skippedSteps = try Self.steps(before: firstStep, among: documents.plan.stepNames)
        let last = try await self.record.lastInstallation()
        interrupted = last.flatMap(InstallationScreen(wording: speech.wording, page: speech.page).interrupted)
        if isRerun {
            let before = try await self.record.lastInstallation(of: documents.plan.playbook)
            plan = try Self.rest(of: documents.plan, after: before)
            touched = Set(before?.rows.filter { $0.isTouched && !$0.isDone }.map(\.host.name) ?? [])
        } else {
            (plan, touched) = (documents.plan, [])
        }
        if !options.plan, options.whenReady == nil, sessions.isRunning(at: .now) { throw Self.sessionRuns }
    }

    /// Plans, asks, changes, and shows what became of it.
    ///
    /// - Parameter connection: How PCs are reached.
    /// - Returns: How it ended.
    /// - Throws: ``CommandFailure`` before any PC is changed.
    func run(_ connection: ConnectionOptions) async throws(CommandFailure) -> Ending {
        if let interrupted { terminal.note(interrupted) }
        await record.tellOfCutOffRuns(terminal, by: speech, of: [.full, .part, .checks])
        guard !plan.isEmpty else {
            terminal.note(
                localized(
                    id: "Semua PC sudah selesai pada pemasangan terakhir; tidak ada yang diulang.\n",
                    en: "Every PC was done in the last run; nothing was run again.\n"
                )
            )
            return Ending(code: 0, isOver: true)
        }
        guard options.yes || options.plan || terminal.canAsk else { throw Self.nobodyToAsk }
        let lock: InstallationLock? = if options.plan { nil } else { try InstallationLock(record) }
        defer { lock?.release() }
        let controller = try controllerFindings()
        let access = RoomAccess(
            room: plan.scan.room,
            options: connection,
            terminal: terminal,
            language: speech.wording.language
        )
        let dialogue = InstallationDialogue(speech: speech, terminal: terminal)
        let width = access.fittingWidth()
        let ended = try await access.withLogins(for: plan.hosts, stopped: dialogue.interrupt) {
            _,
            connector,
            privilege in
            await work(
                plan.narrowed(to: { _ in true }, access.named),
                InstallationTools(
                    connector: connector,
                    privilege: privilege,
                    controller: controller,
                    width: width,
                    timeout: connection.timeout.duration,
                    dialogue: dialogue
                )
            )
        }
        return ended.exitCode.map { Ending(code: $0, isOver: false) } ?? ended.result
    }

    /// What the work on a room needs besides its plan.
    private struct InstallationTools: Sendable {
        let connector: any Connector
        let privilege: RunPrivilege
        let controller: ControllerFindings
        let width: Int
        let timeout: Duration
        let dialogue: InstallationDialogue
    }

    /// The plan, the question, the changes.
    private func work(_ plan: InstallationPlan, _ tools: InstallationTools) async -> Ending {
        if !options.yes {
            let events = EventCollector()
            _ = await run(plan, tools, isPlanOnly: true, into: events, named: "plan")
            guard let report = InstallationReport(events: await events.all) else {
                preconditionFailure("a run without its first event")
            }
            let isAwaited = plan.mayYetHaveWork(report, isPatient: options.whenReady != nil)
            terminal.write(
                screen.plan(
                    report,
                    commands: commands,
                    isAsked: !options.plan,
                    isAwaited: isAwaited,
                    line: Line(
                        megabitsPerSecond: ControllerNetwork.current().megabitsPerSecond(towards: plan.hosts),
                        width: options.transfers.transfers
                    ),
                    notes: notes
                )
            )
            if options.plan { return Ending(code: report.exitCode, isOver: true) }
            guard report.hasWork || isAwaited else {
                return Ending(code: report.exitCode, isOver: true)
            }
            guard !tools.dialogue.stop.isRequested, await tools.dialogue.isAgreed() else {
                return Ending(code: 0, isOver: false)
            }
        }
        if options.yes, let limit = screen.limit(plan.maximumFailures) { terminal.note(limit) }
        let name = RunName.make()
        let recorder = await record.begin(
            name,
            terminal: terminal,
            language: speech.wording.language,
            watch: { _ in }
        )
        _ = await run(plan, tools, isPlanOnly: false, into: recorder, named: name)
        guard let report = InstallationReport(events: await recorder.events) else {
            preconditionFailure("a run without its first event")
        }
        terminal.write(screen.result(report, rerun: commands.rest))
        return Ending(code: report.exitCode, isOver: true)
    }

    private func run(
        _ plan: InstallationPlan,
        _ tools: InstallationTools,
        isPlanOnly: Bool,
        into sink: any EventSink,
        named name: String
    ) async -> RunEnd.Reason {
        var settings = InstallationSettings(
            claimant: .ofThisController(room: record.key),
            width: tools.width,
            hostTimeout: tools.timeout
        )
        settings.transfers = options.transfers.transfers
        settings.isPlanOnly = isPlanOnly
        settings.skippedSteps = skippedSteps
        settings.touched = touched
        settings.patience = isPlanOnly ? .zero : options.whenReady?.duration ?? .zero
        settings.provesByRestart = options.afterRestart
        settings.isSession = { sessions.isRunning(at: $0) }
        settings.privilege = { tools.privilege($0, wish: $1) }
        settings.wake = { host in
            guard let mac = host.mac else { return false }
            return await offPool { MagicPacket.send(to: mac) }
        }
        let board = ProgressBoard()
        let installation = Installation(
            plan,
            connector: tools.connector,
            settings: settings,
            board: board,
            now: { .now },
            stop: tools.dialogue.stop
        )
        return await SleepInhibitor.during {
            await ProgressDisplay(board: board, speech: speech, terminal: terminal).during {
                await installation.run(
                    name,
                    controller: tools.controller,
                    session: speech.moment(of: plan.scan.room.profile).session,
                    into: sink
                )
            }
        }
    }

    /// What is worth knowing before the answer: which files of this laptop leave it, the next session of today.
    private var notes: [String] {
        let sources = plan.sources.map { step, place in
            let shown = place.safe(limit: 400)
            return Localized(
                id: "Langkah \(step) mengirim berkas laptop ini: \(shown)",
                en: "The step \(step) sends this laptop's file \(shown)"
            )[speech.wording.language]
        }
        return sources + (sessions.next(at: .now).map { [$0] } ?? [])
    }

    /// What this laptop sees of itself.
    ///
    /// - Throws: ``CommandFailure`` (3) where it is not in the room's network; nobody was contacted.
    private func controllerFindings() throws(CommandFailure) -> ControllerFindings {
        var findings = ControllerNetwork.current().findings(
            room: plan.scan.room.profile,
            hosts: plan.hosts,
            at: .now
        )
        if options.anyway { findings.blocksRun = false }
        guard findings.blocksRun else { return findings }
        throw CommandFailure(
            exitCode: 3,
            Localized(
                id: "laptop ini belum tersambung ke jaringan ruang; belum ada PC dihubungi",
                en: "this laptop is not connected to the room's network; no PC was contacted"
            ),
            hint: Localized(
                id: "periksa kabelnya, atau tambahkan --anyway",
                en: "look at its cable, or add --anyway"
            )
        )
    }
}
