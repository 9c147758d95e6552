import RoomModel

/// One of a command's two output streams.
public enum OutputStream: Hashable, Sendable, CaseIterable {
    /// stdout.
    case output
    /// stderr.
    case error
}

/// What a command prints, read towards the proof of its end: the same for every transport.
///
/// A sentinel is a line of its own that a wrapper prints behind everything the command printed, on both streams; with
/// its nonce it can come neither from a cut connection nor from the command.
public struct CommandReading: Sendable {
    private let proof: CompletionProof
    private var output: MarkReader
    private var error: MarkReader
    /// Past which the output is the command's own, and no longer the login's; nil where the login shell runs it itself.
    private var start: CommandStart?
    private var sudo: SudoConversation?
    /// What no message repeats.
    private let unspoken: [Secret]
    /// Whether the PC ends the command when the connection is lost: who gives it up takes the connection along.
    public let isGuarded: Bool
    /// What the login shell gets.
    public let line: String
    /// What the PC reads before `sudo` can ask for anything; empty without `sudo`.
    public let opening: [UInt8]
    /// What the PC reads before the command's own input: behind ``opening``, once ``timesAsked`` is nil.
    public let preamble: [UInt8]

    /// Begins with nothing read.
    ///
    /// - Parameters:
    ///   - request: The command, its proof and the limit of each stream.
    ///   - platform: What the PC speaks (default: POSIX `sh`, to which the line gets by way of any login shell).
    ///   - nonce: What marks a sentinel.
    ///   - mark: What marks where the command begins.
    ///   - passesOutputOn: Whether stdout is read with ``takeOutput()`` as it comes, and not captured (default: captured).
    public init(
        _ request: CommandRequest,
        on platform: Platform = .posix,
        nonce: Nonce = Nonce(),
        mark: Nonce = Nonce(),
        passesOutputOn: Bool = false
    ) {
        proof = request.proof
        isGuarded = request.work != nil && request.proof == .sentinel
        let limit = request.outputLimit
        let inner: String
        switch request.proof {
        case .sentinel:
            inner =
                request.work.map {
                    GuardedCommand.line(
                        request.line,
                        nonce,
                        $0,
                        within: request.deadline,
                        isBehindSudo: request.privilege != nil
                    )
                } ?? Self.wrap(request.line, nonce)
            output = MarkReader(.own("\(nonce):"), limit: limit, isPassedOn: passesOutputOn)
            error = MarkReader(.own("\(nonce)"), limit: limit)
        case .line(let prefix):
            inner = request.line
            output = MarkReader(.line(prefix), limit: limit, isPassedOn: passesOutputOn)
            error = MarkReader(nil, limit: limit)
        case .exitStatus:
            inner = request.line
            output = MarkReader(nil, limit: limit, isPassedOn: passesOutputOn)
            error = MarkReader(nil, limit: limit)
        }
        unspoken = request.privilege.map { [$0.password].compactMap(\.self) + $0.unspoken } ?? []
        guard platform == .posix else {
            (line, opening, preamble) = (inner, [], [])
            return
        }
        start = LoginShell.start(mark)
        line = LoginShell.line
        if let privilege = request.privilege {
            let conversation = SudoConversation(as: privilege.user)
            opening = LoginShell.input(conversation.line, behind: mark)
            preamble = LoginShell.counted(inner)
            sudo = conversation
        } else {
            opening = []
            preamble = LoginShell.input(inner, behind: mark)
        }
    }

    /// The line in a shell of its own, and behind it the mark on both outputs: what a child of the line still prints, or
    /// an output it holds open, no longer counts.
    private static func wrap(_ line: String, _ nonce: Nonce) -> String {
        "exec "
            + ShellCommand([
                "sh", "-c",
                #"sh -c "$1"; s=$?; printf '\n%s:%d\n' "$2" "$s"; printf '\n%s\n' "$2" >&2; exit "$s""#,
                "sh", line, "\(nonce)",
            ]).posixLine
    }

    /// Whether the command has begun; until then whatever is read is what the login prints.
    public var hasBegun: Bool { start?.hasBegun(.output) ?? true }

    /// Whether the server's word is the proof.
    public var trustsExitStatus: Bool { proof == .exitStatus }

    /// What the PC says of a command whose deadline passed there; nil where it ended by itself, or has not ended.
    public var overrun: WorkState? {
        guard isGuarded else { return nil }
        switch output.proof {
        case GuardedCommand.ended: return .ended
        case GuardedCommand.left: return .mayRun
        default: return nil
        }
    }

    /// How many times `sudo` has asked for a password; nil once the command's shell runs.
    public var timesAsked: Int? {
        switch sudo?.state {
        case nil, .started: nil
        case .waiting: 0
        case .asked(let times): times
        }
    }

    /// Why `sudo` started nothing, where it ended before the start line.
    ///
    /// - Parameter status: Its exit code, if that came.
    /// - Returns: The cause, read off its words.
    public func refusal(status: Int?) -> SudoRefusal {
        guard !hasBegun, let start else {
            return SudoRefusal(words: sudo?.words ?? "", status: status, unspoken: unspoken)
        }
        // The login never came to sudo; its exit code is not sudo's.
        let words = String(decoding: start.before(.error) + start.before(.output), as: UTF8.self).onOneLine
        return SudoRefusal(words: words, status: nil, unspoken: unspoken)
    }

    /// Takes the next bytes of a stream; what follows the proof is ignored.
    public mutating func append(_ bytes: UnsafeRawBufferPointer, to stream: OutputStream) {
        guard start?.hasBegun(stream) == false else { return converse(bytes, on: stream) }
        let own = start?.append(bytes, to: stream) ?? []
        own.withUnsafeBytes { converse($0, on: stream) }
    }

    private mutating func converse(_ bytes: UnsafeRawBufferPointer, on stream: OutputStream) {
        guard sudo?.hasBegun(stream) == false else { return keep(bytes, of: stream) }
        let own = sudo?.append(bytes, to: stream) ?? []
        own.withUnsafeBytes { keep($0, of: stream) }
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer, of stream: OutputStream) {
        switch stream {
        case .output: output.append(bytes)
        case .error: error.append(bytes)
        }
    }

    /// The command's own output since the last time, where it is passed on: without sentinels, in order, all of it.
    public mutating func takeOutput() -> [UInt8] { output.takePassing() }

    /// Both streams have ended: what was held back because it might have been a mark is the command's own.
    public mutating func end() {
        output.end()
        error.end()
    }

    /// Whether nothing more is to be read.
    public var isComplete: Bool {
        switch proof {
        case .sentinel: output.isComplete && error.isComplete
        case .line: output.isComplete
        case .exitStatus: false
        }
    }

    /// How it ended.
    ///
    /// - Parameters:
    ///   - status: The exit status, if it really came.
    ///   - signal: The exit signal, if it came.
    ///   - took: The time.
    /// - Returns: The result; without proof the end is unknown. What a login printed that never came to the command is in
    ///   the place of its output.
    public func result(status: Int?, signal: String?, took: Duration) -> CommandResult {
        if let start, !hasBegun {
            return CommandResult(
                exit: signal.map(CommandExit.signal) ?? .unknown,
                hasBegun: false,
                standardOutput: CapturedOutput(head: start.before(.output)),
                standardError: CapturedOutput(head: start.before(.error)),
                took: took
            )
        }
        var ended = self
        ended.end()
        let exit: CommandExit =
            switch (proof, ended.output.proof) {
            case (.sentinel, .some(let code)): Self.exitCode(code).map(CommandExit.code) ?? .unknown
            case (.line, .some): .code(0)
            case (.exitStatus, _): status.map(CommandExit.code) ?? signal.map(CommandExit.signal) ?? .unknown
            case (_, nil): signal.map(CommandExit.signal) ?? .unknown
            }
        return CommandResult(
            exit: exit,
            standardOutput: ended.output.capture.captured,
            standardError: ended.error.capture.captured,
            took: took
        )
    }

    /// 0 to 255 in plain digits, as `printf %d` writes `$?`.
    private static func exitCode(_ text: String) -> Int? {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text).flatMap { $0 <= 255 ? $0 : nil }
    }
}
