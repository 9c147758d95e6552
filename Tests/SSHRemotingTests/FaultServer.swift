import NIOCore
import NIOPosix

/// A server on loopback that goes wrong in one chosen way.
struct FaultServer {
    /// What it does to each client.
    enum Fault: Sendable {
        /// Says this, then closes.
        case say(String)
        /// Says this, then stays.
        case sayAndStay(String)
        /// Says this line again and again.
        case babble(String)
        /// Passes everything to a real server, and closes after so many bytes from it.
        case cut(after: Int, port: Int)
        /// Passes everything to a real server, and goes silent after so many bytes from it.
        case stall(after: Int, port: Int)
        /// Passes everything to a real server, and damages this byte from it.
        case damage(byte: Int, port: Int)
        /// Passes everything to a real server, byte by byte.
        case fragment(port: Int)
    }

    let port: Int

    static func with<Result>(_ fault: Fault, _ body: (FaultServer) async throws -> Result) async throws
        -> Result
    {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { client in
                client.eventLoop.makeCompletedFuture {
                    try client.pipeline.syncOperations.addHandler(FaultHandler(fault))
                }
            }
        let server = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(FaultServer(port: server.localAddress?.port ?? 0))
            try await server.close()
            return result
        } catch {
            try? await server.close()
            throw error
        }
    }
}

/// Plays a fault to one client.
private final class FaultHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let fault: FaultServer.Fault
    private var server: (any Channel)?
    private var early: [ByteBuffer] = []

    init(_ fault: FaultServer.Fault) {
        self.fault = fault
    }

    func channelActive(context: ChannelHandlerContext) {
        switch fault {
        case .say(let text):
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.writeAndFlush(NIOAny(ByteBuffer(string: text))).whenComplete { _ in
                bound.value.close(promise: nil)
            }
        case .sayAndStay(let text):
            context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
        case .babble(let line): babble(line, context)
        case .cut(_, let port), .stall(_, let port), .damage(_, let port), .fragment(let port):
            connect(to: port, context)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = Self.unwrapInboundIn(data)
        if let server { server.writeAndFlush(bytes, promise: nil) } else { early.append(bytes) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        server?.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func babble(_ line: String, _ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.writeAndFlush(NIOAny(ByteBuffer(string: line))).whenSuccess {
            bound.value.0.babble(line, bound.value.1)
        }
    }

    private func connect(to port: Int, _ context: ChannelHandlerContext) {
        let client = context.channel
        let fault = fault
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        ClientBootstrap(group: context.eventLoop)
            .channelInitializer { server in
                server.eventLoop.makeCompletedFuture {
                    try server.pipeline.syncOperations.addHandler(DamageHandler(fault, client: client))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .whenSuccess { server in
                bound.value.server = server
                for bytes in bound.value.early { server.writeAndFlush(bytes, promise: nil) }
            }
    }
}

/// Passes a real server's bytes on, faulty.
private final class DamageHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let fault: FaultServer.Fault
    private let client: any Channel
    private var passed = 0

    init(_ fault: FaultServer.Fault, client: any Channel) {
        self.fault = fault
        self.client = client
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Array(Self.unwrapInboundIn(data).readableBytesView)
        let start = passed
        passed += bytes.count
        switch fault {
        case .cut(let limit, _):
            client.writeAndFlush(ByteBuffer(bytes: bytes.prefix(max(0, limit - start))), promise: nil)
            if passed >= limit { client.close(promise: nil) }
        case .stall(let limit, _):
            client.writeAndFlush(ByteBuffer(bytes: bytes.prefix(max(0, limit - start))), promise: nil)
        case .damage(let position, _):
            if bytes.indices.contains(position - start) { bytes[position - start] ^= 0x55 }
            client.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        case .fragment:
            for byte in bytes { client.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil) }
        case .say, .sayAndStay, .babble: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        client.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
