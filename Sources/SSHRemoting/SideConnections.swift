import Remoting
import RoomModel
import SSHEngine

/// Further connections to one PC, for a server that runs fewer commands at once on one than are asked for: while files are
/// sent over the first, whether the exam has begun is asked over another.
///
/// Each runs one command at a time. They are made when they are needed, and live as long as the first.
actor SideConnections {
    /// Logs in to the PC once more.
    typealias Connect = @Sendable () async throws(TransportError) -> SSHTransport

    /// The most of them: what runs for long has the first connection, and who looks and who renews a claim come one by one.
    private static let most = 2

    private nonisolated let place: Place
    private let connect: Connect
    private let bell = Bell()
    private var idle: [SSHTransport] = []
    private var busy: [ObjectIdentifier: SSHTransport] = [:]
    private var connecting = 0
    private var isClosed = false

    /// Prepares; connects when the first command needs it.
    ///
    /// - Parameters:
    ///   - place: The PC.
    ///   - connect: Logs in to it.
    init(at place: Place, connect: @escaping Connect) {
        self.place = place
        self.connect = connect
    }

    /// Lends a connection with nothing on it to `body`.
    ///
    /// - Parameters:
    ///   - questions: What holds back whoever sends to the PC, over any connection.
    ///   - body: What runs on it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or why there is no such connection.
    func lend<Value: Sendable>(
        asking questions: OpenQuestions,
        _ body: @Sendable (SSHTransport) async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let transport = try await take(questions)
        do throws(TransportError) {
            let value = try await body(transport)
            await giveBack(transport)
            return value
        } catch {
            await giveBack(transport)
            throw error
        }
    }

    /// Asks for a sign of life on each that is in use.
    func checkLife() async {
        for transport in busy.values { await transport.checkLife() }
    }

    /// Closes all of them, and makes no more.
    func close() async {
        isClosed = true
        let all = idle + busy.values
        (idle, busy) = ([], [:])
        bell.ring()
        for transport in all { await transport.close() }
    }

    private func take(_ questions: OpenQuestions) async throws(TransportError) -> SSHTransport {
        while true {
            let generation = bell.generation
            if Task.isCancelled { throw place.cancelled(in: .running) }
            guard !isClosed else {
                throw place.error(.connectionLost, in: .running, "the connection is closed")
            }
            if let transport = idle.popLast() {
                guard transport.canOpen else {
                    await transport.close()
                    continue
                }
                busy[ObjectIdentifier(transport)] = transport
                return transport
            }
            if busy.count + connecting < Self.most { return try await make(questions) }
            await bell.ring(after: generation)
        }
    }

    /// Logs in once more; what is being sent meanwhile would be in the way.
    private func make(_ questions: OpenQuestions) async throws(TransportError) -> SSHTransport {
        connecting += 1
        questions.begin()
        defer {
            connecting -= 1
            questions.end()
            bell.ring()
        }
        let transport = try await connect()
        guard !isClosed else {
            await transport.close()
            throw place.error(.connectionLost, in: .running, "the connection is closed")
        }
        await transport.share(questions)
        busy[ObjectIdentifier(transport)] = transport
        return transport
    }

    private func giveBack(_ transport: SSHTransport) async {
        // Closed meanwhile, with all others.
        guard busy.removeValue(forKey: ObjectIdentifier(transport)) != nil else { return }
        if transport.canOpen {
            idle.append(transport)
        } else {
            await transport.close()
        }
        bell.ring()
    }
}
