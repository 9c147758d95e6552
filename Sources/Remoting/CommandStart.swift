/// Where on its two outputs a command begins: behind a mark on each, wherever that stands.
struct CommandStart: Sendable {
    private var output: Beginning
    private var error: Beginning

    /// Looks for both marks.
    ///
    /// - Parameters:
    ///   - output: stdout's, with its line end.
    ///   - error: stderr's.
    init(output: String, error: String) {
        self.output = Beginning(mark: Array(output.utf8))
        self.error = Beginning(mark: Array(error.utf8))
    }

    /// Whether the mark of a stream has come.
    func hasBegun(_ stream: OutputStream) -> Bool {
        stream == .output ? output.isFound : error.isFound
    }

    /// What came before the mark of a stream: at most 16 KiB, the last of it.
    func before(_ stream: OutputStream) -> [UInt8] {
        stream == .output ? output.seen : error.seen
    }

    /// Takes the next bytes of a stream.
    ///
    /// - Returns: Those that stand behind its mark.
    mutating func append(_ bytes: UnsafeRawBufferPointer, to stream: OutputStream) -> [UInt8] {
        stream == .output ? output.append(bytes) : error.append(bytes)
    }

    /// One stream up to its mark.
    private struct Beginning: Sendable {
        let mark: [UInt8]
        var seen: [UInt8] = []
        var isFound = false

        private static let limit = 16 << 10

        mutating func append(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
            if isFound { return Array(bytes) }
            seen += bytes
            guard let range = seen.firstRange(of: mark) else {
                if seen.count > Self.limit { seen.removeFirst(seen.count - Self.limit / 2) }
                return []
            }
            isFound = true
            let rest = Array(seen[range.upperBound...])
            seen.removeSubrange(range.lowerBound...)
            return rest
        }
    }
}
