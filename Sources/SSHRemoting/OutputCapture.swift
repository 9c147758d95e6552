import Remoting

/// Keeps the head and the tail of a stream of any length in bounded memory.
struct OutputCapture {
    private let half: Int
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    private var dropped = 0

    /// Creates an empty capture.
    ///
    /// - Parameter limit: The most bytes kept, half at each end.
    init(limit: Int) {
        half = max(0, limit) / 2
    }

    mutating func append(_ bytes: some Collection<UInt8>) {
        let room = half - head.count
        head.append(contentsOf: bytes.prefix(room))
        tail.append(contentsOf: bytes.dropFirst(room))
        // Moving the tail up costs its length; doing so at twice the length makes that one copy a byte.
        if tail.count > 2 * half + 4_096 { trim() }
    }

    private mutating func trim() {
        let excess = tail.count - half
        guard excess > 0 else { return }
        tail.removeFirst(excess)
        dropped += excess
    }

    /// What is kept.
    var result: CapturedOutput {
        var copy = self
        copy.trim()
        return copy.dropped == 0
            ? CapturedOutput(head: copy.head + copy.tail)
            : CapturedOutput(head: copy.head, tail: copy.tail, omitted: copy.dropped)
    }
}
