import Dispatch
import Glibc

/// How work that a signal may stop ended.
struct Interruptible<Success: Sendable>: Sendable {
    /// What the work returned; stopped work returns what it has.
    let result: Success
    /// The signal that stopped it, if one did.
    let signal: CInt?

    /// 128 + the signal's number, as shells report it: 130 for Ctrl-C, 143 for SIGTERM.
    var exitCode: Int32? { signal.map { 128 + $0 } }

    private enum Part: Sendable {
        case result(Success)
        case signal(CInt?)
    }

    /// Does `work`; the first SIGINT, SIGTERM or SIGHUP stops it, a second one ends the program at once.
    ///
    /// - Parameters:
    ///   - cancels: Whether the first signal cancels the work (default); else the work itself sees to it that it ends.
    ///   - stopped: Told as soon as the signal arrives.
    ///   - work: What to do; must end soon after it is cancelled.
    /// - Returns: What the work returned, and the signal.
    static func run(
        cancels: Bool = true,
        stopped: @escaping @Sendable () -> Void = {},
        _ work: @escaping @Sendable () async -> Success
    ) async -> Interruptible {
        let (signals, continuation) = AsyncStream<CInt>.makeStream()
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            Glibc.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                Glibc.signal(number, SIG_DFL)
                continuation.yield(number)
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in [SIGINT, SIGTERM, SIGHUP] { Glibc.signal(number, SIG_DFL) }
        }
        return await withTaskGroup(of: Part.self) { group in
            group.addTask { .result(await work()) }
            group.addTask {
                for await number in signals { return .signal(number) }
                return .signal(nil)
            }
            var caught: CInt?
            while let part = await group.next() {
                switch part {
                case .result(let result):
                    continuation.finish()
                    group.cancelAll()
                    return Interruptible(result: result, signal: caught)
                case .signal(let number):
                    caught = number
                    stopped()
                    if cancels { group.cancelAll() }
                }
            }
            preconditionFailure("the work ended without a result")
        }
    }
}

/// A signal this program sends to itself.
enum Interruption {
    /// The longest wait for the signal to arrive: it takes microseconds.
    private static let patience: Duration = .seconds(2)

    /// Sends SIGINT, and returns when the task is cancelled by it; without an ``Interruptible`` around, the program ends.
    static func raise() async {
        kill(getpid(), SIGINT)
        let clock = ContinuousClock()
        let end = clock.now + patience
        while !Task.isCancelled, clock.now < end {
            try? await Task.sleep(for: .milliseconds(1), clock: clock)
        }
    }
}
