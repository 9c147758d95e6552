import Remoting
import Synchronization

/// Bytes between an end that may wait, a source or a sink, and the loop of a connection, which never does.
final class BytePipe: Sendable {
    /// Bytes at which a source waits, with one piece on top.
    private static let limit = 256 << 10

    private struct State {
        var pieces: [[UInt8]] = []
        var count = 0
        var hasEnded = false
        /// Whether a source may begin.
        var isOpen = false
        /// Bytes the sink has taken and the loop has not yet heard of.
        var settled = 0
    }

    private let state = Mutex(State())
    private let bell = Bell()
    /// Wakes the loop.
    private let loop: Bell

    /// An empty pipe.
    ///
    /// - Parameter loop: Rings when a source has put something in, or a sink has taken something out.
    init(waking loop: Bell) {
        self.loop = loop
    }

    // MARK: The loop's end

    /// What the bytes are for is there: a source may begin, and fail, without breaking a set-up off half-way.
    func open() {
        let wasOpen = state.withLock { state in
            defer { state.isOpen = true }
            return state.isOpen
        }
        if !wasOpen { bell.ring() }
    }

    /// The next piece; nil: none is there now.
    func take() -> [UInt8]? {
        let piece = next()
        if piece != nil { bell.ring() }
        return piece
    }

    /// Puts a piece in; how many are on their way to a sink is bounded by the channel's window.
    func put(_ piece: [UInt8]) {
        guard !piece.isEmpty else { return }
        state.withLock { state in
            state.pieces.append(piece)
            state.count += piece.count
        }
        bell.ring()
    }

    /// Nothing more comes.
    func end() {
        state.withLock { $0.hasEnded = true }
        bell.ring()
    }

    /// Whether nothing more comes and nothing is left.
    var isDrained: Bool { state.withLock { $0.hasEnded && $0.pieces.isEmpty } }

    /// How many bytes the sink has taken since the last time.
    func takeSettled() -> Int {
        state.withLock { state in
            defer { state.settled = 0 }
            return state.settled
        }
    }

    // MARK: The end that waits

    /// Fills the pipe from a source; a cancelled one is left open, so that half an input is never taken for a whole.
    func fill(from source: any ByteSource, _ silence: SilenceWatch) async throws(TransportError) {
        while await hasRoom() {
            let piece = try await silence.excusing { () async throws(TransportError) in
                try await source.next()
            }
            guard let piece else {
                end()
                return loop.ring()
            }
            put(piece)
            loop.ring()
        }
    }

    /// Empties the pipe into a sink until its end.
    func empty(into sink: any ByteSink, _ silence: SilenceWatch) async throws(TransportError) {
        while await hasSomething() {
            while let piece = next() {
                try await silence.excusing { () async throws(TransportError) in try await sink.take(piece) }
                state.withLock { $0.settled += piece.count }
                loop.ring()
            }
        }
    }

    private func next() -> [UInt8]? {
        state.withLock { state in
            guard !state.pieces.isEmpty else { return nil }
            let piece = state.pieces.removeFirst()
            state.count -= piece.count
            return piece
        }
    }

    private func hasRoom() async -> Bool {
        await wait { $0.isOpen && $0.count < Self.limit ? true : nil }
    }

    private func hasSomething() async -> Bool {
        await wait { $0.pieces.isEmpty ? ($0.hasEnded ? false : nil) : true }
    }

    /// Waits for an answer about the state; false when this task is cancelled.
    private func wait(_ answer: (State) -> Bool?) async -> Bool {
        await bell.wait { state.withLock { answer($0) } } ?? false
    }
}
