import NIOCore
import Synchronization

/// What has come from the socket and nobody has read yet; wakes those who wait for more.
final class Inbox: Sendable {
    /// Unread bytes at which reading from the socket pauses.
    private static let limit = 64 << 10

    private struct State {
        var chunks: [ByteBuffer] = []
        var unreadBytes = 0
        var generation = 0
        var receivedBytes = 0
        var hasEnded = false
        var waiters: [(ticket: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var nextTicket = 0
    }

    private let state = Mutex(State())

    /// Everything received so far; any byte is a sign of life.
    var receivedBytes: Int { state.withLock(\.receivedBytes) }

    /// Changes whenever those who wait are woken.
    var generation: Int { state.withLock(\.generation) }

    func append(_ chunk: ByteBuffer) {
        state.withLock { state in
            state.chunks.append(chunk)
            state.receivedBytes += chunk.readableBytes
            state.unreadBytes += chunk.readableBytes
        }
    }

    /// Whether there is room for more.
    var hasRoom: Bool { state.withLock { $0.unreadBytes < Self.limit } }

    /// Nothing more will come.
    func end() {
        state.withLock { $0.hasEnded = true }
        wake()
    }

    /// Wakes everyone who waits.
    func wake() {
        let waiters = state.withLock { state in
            state.generation += 1
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume() }
    }

    /// Takes what has come, with the number to wait past; a full inbox has paused the reading.
    func take() -> (chunks: [ByteBuffer], generation: Int, hasEnded: Bool, wasFull: Bool) {
        state.withLock { state in
            defer {
                state.chunks = []
                state.unreadBytes = 0
            }
            return (state.chunks, state.generation, state.hasEnded, state.unreadBytes >= Self.limit)
        }
    }

    /// Waits until something happened after `generation`, or this task is cancelled.
    nonisolated(nonsending) func change(after generation: Int) async {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard state.generation == generation, !Task.isCancelled else { return true }
                    state.waiters.append((ticket, continuation))
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.ticket == ticket }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume()
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
        inbox.append(Self.unwrapInboundIn(data))
    }

    /// Asks for more at once, so that the loop need not be told twice that it may read.
    func channelReadComplete(context: ChannelHandlerContext) {
        if inbox.hasRoom { context.read() }
        inbox.wake()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        inbox.wake()
    }

    func channelInactive(context: ChannelHandlerContext) {
        inbox.end()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
