import Checks
import Playbooks
import Remoting
import RemotingTesting
import RoomModel
import Runs
import Synchronization

/// A scan of scripted PCs `pc01`, `pc02`, … on a clock that stands still.
struct TestScan: Sendable {
    let clock = ManualClock()
    let events = EventLog()
    let board = ProgressBoard()
    let connector: ScriptedConnector
    let plan: ScanPlan

    /// Lays out the room.
    ///
    /// - Parameters:
    ///   - pcs: The PCs' scripts, in order.
    ///   - checks: What each is asked (default: `cpu.cores`).
    ///   - edit: Changes a PC before it is asked.
    /// - Throws: That a name is none.
    init(
        _ pcs: [ScriptedConnector.PC],
        checks: [PlannedCheck] = [PlannedCheck(id: "cpu.cores", check: CPUCoresCheck())],
        edit: (inout Host) -> Void = { _ in }
    ) throws {
        let hosts = try pcs.indices.map { index in
            var host = Host(
                name: try Self.name(index + 1),
                address: try NetworkAddress("192.0.2.\(index + 1)")
            )
            edit(&host)
            return host
        }
        connector = ScriptedConnector(
            Dictionary(uniqueKeysWithValues: zip(hosts.map(\.name), pcs)),
            clock: clock
        )
        plan = ScanPlan(
            room: Room(profile: RoomProfile(name: "lab1", seats: pcs.count), hosts: hosts),
            playbook: "test",
            targets: hosts.map {
                ScanPlan.Target(host: $0, checks: checks, examProcesses: ["ExamBrowser.exe"])
            },
            isFull: true
        )
    }

    /// `pc01` for 1.
    static func name(_ number: Int) throws -> HostName {
        try HostName(number < 10 ? "pc0\(number)" : "pc\(number)")
    }

    /// Runs the scan to its end.
    ///
    /// - Parameters:
    ///   - settings: The limits.
    ///   - connector: How PCs are reached (default: the scripted way).
    ///   - controller: What the controller found about itself.
    ///   - neighbour: What the neighbour table says.
    /// - Returns: Why it ended.
    @discardableResult
    func run(
        _ settings: ScanSettings = ScanSettings(),
        over connector: (any Connector)? = nil,
        controller: ControllerFindings? = nil,
        neighbour: NeighbourEvidence = .unknown
    ) async -> RunEnd.Reason {
        let scan = Scan(
            plan,
            connector: connector ?? self.connector,
            settings: settings,
            board: board,
            clock: clock,
            now: { Timestamp(milliseconds: 1_000) },
            neighbour: { _ in neighbour }
        )
        return await scan.run("run", controller: controller, into: events)
    }

    /// The report of what happened so far.
    var report: RoomReport? { RoomReport(events: events.all) }

    /// The row of a PC.
    func row(_ number: Int) throws -> RoomRow? {
        let name = try Self.name(number)
        return report?.rows.first { $0.host.name == name }
    }

    /// The states of all PCs, in order.
    var states: [HostState] { report?.rows.map(\.state) ?? [] }
}

/// Keeps every event and wakes who waits for so many PCs to be dealt with.
final class EventLog: EventSink {
    private struct State {
        var events: [RunEvent] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        var dealtWith: Int {
            events.count { event in
                switch event {
                case .measured, .notReached: true
                case .started, .controllerChecked, .phase, .installation, .ended: false
                }
            }
        }
    }

    private let state = Mutex(State())

    /// All events so far.
    var all: [RunEvent] { state.withLock(\.events) }

    func record(_ event: RunEvent) async {
        let due = state.withLock { state in
            state.events.append(event)
            let count = state.dealtWith
            let due = state.watchers.filter { $0.count <= count }.map(\.continuation)
            state.watchers.removeAll { $0.count <= count }
            return due
        }
        for watcher in due { watcher.resume() }
    }

    /// Waits until `count` PCs have their event.
    func untilDealtWith(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.dealtWith >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}
