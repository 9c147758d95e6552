/// Collects an output stream of any length in bounded memory: its first and its last bytes.
public struct OutputCapture: Hashable, Sendable {
    private let headLimit: Int
    private let tailLimit: Int
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    private var dropped = 0

    /// Begins with nothing.
    ///
    /// - Parameter limit: The most bytes kept; half from the head, half from the tail. A negative one counts as 0.
    public init(limit: Int) {
        let limit = max(0, limit)
        headLimit = limit - limit / 2
        tailLimit = limit / 2
    }

    /// Takes the next bytes of the stream.
    ///
    /// - Parameter bytes: The bytes, in order.
    public mutating func append(_ bytes: some Collection<UInt8>) {
        let first = bytes.prefix(headLimit - head.count)
        head += first
        tail += bytes.dropFirst(first.count)
        // Trimmed at twice its size only, so that a flood costs one move a byte and not one a chunk.
        if tail.count > 2 * tailLimit { trim() }
    }

    /// What is kept of the stream so far.
    public var captured: CapturedOutput {
        var last = self
        last.trim()
        return last.dropped == 0
            ? CapturedOutput(head: last.head + last.tail)
            : CapturedOutput(head: last.head, tail: last.tail, omitted: last.dropped)
    }

    private mutating func trim() {
        let surplus = tail.count - tailLimit
        guard surplus > 0 else { return }
        tail.removeFirst(surplus)
        dropped += surplus
    }
}
