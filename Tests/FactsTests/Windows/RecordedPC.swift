import Remoting
import RoomModel

/// A Windows PC that answers from a list and remembers what it was told.
actor RecordedPC: Connection {
    nonisolated let platform = Platform.windows
    nonisolated let serverIdentification = "OpenSSH_for_Windows_9.5"

    /// What it was told, in order: command lines, and `write NAME`.
    private(set) var told: [String] = []
    private(set) var files: [String: [UInt8]] = [:]
    private(set) var deadlines: [Duration] = []
    private var answers: [Answer]

    struct Answer {
        var output: [UInt8] = []
        var error: [UInt8] = []
    }

    init(_ answers: [Answer]) {
        self.answers = answers
    }

    init(printing outputs: String...) {
        answers = outputs.map { Answer(output: Array($0.utf8)) }
    }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        told.append(request.line)
        deadlines.append(request.deadline)
        let answer = answers.isEmpty ? Answer() : answers.removeFirst()
        return CommandResult(
            exit: .code(0),
            standardOutput: CapturedOutput(head: answer.output),
            standardError: CapturedOutput(head: answer.error)
        )
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {
        told.append("write \(path)")
        files[path] = bytes
    }

    func close() async {}
}
