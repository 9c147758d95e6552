import NIOCore

/// A request under way: the message without its length, and who waits for the reply.
struct AgentRequest: Sendable {
    let message: [UInt8]
    let reply: EventLoopPromise<[UInt8]>
}

/// Why a conversation with an agent ended.
enum AgentFailure: Error {
    /// The agent hung up.
    case closed
    /// What it sent is not the agent protocol.
    case garbage
    /// It did not answer in time.
    case silent
}

/// Speaks the agent protocol's framing on one channel: requests go out at once, replies come back in their order.
///
/// The first thing to go wrong ends the conversation and fails every request that still waits.
final class AgentChannel: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = AgentRequest
    typealias OutboundOut = ByteBuffer

    /// The longest reply believed: 256 KiB, as OpenSSH's own `AGENT_MAX_LEN`.
    static let longestReply = 256 * 1024

    private let patience: TimeAmount
    private var waiting: CircularBuffer<(reply: EventLoopPromise<[UInt8]>, alarm: Scheduled<Void>)> = []
    private var received = ByteBuffer()

    /// Waits at most `patience` for each reply.
    init(patience: TimeAmount) {
        self.patience = patience
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let request = unwrapOutboundIn(data)
        let channel = context.channel
        let alarm = context.eventLoop.assumeIsolated().scheduleTask(in: patience) {
            self.end(.silent)
            channel.close(promise: nil)
        }
        waiting.append((request.reply, alarm))
        var buffer = context.channel.allocator.buffer(capacity: 4 + request.message.count)
        buffer.writeInteger(UInt32(request.message.count))
        buffer.writeBytes(request.message)
        context.write(wrapOutboundOut(buffer), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.writeImmutableBuffer(unwrapInboundIn(data))
        while let length = received.getInteger(at: received.readerIndex, as: UInt32.self) {
            guard length > 0, length <= Self.longestReply, let next = waiting.first else {
                end(.garbage)
                context.close(promise: nil)
                return
            }
            guard received.readableBytes >= 4 + Int(length) else { return }
            received.moveReaderIndex(forwardBy: 4)
            waiting.removeFirst()
            next.alarm.cancel()
            next.reply.succeed(received.readBytes(length: Int(length)) ?? [])
        }
        received.discardReadBytes()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.closed)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.closed)
        context.close(promise: nil)
    }

    private func end(_ failure: AgentFailure) {
        for request in waiting {
            request.alarm.cancel()
            request.reply.fail(failure)
        }
        waiting.removeAll()
    }
}
