public import Remoting
public import RoomModel

/// Tells whether a PC may be touched: used alone before anything but a scan (`exec`, `push`, `install`).
public struct Interlock: Sendable {
    /// What was seen.
    public enum State: Hashable, Sendable {
        /// No exam program runs.
        case clear
        /// Nobody said which programs to look for; nothing was asked.
        case notConfigured
        /// An exam program runs, or it cannot be seen that none does: the PC must be left alone.
        case examOpen(evidence: String)
    }

    private let processes: [String]
    private let deadline: Duration

    /// Creates an interlock.
    ///
    /// - Parameters:
    ///   - examProcesses: The programs that run only while an exam is open (`exam_processes`).
    ///   - deadline: The whole time it may take (default 15 s).
    public init(examProcesses: [String], deadline: Duration = .seconds(15)) {
        processes = examProcesses
        self.deadline = deadline
    }

    /// Looks at a PC.
    ///
    /// - Parameters:
    ///   - connection: A connection to the PC.
    ///   - now: The controller's wall clock.
    /// - Returns: What was seen; an answer that makes no sense counts as an open exam.
    /// - Throws: ``TransportError`` when the answer did not come back, or the PC ran nothing.
    public func state(
        over connection: any Connection,
        now: @Sendable () -> Timestamp
    ) async throws(TransportError) -> State {
        guard ExamRunningFact(processes: processes).isConfigured else { return .notConfigured }
        let probe = Probe(facts: [], examProcesses: processes, deadline: deadline)
        return switch try await probe.measure(over: connection, now: now) {
        case .measured: .clear
        case .examOpen(let evidence): .examOpen(evidence: evidence)
        // On Windows it is the script host that has not run.
        case .unanswered(let unmeasured) where connection.platform == .windows:
            throw TransportError(
                .checksRefused,
                in: .measuring,
                "it runs no script of Siaga's",
                words: unmeasured.words
            )
        case .unanswered: .examOpen(evidence: "the PC did not say which programs run")
        }
    }
}
