import Remoting
import RemotingTesting
import RoomModel
import Synchronization
import Testing
import Transfers

@testable import Runs

/// What the engine does around a transfer: interlock, tries, stops.
@Suite(.timeLimit(.minutes(1))) struct TransferRunTests {
    /// A transfer that plays a list of outcomes and counts how often it was asked.
    private final class Scripted: FileTransfer {
        private let outcomes: Mutex<[Result<TransferOutcome, TransportError>]>
        private let asked = Mutex(0)

        init(_ outcomes: [Result<TransferOutcome, TransportError>]) {
            self.outcomes = Mutex(outcomes)
        }

        var timesAsked: Int { asked.withLock(\.self) }

        func move(
            over connection: any Connection,
            host: HostName,
            limits: TransferLimits,
            meter: TransferMeter,
            stop: StopSignal
        ) async throws(TransportError) -> TransferOutcome {
            asked.withLock { $0 += 1 }
            return try outcomes.withLock { $0.isEmpty ? .success(.examOpen) : $0.removeFirst() }.get()
        }
    }

    private static let whole = TransferOutcome.complete(TransferTally())
    private static let lost = TransportError(.connectionLost, in: .running, "pc01: the connection ended")

    /// What becomes of a transfer with `pc01`.
    private func outcome(
        of transfer: Scripted,
        on pc: ScriptedConnector.PC? = ScriptedConnector.PC(),
        examProcesses: [String] = [],
        stop: StopSignal = StopSignal()
    ) async throws -> (TransferOutcome?, openConnections: Int) {
        let name = try HostName("pc01")
        let host = Host(name: name, address: try NetworkAddress("10.0.0.1"))
        let connector = ScriptedConnector(pc.map { [name: $0] } ?? [:], clock: ContinuousClock())
        let run = TransferRun(
            transfer,
            connector: connector,
            board: TransferBoard(
                TransferProgress(
                    title: "Lab 1",
                    isPush: true,
                    startedAt: Timestamp(milliseconds: 0),
                    hosts: [name]
                )
            ),
            stop: stop,
            now: { Timestamp(milliseconds: 0) },
            examProcesses: { _ in examProcesses }
        )
        let found = Mutex<TransferOutcome?>(nil)
        await run.run(on: [host]) { _, outcome in found.withLock { $0 = outcome } }
        return (found.withLock(\.self), connector.openConnections)
    }

    @Test func `a PC lost on the way is tried twice more, and every connection is closed`() async throws {
        let transfer = Scripted([.failure(Self.lost), .failure(Self.lost), .success(Self.whole)])
        let (outcome, open) = try await outcome(of: transfer)
        #expect(outcome == Self.whole)
        #expect(transfer.timesAsked == 3)
        #expect(open == 0)
    }

    @Test func `a PC lost again and again is not reached`() async throws {
        let transfer = Scripted(Array(repeating: .failure(Self.lost), count: 9))
        let (outcome, open) = try await outcome(of: transfer)
        guard case .notReached(let unreached) = outcome else {
            Issue.record("\(String(describing: outcome))")
            return
        }
        #expect(unreached.cause == "connection-lost")
        #expect(transfer.timesAsked == 3)
        #expect(open == 0)
    }

    @Test func `a PC that does not answer, or whose exam may run, is asked for nothing`() async throws {
        let transfer = Scripted([.success(Self.whole)])
        guard case .notReached = try await outcome(of: transfer, on: nil).0 else {
            Issue.record("it was reached")
            return
        }
        // The scripted PC gives no answer that makes sense, which counts as an open exam.
        #expect(try await outcome(of: transfer, examProcesses: ["Exam"]).0 == .examOpen)
        #expect(transfer.timesAsked == 0)
    }

    @Test func `who has not begun when somebody asks to stop is not begun`() async throws {
        let stop = StopSignal()
        stop.request()
        let transfer = Scripted([.success(Self.whole)])
        #expect(try await outcome(of: transfer, stop: stop).0 == .stopped(TransferTally()))
        #expect(transfer.timesAsked == 0)
    }
}
