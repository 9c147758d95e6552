/// The standard output of a command: keeps its bytes and watches for the proof of its end.
///
/// The proof is found wherever the stream is cut into chunks. A sentinel's line, with the line break before it, is
/// not part of the output; a line that the command prints itself is.
public struct ProvedOutput: Sendable {
    /// What is awaited.
    private enum Proof {
        case sentinel(SentinelCommand)
        case line
        case none
    }

    /// Lines longer than this are no proof; the probe's are under 2 KB.
    private static let longestProof = 4_096

    private let proof: Proof
    private let prefix: [UInt8]
    private var capture: OutputCapture
    /// A line that may yet become the proof, with the line break before it; nil in the middle of another line.
    private var candidate: [UInt8]? = []

    /// How the command ended, once the proof was seen; 0 for a line of the command's own.
    public private(set) var exit: CommandExit?

    /// Begins with nothing.
    ///
    /// - Parameters:
    ///   - proof: How the end is proved.
    ///   - command: The command whose sentinel is awaited where the proof is one.
    ///   - limit: The most bytes kept.
    public init(provedBy proof: CompletionProof, of command: SentinelCommand, limit: Int) {
        capture = OutputCapture(limit: limit)
        switch proof {
        case .sentinel:
            self.proof = .sentinel(command)
            prefix = Array(command.prefix.utf8)
        case .line(let text):
            self.proof = .line
            prefix = Array(text.utf8)
        case .exitStatus:
            self.proof = .none
            prefix = []
        }
    }

    /// What is kept of the output.
    public var captured: CapturedOutput {
        guard exit == nil, let candidate else { return capture.captured }
        var whole = capture
        whole.append(candidate)
        return whole.captured
    }

    /// Takes the next bytes of the stream; what follows the proof is ignored.
    ///
    /// - Parameter bytes: The bytes, in order.
    public mutating func append(_ bytes: some Collection<UInt8>) {
        if case .none = proof { return capture.append(bytes) }
        let chunk = Array(bytes)
        var index = 0
        while exit == nil, index < chunk.count {
            guard candidate == nil else {
                takeOfCandidate(chunk[index])
                index += 1
                continue
            }
            let end = nextCandidate(in: chunk, from: index)
            capture.append(chunk[index..<end])
            if end < chunk.count { candidate = [.lineFeed] }
            index = end + 1
        }
    }

    /// The next line break behind which the proof may stand.
    private func nextCandidate(in chunk: [UInt8], from start: Int) -> Int {
        var index = start
        while index < chunk.count {
            if chunk[index] == .lineFeed {
                guard index + 1 < chunk.count, let first = prefix.first, chunk[index + 1] != first else {
                    break
                }
            }
            index += 1
        }
        return index
    }

    /// Takes one byte of a line that may become the proof.
    private mutating func takeOfCandidate(_ byte: UInt8) {
        guard var line = candidate else { return }
        let start = line.first == .lineFeed ? 1 : 0
        let index = line.count - start
        if byte == .lineFeed {
            if index >= prefix.count, accept(line, content: line[start...]) { return }
            capture.append(line)
            candidate = [.lineFeed]
            return
        }
        line.append(byte)
        if index < prefix.count ? byte == prefix[index] : index < Self.longestProof {
            candidate = line
        } else {
            capture.append(line)
            candidate = nil
        }
    }

    /// Whether a whole line is the proof; if so, the output ends with it.
    private mutating func accept(_ line: [UInt8], content: ArraySlice<UInt8>) -> Bool {
        switch proof {
        case .sentinel(let command):
            guard let code = command.exitCode(in: content) else { return false }
            exit = .code(code)
        case .line:
            capture.append(line + [.lineFeed])
            exit = .code(0)
        case .none:
            return false
        }
        return true
    }
}

extension UInt8 {
    fileprivate static var lineFeed: UInt8 { 0x0A }
}
