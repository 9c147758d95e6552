import Remoting
import RoomModel
import Synchronization

/// An input that is there as a whole, handed out piece by piece until it is at its end, or the rest is not to be sent.
final class WholeInput: ByteSource {
    private let bytes: [UInt8]
    private let isHindered: @Sendable () -> Bool
    private let position = Mutex(0)

    /// Bytes handed out at once: what 1 Mb/s carries in a quarter of a second.
    private static let piece = 32 << 10

    /// An input of which nothing was handed out.
    ///
    /// - Parameters:
    ///   - bytes: All of it.
    ///   - isHindered: Whether the rest is not to be sent; without a rest nobody asks.
    init(_ bytes: [UInt8], isHindered: @escaping @Sendable () -> Bool) {
        self.bytes = bytes
        self.isHindered = isHindered
    }

    func next() throws(TransportError) -> [UInt8]? {
        let start = position.withLock(\.self)
        guard start < bytes.count else { return nil }
        guard !isHindered() else {
            throw TransportError(.cancelled, in: .running, "the rest of the input was not sent any more")
        }
        let end = min(start + Self.piece, bytes.count)
        position.withLock { $0 = end }
        return Array(bytes[start..<end])
    }
}
