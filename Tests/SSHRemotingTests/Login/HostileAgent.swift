import NIOCore
import NIOPosix

/// A Unix socket that answers every request with the given bytes, and then hangs up or waits for ever.
enum HostileAgent {
    /// Runs `body` while the agent listens on `path`.
    static func with<Result>(
        answer: [UInt8],
        hangsUp: Bool,
        at path: String,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Answering(answer, hangsUp))
                }
            }
            .bind(unixDomainSocketPath: path).get()
        let result: Result
        do {
            result = try await body()
        } catch {
            try await server.close()
            throw error
        }
        try await server.close()
        return result
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: [UInt8]
        private let hangsUp: Bool

        init(_ answer: [UInt8], _ hangsUp: Bool) {
            self.answer = answer
            self.hangsUp = hangsUp
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer)), promise: nil)
            if hangsUp { context.close(promise: nil) }
        }
    }
}
