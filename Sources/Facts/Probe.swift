public import Remoting
public import RoomModel

/// Measures all facts of one PC in one round trip, unless an exam is open there.
public struct Probe: Sendable {
    private let facts: [any Fact]
    private let interlock: ExamRunningFact
    private let deadline: Duration

    /// Creates a probe; the same one serves any number of PCs.
    ///
    /// - Parameters:
    ///   - facts: What to measure; the same fact twice is measured once.
    ///   - examProcesses: The programs that run only while an exam is open (`exam_processes`). With none there is
    ///     nothing to look for: the reading of ``ExamRunningFact`` says so.
    ///   - deadline: The whole time the probe may take (default 30 s).
    public init(facts: [any Fact], examProcesses: [String], deadline: Duration = .seconds(30)) {
        self.facts = facts
        self.deadline = deadline
        interlock = ExamRunningFact(processes: examProcesses)
    }

    /// Measures a PC.
    ///
    /// - Parameters:
    ///   - connection: A connection to the PC; its platform decides how.
    ///   - now: The controller's wall clock, for the PC's clock offset.
    /// - Returns: What became of it.
    /// - Throws: ``TransportError`` when the answer did not come back.
    public func measure(
        over connection: any Connection,
        now: @Sendable () -> Timestamp
    ) async throws(TransportError) -> ProbeOutcome {
        let outcome: ProbeOutcome
        switch connection.platform {
        case .posix:
            let probe = PosixProbe(
                facts: facts,
                interlock: interlock.isConfigured ? interlock : nil,
                deadline: deadline
            )
            outcome = try await probe.measure(over: connection, now: now)
        case .windows:
            let probe = WindowsProbe(
                facts: facts,
                examProcesses: interlock.processes,
                deadline: deadline
            )
            outcome = try await probe.measure(over: connection, now: now)
        }
        guard case .measured(var readings) = withInterlock(outcome) else { return outcome }
        readings.platform = connection.platform
        return .measured(readings)
    }

    /// The outcome with what the interlock saw among the readings.
    func withInterlock(_ outcome: ProbeOutcome) -> ProbeOutcome {
        guard case .measured(var readings) = outcome else { return outcome }
        let seen = interlock.isConfigured ? readings.interlock ?? .none : .notConfigured
        readings.interlock = seen
        readings.record(interlock, .success(seen))
        return .measured(readings)
    }
}
