import NIOCore
import Remoting
import RoomModel
import SSHEngine

/// One TCP connection and the SSH session on it; runs on the connection's event loop.
///
/// Everything that waits tries its engine call again whenever bytes came: one call may consume what another waits for.
actor SSHTransport {
    nonisolated let place: Place
    nonisolated let settings: SSHSettings
    nonisolated let timekeeper: Timekeeper
    private nonisolated let executor: any SerialExecutor
    /// Where whoever uses this connection does best to run.
    nonisolated let taskExecutor: EventLoopTaskExecutor
    private let channel: any Channel
    private let inbox: Inbox
    let session: SSHSession
    private var setUps = TicketQueue()
    /// A set-up was given up half-way; libssh2 can begin no other one on this session.
    private var isSetUpBroken = false
    private var isClosed = false
    private var lastReceivedBytes = 0
    private var silentIntervals = 0
    private var sinceLifeCheck: (@Sendable () -> Duration)?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(
        link: Link,
        place: Place,
        settings: SSHSettings,
        preferences: MethodPreferences
    ) throws(TransportError) {
        channel = link.channel
        inbox = link.inbox
        executor = link.channel.eventLoop.executor
        taskExecutor = EventLoopTaskExecutor(link.channel.eventLoop)
        self.place = place
        self.settings = settings
        timekeeper = Timekeeper(clock: settings.clock)
        do throws(SSHFailure) {
            session = try SSHSession(preferences: preferences)
        } catch {
            link.channel.close(promise: nil)
            throw place.error(.controllerExhausted, in: .connecting, error.sentence)
        }
        link.channel.read()
    }

    // MARK: Trying

    /// Tries one engine operation until it answers.
    ///
    /// - Parameters:
    ///   - phase: For messages.
    ///   - attempt: The operation; nil means: not yet.
    /// - Returns: Its answer.
    /// - Throws: ``TransportError``; `.cancelled` at once when this task is.
    func perform<Value>(
        in phase: HostPhase,
        _ attempt: (SSHSession) throws(SSHFailure) -> Value?
    ) async throws(TransportError) -> Value {
        var isGone = false
        while true {
            let (generation, hasEnded) = takeInput()
            let answer: Value?
            do throws(SSHFailure) {
                answer = try attempt(session)
            } catch {
                flush()
                throw explain(error, in: phase)
            }
            flush()
            if let answer { return answer }
            if Task.isCancelled { throw place.cancelled(in: phase) }
            if hasEnded {
                guard !isGone else {
                    throw explain(SSHFailure(.disconnected, "the connection ended"), in: phase)
                }
                // What came last was read; now libssh2 may know that nothing follows.
                isGone = true
                session.peerIsGone()
            } else {
                await inbox.change(after: generation)
            }
        }
    }

    private func takeInput() -> (generation: Int, hasEnded: Bool) {
        let (chunks, generation, hasEnded, wasFull) = inbox.take()
        for chunk in chunks {
            chunk.withUnsafeReadableBytes { session.feed($0) }
        }
        if wasFull, !hasEnded { channel.read() }
        session.reap()
        return (generation, hasEnded)
    }

    private func flush() {
        guard channel.isWritable, session.outputCount > 0 else { return }
        channel.writeAndFlush(ByteBuffer(bytes: session.takeOutput()), promise: nil)
    }

    // MARK: Channels

    /// Opens a channel and starts something on it, within the deadline for that; one at a time.
    ///
    /// - Parameters:
    ///   - phase: For messages.
    ///   - start: `exec` or `subsystem`.
    /// - Returns: The channel, to be given to ``retire(_:isDone:)``.
    /// - Throws: ``TransportError`` `.channelRefused`, `.timedOut` or worse.
    func open(
        in phase: HostPhase,
        _ start: @escaping @Sendable (SSHSession, SSHChannel) throws(SSHFailure) -> Bool
    ) async throws(TransportError) -> SSHChannel {
        let late = place.late(
            .timedOut,
            in: phase,
            "the answer to starting a command",
            settings.startDeadline
        )
        return try await timekeeper.within(settings.startDeadline, late: late) {
            () async throws(TransportError) in try await self.openInTurn(in: phase, start)
        }
    }

    private func openInTurn(
        in phase: HostPhase,
        _ start: @Sendable (SSHSession, SSHChannel) throws(SSHFailure) -> Bool
    ) async throws(TransportError) -> SSHChannel {
        let ticket = setUps.join()
        defer {
            setUps.leave(ticket)
            inbox.wake()
        }
        while !setUps.isFirst(ticket) {
            if Task.isCancelled { throw place.cancelled(in: phase) }
            await inbox.change(after: inbox.generation)
        }
        guard !isSetUpBroken else {
            throw place.error(.connectionLost, in: phase, "the connection can start no other command")
        }
        var opened: SSHChannel?
        do throws(TransportError) {
            let channel = try await perform(in: phase) { session throws(SSHFailure) in
                try session.openChannel()
            }
            opened = channel
            try await perform(in: phase) { session throws(SSHFailure) -> Void? in
                try start(session, channel) ? () : nil
            }
            return channel
        } catch {
            if let opened { retire(opened) }
            if error.code == .cancelled {
                // The answer still to come would be taken for the next one's.
                isSetUpBroken = true
                if session.hasNoChannel { drop() }
            }
            throw error
        }
    }

    /// Gives a channel up.
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - isDone: Its command has ended; else the server is told to stop.
    func retire(_ channel: SSHChannel, isDone: Bool = false) {
        session.retire(channel, isDone: isDone)
        flush()
    }

    // MARK: Life

    /// Looks whether the PC still says anything; after three silent intervals the connection is dropped.
    ///
    /// Several commands may ask at once: an interval counts once.
    func checkLife() {
        guard !isClosed, sinceLifeCheck.map({ $0() >= settings.lifeInterval * 0.9 }) ?? true else { return }
        sinceLifeCheck = timekeeper.stopwatch()
        let received = inbox.receivedBytes
        silentIntervals = received == lastReceivedBytes ? silentIntervals + 1 : 0
        lastReceivedBytes = received
        if silentIntervals >= 3 {
            drop()
        } else {
            try? session.askForSignOfLife()
            flush()
        }
    }

    /// Says goodbye, then drops everything.
    func close() async {
        if !isClosed {
            session.sayGoodbye()
            flush()
            drop()
        }
        try? await channel.closeFuture.get()
    }

    /// Drops the socket and the session; whoever waits hears of it.
    private func drop() {
        isClosed = true
        session.free()
        channel.close(promise: nil)
        inbox.end()
    }

    // MARK: Messages

    /// The engine's words, and what the server said where it never spoke SSH.
    private func explain(_ failure: SSHFailure, in phase: HostPhase) -> TransportError {
        if silentIntervals >= 3 {
            return place.error(
                .connectionLost,
                in: phase,
                "no sign of life for \((settings.lifeInterval * 3).inSeconds) s"
            )
        }
        let first = session.identification
        guard phase == .identification || phase == .keyExchange else {
            return place.error(failure, in: phase)
        }
        let text = String(decoding: first.firstBytes, as: UTF8.self)
        if text.contains("Exceeded MaxStartups") || text.contains("Not allowed at this time") {
            return place.error(
                .busy,
                in: .identification,
                "the server turns connections away for now",
                hint: "wait a minute, then scan \(place.host.name) again"
            )
        }
        switch first.state {
        case .identified(let line) where line.starts(with: "SSH-2.0-") || line.starts(with: "SSH-1.99-"):
            return place.error(failure, in: phase)
        case .waiting where first.firstBytes.isEmpty:
            return place.error(
                .connectionLost,
                in: .identification,
                "it accepted the connection and ended it without a word"
            )
        case .waiting, .identified, .babble:
            return place.error(
                .notSSH,
                in: .identification,
                "what answers there is no SSH 2 server; it said `\(text.safe(limit: 80))`",
                hint: "check the port of \(place.host.name) in the inventory"
            )
        }
    }
}
