import Remoting
import RoomModel
import Synchronization

/// A connection that plays a script.
final class ScriptedConnection: Connection {
    enum Event: Sendable {
        case request(CommandRequest)
        case closed
    }

    private struct State {
        var isClosed = false
        var isDropped = false
        var files: [String: [UInt8]] = [:]
    }

    let platform: Platform
    let serverIdentification: String
    private let host: HostName
    private let pc: ScriptedConnector.PC
    private let clock: any Clock<Duration>
    private let report: @Sendable (Event) -> Void
    private let state = Mutex(State())

    init(
        host: HostName,
        pc: ScriptedConnector.PC,
        clock: any Clock<Duration>,
        report: @escaping @Sendable (Event) -> Void
    ) {
        self.host = host
        self.pc = pc
        self.clock = clock
        self.report = report
        serverIdentification = pc.serverIdentification
        platform = Platform(serverIdentification: pc.serverIdentification)
    }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        try requireOpen()
        report(.request(request))
        if let privilege = request.privilege { try start(as: privilege) }
        if let file = fileShown(by: request) { return file }
        let answer = pc.answer(request)
        let isLate = answer.outcome == nil || answer.delay > request.deadline
        do {
            try await clock.sleep(for: isLate ? request.deadline : answer.delay)
        } catch {
            throw givenUp(request, for: stopped)
        }
        guard !isLate, let outcome = answer.outcome else {
            throw TransportError(
                .timedOut,
                in: .running,
                "\(host): the command took longer than its deadline",
                elapsed: request.deadline,
                work: request.work.map { _ in .ended }
            )
        }
        do throws(TransportError) {
            return try outcome.get().limited(to: request.outputLimit)
        } catch {
            throw error.behind(request)
        }
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        var whole = request
        if let input, pc.readsInput(request) { whole.standardInput += try await read(input, for: request) }
        // A script that stays silent is noticed at whichever limit comes first.
        whole.deadline = min(request.deadline, silence)
        if output != nil { whole.outputLimit = .max }
        let result = try await run(whole)
        guard let output else { return result }
        let bytes = result.standardOutput.bytes
        for start in stride(from: 0, to: bytes.count, by: Self.piece) {
            try await output.take(Array(bytes[start..<min(start + Self.piece, bytes.count)]))
        }
        return CommandResult(exit: result.exit, standardError: result.standardError, took: result.took)
    }

    /// All that a source makes, each piece at the PC's pace.
    private func read(
        _ input: any ByteSource,
        for request: CommandRequest
    ) async throws(TransportError) -> [UInt8] {
        var bytes: [UInt8] = []
        do throws(TransportError) {
            while let piece = try await input.next() {
                bytes += piece
                do { try await clock.sleep(for: pc.inputPace) } catch { throw stopped }
                if Task.isCancelled { throw stopped }
            }
        } catch {
            throw givenUp(request, for: error)
        }
        return bytes
    }

    /// Who gives work up takes the connection along, and the PC ends the work.
    private func givenUp(_ request: CommandRequest, for error: TransportError) -> TransportError {
        if request.work != nil { state.withLock { $0.isDropped = true } }
        return error.behind(request)
    }

    /// How much a sink is given at once.
    private static let piece = 32 << 10

    private var stopped: TransportError {
        TransportError(.cancelled, in: .running, "\(host): the run was stopped")
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {
        try requireOpen()
        guard !path.contains("/") else {
            throw TransportError(
                .fileRefused,
                in: .running,
                "\(host): `\(path)` was not written: no such folder"
            )
        }
        state.withLock { $0.files[path] = bytes }
    }

    func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        try requireOpen()
        guard state.withLock({ $0.files[path] == nil }) else {
            throw TransportError(
                .fileRefused,
                in: .running,
                "\(host): `\(path)` was not written: it is there"
            )
        }
        var bytes: [UInt8] = []
        while let piece = try await contents.next() { bytes += piece }
        state.withLock { $0.files[path] = bytes }
    }

    func close() async {
        let wasClosed = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed
        }
        if !wasClosed { report(.closed) }
    }

    /// What its sudo says.
    private func start(as privilege: Privilege) throws(TransportError) {
        let code: TransportError.Code? =
            switch (pc.sudo, privilege.password) {
            case (.asksNothing, _): nil
            case (.asks, nil): .sudoNeedsPassword
            case (.asks(let password), let given?): given == password ? nil : .sudoPasswordRefused
            case (.refuses(let code), _): code
            }
        if let code { throw TransportError(code, in: .login, "\(host): sudo started nothing") }
    }

    private func requireOpen() throws(TransportError) {
        if state.withLock({ $0.isClosed || $0.isDropped }) {
            throw TransportError(.connectionLost, in: .running, "\(host): the connection is closed")
        }
    }

    /// `cat NAME` shows a file that was written.
    private func fileShown(by request: CommandRequest) -> CommandResult? {
        guard request.line.hasPrefix("cat "), let name = request.line.split(separator: " ").last else {
            return nil
        }
        return state.withLock { $0.files[String(name)] }.map {
            CommandResult(exit: .code(0), standardOutput: CapturedOutput(head: $0))
        }
    }
}

extension CommandResult {
    /// The same result with the streams cut as a real connection cuts them.
    fileprivate func limited(to limit: Int) -> CommandResult {
        CommandResult(
            exit: exit,
            standardOutput: standardOutput.limited(to: limit),
            standardError: standardError.limited(to: limit),
            took: took
        )
    }
}

extension CapturedOutput {
    fileprivate func limited(to limit: Int) -> CapturedOutput {
        guard !isTruncated, head.count > limit else { return self }
        let half = limit / 2
        return CapturedOutput(
            head: Array(head.prefix(half)),
            tail: Array(head.suffix(half)),
            omitted: head.count - 2 * half
        )
    }
}
