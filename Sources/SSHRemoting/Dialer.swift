import NIOCore
import NIOPosix
import Remoting
import RoomModel
import Synchronization

/// Opens TCP connections.
struct Dialer: Sendable {
    /// How long one address is ahead of the next (RFC 8305 §5: 250 ms).
    private static let headStart: Duration = .milliseconds(250)
    /// TCP itself gives up after this long without an acknowledgement, in milliseconds (`tcp(7)`).
    private static let userTimeout = 45_000
    private static let tcpUserTimeout: CInt = 18

    let timekeeper: Timekeeper
    let place: Place

    /// Tries all addresses, each a little after the one before, until one answers.
    ///
    /// - Parameters:
    ///   - addresses: At least one.
    ///   - loop: Where the connection will live.
    /// - Returns: The first connection.
    /// - Throws: ``TransportError``: what the first address said; `.cancelled`.
    func dial(_ addresses: [SocketAddress], on loop: any EventLoop) async throws(TransportError) -> TCPLink {
        guard addresses.count > 1 else { return try await dial(addresses[0], on: loop) }
        let outcome: Result<TCPLink, TransportError> = await withTaskGroup { group in
            for (index, address) in addresses.enumerated() {
                group.addTask { () -> (Int, Result<TCPLink, TransportError>) in
                    try? await timekeeper.clock.sleep(for: Self.headStart * index)
                    do throws(TransportError) {
                        return (index, .success(try await dial(address, on: loop)))
                    } catch { return (index, .failure(error)) }
                }
            }
            var best: (index: Int, result: Result<TCPLink, TransportError>)?
            for await (index, result) in group {
                switch (best?.result, result) {
                case (.success, .success(let late)): late.drop()
                case (.success, .failure): break
                case (_, .success):
                    best = (index, result)
                    group.cancelAll()
                case (_, .failure): if index < best?.index ?? .max { best = (index, result) }
                }
            }
            return best?.result
                ?? .failure(place.error(.nameNotFound, in: .resolving, "the name has no address"))
        }
        return try outcome.get()
    }

    private func dial(_ address: SocketAddress, on loop: any EventLoop) async throws(TransportError)
        -> TCPLink
    {
        let attempt = DialAttempt()
        let inbox = Inbox()
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.hours(1))
            .channelOption(.autoRead, value: false)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.tcpOption(.init(rawValue: Self.tcpUserTimeout)), value: Self.userTimeout)
            // What the system does not take at once waits in the session, where a question goes past it.
            .channelOption(.writeBufferWaterMark, value: .init(low: 1, high: 1))
            .channelInitializer { channel in
                attempt.began(channel)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(InboxHandler(inbox))
                }
            }
        do {
            let channel = try await withTaskCancellationHandler {
                try await bootstrap.connect(to: address).get()
            } onCancel: {
                attempt.cancel()
            }
            return TCPLink(channel: channel, inbox: inbox)
        } catch {
            if Task.isCancelled { throw place.cancelled(in: .connecting) }
            throw place.error(connecting: (error as? IOError)?.errnoCode, text: "\(error)")
        }
    }
}

/// A connection attempt that can be called off from anywhere.
private final class DialAttempt: Sendable {
    private let state = Mutex<(channel: (any Channel)?, isCancelled: Bool)>((nil, false))

    func began(_ channel: any Channel) {
        let isCancelled = state.withLock { state in
            state.channel = channel
            return state.isCancelled
        }
        if isCancelled { channel.close(promise: nil) }
    }

    func cancel() {
        let channel = state.withLock { state in
            state.isCancelled = true
            return state.channel
        }
        channel?.close(promise: nil)
    }
}
