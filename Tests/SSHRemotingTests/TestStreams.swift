import Remoting
import RoomModel
import Synchronization

/// Bytes in a pattern that shows every loss, doubling and change of order.
enum Pattern {
    static let blockSize = 64 << 10

    /// A block's bytes: its number first, then bytes of every value, newlines among them.
    static func block(_ number: Int) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) } + base
    }

    private static let base: [UInt8] = (8..<blockSize).map {
        UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7)
    }
}

/// Makes so many blocks of the pattern.
actor PatternSource: ByteSource {
    private let count: Int
    private(set) var made = 0

    init(blocks count: Int) {
        self.count = count
    }

    func next() async throws(TransportError) -> [UInt8]? {
        guard made < count else { return nil }
        defer { made += 1 }
        return Pattern.block(made)
    }
}

/// Compares what it takes with the pattern.
actor PatternSink: ByteSink {
    private var rest: [UInt8] = []
    private(set) var blocks = 0
    private(set) var isRight = true
    /// Done before each piece is taken.
    private let pause: @Sendable () async -> Void

    init(pause: @escaping @Sendable () async -> Void = {}) {
        self.pause = pause
    }

    func take(_ bytes: [UInt8]) async throws(TransportError) {
        await pause()
        rest += bytes
        var start = 0
        while rest.count - start >= Pattern.blockSize {
            let block = Array(rest[start..<start + Pattern.blockSize])
            if block != Pattern.block(blocks) { isRight = false }
            blocks += 1
            start += Pattern.blockSize
        }
        rest.removeFirst(start)
    }

    /// Whether it got so many blocks and nothing else.
    func got(blocks count: Int) -> Bool { isRight && blocks == count && rest.isEmpty }
}

/// Keeps all it takes.
actor KeepingSink: ByteSink {
    private(set) var bytes: [UInt8] = []

    func take(_ bytes: [UInt8]) async throws(TransportError) {
        self.bytes += bytes
    }
}

/// Makes nothing until its task is cancelled.
struct StuckSource: ByteSource {
    func next() async throws(TransportError) -> [UInt8]? {
        try? await Task.sleep(for: .seconds(3_600))
        throw TransportError(.cancelled, in: .running, "the source was stopped")
    }
}

/// An end whose disk fails at once.
struct BrokenEnd: ByteSource, ByteSink {
    static let error = TransportError(.controllerFile, in: .running, "`photo.img` cannot be read")

    func next() async throws(TransportError) -> [UInt8]? { throw Self.error }

    func take(_ bytes: [UInt8]) async throws(TransportError) { throw Self.error }
}
