public import NIOCore
import NIOPosix
public import Remoting
import RoomModel

/// Talks to an ssh-agent over its Unix socket without ever blocking a thread.
///
/// One connection serves all requests of a run; each is sent as it comes, replies arrive in the same order. After a
/// failure the next request connects anew.
///
/// - SeeAlso: draft-miller-ssh-agent; `ssh-agent(1)`.
public actor AgentClient {
    private let socketPath: String
    private let group: any EventLoopGroup
    private let patience: TimeAmount
    private var connection: EventLoopFuture<any Channel>?

    /// Prepares to talk to an agent; connects with the first request.
    ///
    /// - Parameters:
    ///   - socketPath: The socket, as in `SSH_AUTH_SOCK`.
    ///   - group: Where its event loop comes from.
    ///   - patience: The longest wait for one reply, a person's confirmation included (default 20 s, within the 30 s of
    ///     a login).
    public init(socketPath: String, group: any EventLoopGroup, patience: Duration = .seconds(20)) {
        self.socketPath = socketPath
        self.group = group
        self.patience = TimeAmount(patience)
    }

    /// The keys that the agent holds.
    ///
    /// - Throws: ``TransportError`` `.keyUnusable` where the agent cannot be reached or does not speak its protocol.
    public func identities() async throws(TransportError) -> [AgentIdentity] {
        let reply = try await request(AgentMessage.requestIdentities)
        guard let identities = AgentMessage.identities(in: reply) else {
            throw failure(AgentMessage.isFailure(reply) ? "refuses to list its keys" : "sent a damaged reply")
        }
        return identities
    }

    /// Has the agent sign.
    ///
    /// - Parameters:
    ///   - data: What is signed.
    ///   - identity: The key.
    ///   - flags: 2 for `rsa-sha2-256`, 4 for `rsa-sha2-512`, else 0 (draft-miller-ssh-agent §5.6.1).
    /// - Returns: string type, string signature.
    /// - Throws: ``TransportError`` `.keyUnusable` where the agent refuses, is gone or does not answer.
    public func sign(
        _ data: [UInt8],
        with identity: AgentIdentity,
        flags: UInt32
    ) async throws(TransportError) -> [UInt8] {
        let message = AgentMessage.signRequest(blob: identity.blob, data: data, flags: flags)
        let reply = try await request(message)
        guard let signature = AgentMessage.signature(in: reply) else {
            throw failure(
                AgentMessage.isFailure(reply)
                    ? "refuses to sign with the key `\(identity.comment)`" : "sent a damaged reply"
            )
        }
        return signature
    }

    /// Hangs up.
    public func close() async {
        let open = connection
        connection = nil
        if let channel = try? await open?.get() { try? await channel.close() }
    }

    private func request(_ message: [UInt8]) async throws(TransportError) -> [UInt8] {
        var used = connection ?? connect()
        connection = used
        do {
            var channel = try await used.get()
            if !channel.isActive {
                // The agent hung up since the last request, as some do when idle.
                if connection === used { connection = connect() }
                used = connection ?? connect()
                channel = try await used.get()
            }
            let promise = channel.eventLoop.makePromise(of: [UInt8].self)
            return try await withTaskCancellationHandler {
                channel.writeAndFlush(AgentRequest(message: message, reply: promise))
                    .cascadeFailure(to: promise)
                return try await promise.futureResult.get()
            } onCancel: {
                promise.fail(CancellationError())
            }
        } catch is CancellationError {
            throw TransportError(.cancelled, in: .login, "the wait for the agent was given up")
        } catch {
            if connection === used { connection = nil }
            switch error as? AgentFailure {
            case .silent: throw failure("did not answer within \(patience.nanoseconds / 1_000_000_000) s")
            case .garbage: throw failure("does not speak the agent protocol")
            case .closed: throw failure("hung up")
            case nil: throw failure("cannot be reached")
            }
        }
    }

    private func connect() -> EventLoopFuture<any Channel> {
        let patience = patience
        return ClientBootstrap(group: group)
            .connectTimeout(patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AgentChannel(patience: patience))
                }
            }
            .connect(unixDomainSocketPath: socketPath)
    }

    private func failure(_ what: String) -> TransportError {
        TransportError(
            .keyUnusable,
            in: .login,
            "the ssh-agent at `\(socketPath.safe())` \(what)",
            hint: "run `ssh-add -l` to see whether the agent works, or name a key file"
        )
    }
}
