public import Remoting
public import RoomModel
import Synchronization

/// A run that changes PCs: every PC an independent pipeline, measure → plan → claim → step by step → prove.
///
/// Prints nothing and decides nothing about wording: what happened goes to an ``EventSink``, each change before it is made.
public struct Installation: Sendable {
    private let plan: InstallationPlan
    private let connector: any Connector
    private let settings: InstallationSettings
    private let board: ProgressBoard
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let stop: StopSignal

    /// Creates a run.
    ///
    /// - Parameters:
    ///   - plan: What is done on whom.
    ///   - connector: How PCs are reached, as the login account.
    ///   - settings: The limits and wishes.
    ///   - board: Where the live display looks.
    ///   - clock: A monotonic clock for deadlines (default: the connector's).
    ///   - now: The wall clock, for the record.
    ///   - stop: Ends the run behind the step that each PC is at.
    public init(
        _ plan: InstallationPlan,
        connector: any Connector,
        settings: InstallationSettings,
        board: ProgressBoard = ProgressBoard(),
        clock: (any Clock<Duration>)? = nil,
        now: @escaping @Sendable () -> Timestamp,
        stop: StopSignal = StopSignal()
    ) {
        self.plan = plan
        self.connector = connector
        self.settings = settings
        self.board = board
        self.clock = clock ?? connector.deadlineClock
        self.now = now
        self.stop = stop
    }

    /// Works on every PC of the plan; the stop signal ends it early with a result for each.
    ///
    /// - Parameters:
    ///   - run: The run's name.
    ///   - controller: What the controller found about itself; where it blocks the run, nobody is contacted.
    ///   - session: The session of the exam that it is made for (default: none).
    ///   - sink: Takes the events.
    /// - Returns: Why the run ended.
    public func run(
        _ run: String,
        controller: ControllerFindings? = nil,
        session: SessionKey? = nil,
        into sink: any EventSink
    ) async -> RunEnd.Reason {
        let start = plan.start(run: run, session: session, at: now())
        let log = InstallationLog(sink: sink, board: board, now: now, touched: TouchedHosts(settings.touched))
        board.begin(start, isChange: !settings.isPlanOnly)
        await sink.record(.started(start))
        if let controller { await sink.record(.controllerChecked(controller)) }
        let reason: RunEnd.Reason
        if controller?.blocksRun == true {
            reason = .controllerBlocked
        } else {
            await work(log, until: now().advanced(by: settings.patience))
            reason = stop.isRequested ? .interrupted : .completed
        }
        await sink.record(.ended(RunEnd(reason: reason, at: now())))
        return reason
    }

    /// All PCs, batch by batch; those that are busy or off once more, as long as there is patience.
    private func work(_ log: InstallationLog, until end: Timestamp) async {
        let budget = FailureBudget(plan.maximumFailures)
        let turnstile = Turnstile(settings.transfers)
        var pending = plan.targets
        while true {
            let waiting = Mutex<Set<HostName>>([])
            let isLast = now() >= end
            let batch = settings.isPlanOnly ? pending.count : plan.batch ?? pending.count
            for first in stride(from: 0, to: pending.count, by: max(1, batch)) {
                let members = Array(pending[first..<min(pending.count, first + max(1, batch))])
                await forEach(members, width: settings.width, executor: connector.nextExecutor) { target in
                    let work = HostInstallation(
                        target: target,
                        connector: connector,
                        settings: settings,
                        clock: clock,
                        now: now,
                        stop: stop,
                        turnstile: turnstile,
                        log: log
                    )
                    let result = budget.isSpent ? await work.leave(.notBegun) : await work.run()
                    if result.mayPass, !isLast, !stop.isRequested {
                        waiting.withLock { _ = $0.insert(target.host.name) }
                    } else if result.isFailure {
                        budget.spend()
                    }
                }
            }
            let left = waiting.withLock(\.self)
            pending = pending.filter { left.contains($0.host.name) }
            guard !pending.isEmpty, !budget.isSpent, await stop.pause(for: settings.interval, on: clock)
            else { return }
        }
    }
}

/// What a run came to on one PC, as far as the run as a whole asks.
enum HostResult: Sendable {
    case planned
    case settled(Settlement)
    case unreached(Unreached)

    /// Whether it is worth trying again: the PC is busy, or off.
    var mayPass: Bool {
        switch self {
        case .planned: false
        case .settled(let settlement): settlement.mayPass
        case .unreached(let unreached): [.offOrCable, .noSSH, .tooSlow, .firewall].contains(unreached.state)
        }
    }

    /// Whether the PC counts as one that failed.
    var isFailure: Bool {
        switch self {
        case .planned: false
        case .settled(let settlement): settlement.isFailure
        case .unreached: true
        }
    }
}

/// Where the events of all PCs go.
struct InstallationLog: Sendable {
    let sink: any EventSink
    let board: ProgressBoard
    let now: @Sendable () -> Timestamp
    /// The PCs that a step of this run, or of the one it goes on with, has begun to change.
    let touched: TouchedHosts

    /// Keeps what happened to a PC; returns when it is kept.
    func record(_ host: HostName, _ content: InstallationEvent.Content) async {
        await record(.installation(InstallationEvent(host: host, at: now(), content)))
    }

    /// Keeps an event; returns when it is kept.
    func record(_ event: RunEvent) async {
        board.apply(event)
        await sink.record(event)
    }

    /// Shows what a PC is at.
    func enter(_ phase: HostPhase, _ host: HostName) {
        board.apply(.phase(host, phase, at: now()))
    }
}

/// PCs that were changed, or may have been, and are not proved to be done yet.
final class TouchedHosts: Sendable {
    private let hosts: Mutex<Set<HostName>>

    init(_ hosts: Set<HostName>) {
        self.hosts = Mutex(hosts)
    }

    func insert(_ host: HostName) { hosts.withLock { _ = $0.insert(host) } }

    func contains(_ host: HostName) -> Bool { hosts.withLock { $0.contains(host) } }
}
