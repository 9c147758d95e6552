import Provisioning
import Remoting
import RoomModel
import Synchronization

/// What has come up against going on with work that takes long; looked at again and again while it is done.
///
/// A PC that does not say in time whether the exam has begun gets no more bytes until it does (``gate``).
final class HindranceWatch: Sendable {
    /// How long between an answer and the next look at the PC's programs and at the timetable.
    ///
    /// With the time of a look on a line of 1 Mb/s that eight PCs share, an exam is seen and obeyed within 25 s.
    static let interval = Duration.seconds(5)
    /// How long an answer may take before no more is sent.
    static let patience = Duration.seconds(6)
    /// How long a look may take: on a bad line its three round trips take half of that.
    static let answerLimit = Duration.seconds(25)
    /// How long between a look that came to nothing and the next one.
    static let retry = Duration.seconds(2)
    /// How long nothing may have been answered: such a connection serves for nothing any more, and the work is given up.
    static let longestSilence = Duration.seconds(90)

    /// Closed while an answer is overdue.
    let gate = SendingGate()
    private let found = Mutex<StepFailure?>(nil)
    /// Why the last look came to nothing, where the PC did not just take too long.
    private let refusal = Mutex<StepFailure?>(nil)
    /// Given when something was found.
    private let interruption = StopSignal()

    /// What was found; nil: nothing so far.
    var hindrance: StepFailure? { found.withLock(\.self) }

    /// Looks until something is found, the work has ended, or the task is cancelled.
    ///
    /// - Parameters:
    ///   - clock: Whose time.
    ///   - end: Given when the work has ended: a look that has begun is the last one (default: never).
    ///   - look: Throws what has come up. `.examOpen` and `.inSession` end the looking, and so does a connection that is over, or the
    ///     lack of an answer for ``longestSilence``, as `.connection` with the cause.
    func run(
        on clock: any Clock<Duration>,
        until end: StopSignal = StopSignal(),
        _ look: @escaping @Sendable () async throws(StepFailure) -> Void
    ) async {
        // What waits at the gate is to hear of whatever ended the looking.
        defer { gate.open() }
        while await end.pause(for: Self.interval, on: clock) {
            let answer = await within(Self.longestSilence, of: clock) {
                await self.answer(to: look, on: clock, until: end)
            }
            guard !end.isRequested, !Task.isCancelled else { return }
            if case .some(nil) = answer {
                gate.open()
                continue
            }
            let refusal = refusal.withLock(\.self)
            found.withLock {
                $0 =
                    (answer ?? nil)
                    ?? StepFailure(
                        .connection,
                        said: refusal?.said,
                        cause: refusal?.cause ?? UnreachedCause.connectionLost.rawValue
                    )
            }
            interruption.request()
            return
        }
    }

    /// Does `work` while it looks; what is found is left to the work.
    ///
    /// - Parameters:
    ///   - clock: Whose time.
    ///   - look: As for ``run(on:until:_:)``.
    ///   - work: What takes long.
    /// - Returns: What `work` returned.
    func during<Success: Sendable>(
        on clock: any Clock<Duration>,
        _ look: @escaping @Sendable () async throws(StepFailure) -> Void,
        _ work: @escaping @Sendable () async -> Success
    ) async -> Success {
        await accompanied(untilTold: { await self.run(on: clock, until: $0, look) }, work)
    }

    /// Does `work` while it looks; what is found cancels the work.
    ///
    /// - Parameters:
    ///   - clock: Whose time.
    ///   - look: As for ``run(on:until:_:)``.
    ///   - work: What takes long.
    /// - Returns: What `work` returned; nil where something was found first.
    func unlessFound<Success: Sendable>(
        on clock: any Clock<Duration>,
        _ look: @escaping @Sendable () async throws(StepFailure) -> Void,
        _ work: @escaping @Sendable () async -> Success
    ) async -> Success? {
        await during(on: clock, look) { () async -> Success? in
            await self.interruption.unlessGiven(work)
        }
    }

    /// Looks until the PC answers: what has come up; nil: nothing.
    private func answer(
        to look: @escaping @Sendable () async throws(StepFailure) -> Void,
        on clock: any Clock<Duration>,
        until end: StopSignal
    ) async -> StepFailure? {
        let patience = { @Sendable () async in
            if (try? await clock.sleep(for: Self.patience)) != nil { self.gate.close() }
        }
        return await accompanied(by: patience) {
            while !Task.isCancelled {
                let failure = await Self.failure(of: look)
                switch failure?.code {
                case nil: return nil
                case .examOpen, .inSession: return failure
                // Nothing can be asked over this connection any more.
                case .connection where failure?.endsConnection == true: return failure
                default:
                    self.gate.close()
                    self.refusal.withLock { $0 = failure?.code == .timedOut ? nil : failure }
                }
                guard await end.pause(for: Self.retry, on: clock) else { break }
            }
            return nil
        }
    }

    /// The error of a connection over which nothing was found out any more.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - consequence: What became of the work: `nothing more was sent`.
    ///   - work: What is known of it (default: there was none that the PC has to end).
    /// - Returns: The error, with the cause of the last look's failure.
    func unanswered(
        by host: Host,
        _ consequence: String,
        work: WorkState? = nil
    ) -> TransportError {
        let said = hindrance?.said.map { " (\($0))" } ?? ""
        return TransportError(
            hindrance?.cause.flatMap(UnreachedCause.init) ?? .connectionLost,
            in: .running,
            "\(host.name): it did not say any more whether the exam app runs, so \(consequence)\(said)",
            work: work
        )
    }

    private static func failure(
        of look: @Sendable () async throws(StepFailure) -> Void
    ) async -> StepFailure? {
        do throws(StepFailure) {
            try await look()
            return nil
        } catch {
            return error
        }
    }
}

extension StepFailure {
    /// Whether its cause is a connection that is over.
    fileprivate var endsConnection: Bool {
        cause.flatMap(UnreachedCause.init)?.endsConnection == true
    }
}
