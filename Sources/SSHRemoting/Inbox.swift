import NIOCore
import Remoting
import Synchronization

/// What has come over a link and nobody has read yet; its bell rings when there is more.
final class Inbox: Sendable {
    /// Unread bytes at which reading from the socket pauses.
    private static let limit = 64 << 10

    private struct State {
        var unread: [UInt8] = []
        var receivedBytes = 0
        var hasEnded = false
    }

    private let state = Mutex(State())

    /// Rings when bytes came, when the link ended, and when it takes bytes again.
    let bell = Bell()

    /// Everything received so far; any byte is a sign of life.
    var receivedBytes: Int { state.withLock(\.receivedBytes) }

    /// Whether nothing more will come.
    var hasEnded: Bool { state.withLock(\.hasEnded) }

    /// Keeps a copy of `bytes`, so that whoever received them can use their buffer again.
    func append(_ bytes: UnsafeRawBufferPointer) {
        state.withLock { state in
            state.unread.append(contentsOf: bytes)
            state.receivedBytes += bytes.count
        }
    }

    /// Whether there is room for more.
    var hasRoom: Bool { state.withLock { $0.unread.count < Self.limit } }

    /// Nothing more will come.
    func end() {
        state.withLock { $0.hasEnded = true }
        bell.ring()
    }

    /// Takes what has come; a full inbox has paused the reading.
    ///
    /// - Parameter bytes: Loses what it holds, and holds what has come; its room serves the inbox from now on.
    /// - Returns: Whether nothing more will come, and whether reading has paused.
    func take(into bytes: inout [UInt8]) -> (hasEnded: Bool, wasFull: Bool) {
        bytes.removeAll(keepingCapacity: true)
        return state.withLock { state in
            swap(&state.unread, &bytes)
            return (state.hasEnded, bytes.count >= Self.limit)
        }
    }
}

/// Puts what a socket receives into an inbox.
final class InboxHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let inbox: Inbox

    init(_ inbox: Inbox) {
        self.inbox = inbox
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        Self.unwrapInboundIn(data).withUnsafeReadableBytes(inbox.append)
    }

    /// Asks for more at once, so that the loop need not be told twice that it may read.
    func channelReadComplete(context: ChannelHandlerContext) {
        if inbox.hasRoom { context.read() }
        inbox.bell.ring()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { inbox.bell.ring() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        inbox.end()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
