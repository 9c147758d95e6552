import Remoting
import SSHEngine

/// What a command prints, read towards the proof of its end.
struct CommandReading {
    private let proof: CompletionProof
    private var output: MarkReader
    private var error: MarkReader
    /// What the login shell gets.
    let line: String

    init(_ request: CommandRequest) {
        proof = request.proof
        let limit = request.outputLimit
        switch request.proof {
        case .sentinel:
            let nonce = Self.makeNonce()
            line = Self.wrap(request.line, nonce)
            output = MarkReader(.own("\(nonce):"), limit: limit)
            error = MarkReader(.own(nonce), limit: limit)
        case .line(let prefix):
            line = request.line
            output = MarkReader(.line(prefix), limit: limit)
            error = MarkReader(nil, limit: limit)
        case .exitStatus:
            line = request.line
            output = MarkReader(nil, limit: limit)
            error = MarkReader(nil, limit: limit)
        }
    }

    /// The line in a shell of its own, and behind it the mark on both outputs: what a child of the line still prints, or
    /// an output it holds open, no longer counts.
    private static func wrap(_ line: String, _ nonce: String) -> String {
        ShellCommand([
            "sh", "-c",
            #"sh -c "$1"; s=$?; printf '\n%s:%d\n' "$2" "$s"; printf '\n%s\n' "$2" >&2; exit "$s""#,
            "sh", line, nonce,
        ]).posixLine
    }

    /// 128 random bits in hexadecimal; no output can hold it by chance.
    private static func makeNonce() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Whether the server's word is the proof.
    var trustsExitStatus: Bool { proof == .exitStatus }

    mutating func append(_ bytes: UnsafeRawBufferPointer, to stream: SSHSession.Stream) {
        switch stream {
        case .output: output.append(bytes)
        case .error: error.append(bytes)
        }
    }

    /// Whether nothing more is to be read.
    var isComplete: Bool {
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
    /// - Returns: The result; without proof the end is unknown.
    func result(status: Int?, signal: String?, took: Duration) -> CommandResult {
        var output = output
        var error = error
        output.end()
        error.end()
        let exit: CommandExit =
            switch (proof, output.proof) {
            case (.sentinel, .some(let code)): Int(code).map(CommandExit.code) ?? .unknown
            case (.line, .some): .code(0)
            case (.exitStatus, _): status.map(CommandExit.code) ?? signal.map(CommandExit.signal) ?? .unknown
            case (_, nil): signal.map(CommandExit.signal) ?? .unknown
            }
        return CommandResult(
            exit: exit,
            standardOutput: output.capture.result,
            standardError: error.capture.result,
            took: took
        )
    }
}
