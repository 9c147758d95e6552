import FoundationEssentials
import GRDB
import Glibc
import History
import RoomModel
import Testing

/// A history in a folder of its own, and runs to put into it.
final class SampleHistory {
    let folder: String
    let history: RunHistory
    static let room = "lab-1"

    init(timeout: Duration = .milliseconds(50), spoolFolders: [String] = []) {
        folder = FileManager.default.temporaryDirectory.path + "/siaga-history-\(UUID().uuidString)"
        history = RunHistory(folder: folder, spoolFolders: spoolFolders, timeout: timeout)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var database: String { folder + "/siaga.db" }

    /// The same history as the next program finds it.
    func reopened(spoolFolders: [String] = []) -> RunHistory {
        RunHistory(folder: folder, spoolFolders: spoolFolders, timeout: .milliseconds(50))
    }

    /// A second connection, as another program has it.
    func connection() throws -> DatabaseQueue {
        var configuration = Configuration()
        // It leaves a transaction open on purpose.
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: database, configuration: configuration)
    }

    /// The files in the folder that are events in waiting.
    var spools: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasPrefix("siaga.spool-") }.sorted()
    }

    var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// Writes a run with the current history.
    func write(_ run: String, _ events: [RunEvent], keeping retention: Retention = .all) async {
        await Self.write(run, events, to: history, keeping: retention)
    }

    static func write(
        _ run: String,
        _ events: [RunEvent],
        to history: RunHistory,
        room: String = room,
        keeping retention: Retention = .all,
        now: Timestamp = Timestamp(milliseconds: 10)
    ) async {
        await history.begin(run, room: room)
        for event in events { await history.append(event, to: run, room: room) }
        await history.finish(run, room: room, keeping: retention, now: now)
    }

    static func start(
        _ run: String,
        isFull: Bool = true,
        hosts: [String] = [],
        at: Int64 = 1,
        criteria: String = "a"
    ) -> RunEvent {
        .started(
            RunStart(
                run: run,
                at: Timestamp(milliseconds: at),
                room: RoomProfile(name: "lab", title: "Lab 1", seats: 1),
                hosts: hosts.compactMap { name in
                    guard let name = try? HostName(name), let address = try? NetworkAddress("10.0.0.1") else {
                        return nil
                    }
                    return RunHost(Host(name: name, address: address))
                },
                playbook: "readiness",
                criteria: criteria,
                checks: ["disk.free"],
                isFull: isFull
            )
        )
    }

    static func end(_ reason: RunEnd.Reason = .completed, at: Int64 = 2) -> RunEvent {
        .ended(RunEnd(reason: reason, at: Timestamp(milliseconds: at)))
    }

    /// A PC with so much free space.
    static func measured(
        _ host: String,
        free: ByteCount = .gibibytes(20),
        at: Int64 = 1,
        checks: Int = 1
    ) throws -> RunEvent {
        .measured(
            HostMeasurement(
                host: try HostName(host),
                at: Timestamp(milliseconds: at),
                took: .seconds(1),
                isExamOpen: false,
                results: [
                    CheckResult(
                        check: "disk.free",
                        status: .pass,
                        severity: .fail,
                        finding: .met(.bytes(free)),
                        nextLimit: .gibibytes(10)
                    )
                ]
                    + (1..<max(1, checks)).map { number in
                        CheckResult(
                            check: CheckID("check.\(number)"),
                            status: .pass,
                            severity: .fail,
                            finding: .met(.text("as it should be"))
                        )
                    }
            )
        )
    }

    static func off(_ host: String, at: Int64 = 1) throws -> RunEvent {
        .notReached(
            try HostName(host),
            Unreached(state: .offOrCable, phase: .connecting, cause: "connect-timed-out"),
            at: Timestamp(milliseconds: at)
        )
    }
}
