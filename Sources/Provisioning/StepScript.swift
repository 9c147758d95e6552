import Facts
public import Remoting
public import RoomModel

/// What a step runs on a PC: a fixed text, with everything that differs as arguments and on stdin.
///
/// The text travels as one word of the command line, so that it arrives whole or not at all; values are words behind it,
/// quoted once, and never pasted into it.
public struct StepScript: Sendable {
    /// The body of a POSIX `sh` script: arguments in `"$@"`, exit 0 when it is done.
    public let body: String
    /// The arguments.
    public let arguments: [String]
    /// What the script reads.
    public let input: [UInt8]
    /// Where it writes; nil: nowhere in particular.
    ///
    /// A script with a folder runs as whoever may change that one, and has the functions of `FolderEntry`.
    public let folder: String?
    /// What the PC ends by itself once nobody waits for it; nil: what is over in a moment and guards others.
    public let work: WorkMark?

    /// Creates a script.
    ///
    /// - Parameters:
    ///   - body: The body of a POSIX `sh` script.
    ///   - arguments: Its arguments (default: none).
    ///   - input: What it reads (default: nothing).
    ///   - folder: Where it writes (default: nowhere in particular).
    ///   - work: What the PC ends by itself past the deadline (default: it is a step's work).
    public init(
        _ body: String,
        _ arguments: [String] = [],
        input: [UInt8] = [],
        in folder: String? = nil,
        work: WorkMark? = .step
    ) {
        self.body = body
        self.arguments = arguments
        self.input = input
        self.folder = folder
        self.work = work
    }

    /// What makes every PC alike: the search path behind the account's own, plain messages, no surprise permissions.
    static let preamble = """
        PATH=${PATH:+$PATH:}/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin LC_ALL=C
        export PATH LC_ALL
        umask 022

        """

    private var command: ShellCommand {
        guard let folder else {
            return ShellCommand(["sh", "-c", Self.preamble + body, "siaga"] + arguments)
        }
        return PosixFolder.command(
            FolderEntry.shell + body,
            settings: Self.preamble,
            path: folder,
            arguments
        )
    }

    /// The command.
    func request(within limit: Duration) -> CommandRequest {
        CommandRequest(
            line: command.posixLine,
            standardInput: input,
            outputLimit: 64 << 10,
            deadline: limit,
            work: work
        )
    }

    /// Runs it.
    ///
    /// - Parameters:
    ///   - connection: The PC.
    ///   - limit: The whole time it may take.
    /// - Returns: What it printed.
    /// - Throws: ``StepFailure`` unless it is proved that it ended with 0.
    @discardableResult
    public func run(over connection: any Connection, within limit: Duration) async throws(StepFailure)
        -> String
    {
        let result: CommandResult
        do throws(TransportError) {
            result = try await connection.run(request(within: limit))
            guard result.hasBegun else { throw TransportError(nothingRan: result) }
        } catch {
            throw StepFailure(error)
        }
        let said =
            result.lastWords.isEmpty
            ? result.standardOutput.text.split(separator: "\n").last.map(String.init) : result.lastWords
        switch result.exit {
        case .code(0): return result.standardOutput.text
        // Without a folder it is the script's own code.
        case .code(FolderEntry.refusalCode) where folder != nil:
            throw StepFailure(.refused, refusal: StepRefusal(.openFolder, said))
        case .code(let code): throw StepFailure(.failed, exitCode: code, said: said)
        case .signal, .unknown: throw StepFailure(.endNotSeen, said: said)
        }
    }
}

extension StepScript {
    /// Input from which on a script waits for its PC's turn: what a school's line carries in a fifth of a second (10 Mb/s).
    static let manyBytes = 256 << 10

    /// Runs it for a step; where it reads many bytes, when it is the PC's turn.
    ///
    /// - Parameters:
    ///   - context: The PC.
    ///   - limit: The whole time it may take once it is begun.
    /// - Throws: ``StepFailure`` unless it is proved that it ended with 0.
    func run(in context: StepContext, within limit: Duration) async throws(StepFailure) {
        do throws(StepFailure) {
            try await runInTurn(context, within: limit)
        } catch {
            // Why the rest of its input was not sent.
            let isCut = error.cause == TransportError.Code.cancelled.rawValue
            throw isCut ? context.hindrance() ?? error : error
        }
    }

    private func runInTurn(_ context: StepContext, within limit: Duration) async throws(StepFailure) {
        guard input.count >= Self.manyBytes else {
            try await run(over: context.connection, within: limit)
            return
        }
        do {
            try await context.turn(behindWaiting: context.recheck) {
                _ = try await run(over: context.connection, within: limit)
            }
        } catch let failure as StepFailure {
            throw failure
        } catch {
            throw StepFailure(.endNotSeen)
        }
    }
}

extension StepFailure {
    /// The failure of work whose connection broke off, or that took too long.
    public init(_ error: TransportError) {
        let code: Code =
            switch (error.code, error.work) {
            case (_, .mayRun): .mayStillRun
            case (.timedOut, _): .timedOut
            case (.fileRefused, _), (.channelRefused, _), (.nothingRan, _), (.controllerFile, _): .failed
            default: .connection
            }
        let seconds = error.elapsed.components.seconds
        self.init(
            code,
            said: error.message,
            cause: error.code.rawValue,
            endedAfter: error.work == .ended && error.code == .timedOut ? Int(seconds) : nil
        )
    }
}

extension StepFailure {
    /// What is left of a failure once the PC has shown that nothing of the step runs any more.
    ///
    /// - Parameter failure: One with the code `.mayStillRun`.
    public init(endOf failure: StepFailure) {
        let isLate = failure.cause == TransportError.Code.timedOut.rawValue
        self.init(isLate ? .timedOut : .connection, said: failure.said, cause: failure.cause)
    }
}

/// A step that is one script.
protocol ScriptedStep: Step {
    /// The script that makes it so.
    func script(_ readings: FactReadings, now: Timestamp) -> StepScript
}

extension ScriptedStep {
    /// Runs the script.
    public func apply(_ readings: FactReadings, in context: StepContext) async throws(StepFailure) {
        try await script(readings, now: context.now()).run(in: context, within: limit)
    }
}
