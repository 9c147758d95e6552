import NIOCore
import Remoting
import RoomModel
import SSHEngine
import Synchronization

/// One link and the SSH session on it; runs on the link's event loop.
///
/// Everything that waits tries its engine call again whenever bytes came: one call may consume what another waits for.
actor SSHTransport {
    nonisolated let place: Place
    nonisolated let settings: SSHSettings
    nonisolated let timekeeper: Timekeeper
    private nonisolated let executor: any SerialExecutor
    /// Where whoever uses this connection does best to run.
    nonisolated let taskExecutor: EventLoopTaskExecutor
    private nonisolated let link: any Link
    private nonisolated let inbox: Inbox
    let session: SSHSession
    private var setUps = TicketQueue()
    /// How many commands run for whose answers what is being sent has to wait.
    private(set) var openQuestions = 0
    /// A set-up was given up half-way; libssh2 can begin no other one on this session.
    private var isSetUpBroken = false
    private var isClosed = false
    /// Set for good when no other channel can be opened.
    private nonisolated let isSpent = Mutex(false)
    /// Bytes for tunnels that their channels do not take yet.
    var unsent: [SSHChannel: ArraySlice<UInt8>] = [:]
    private var received: [UInt8] = []
    private var lastReceivedBytes = 0
    private var silentIntervals = 0
    private var sinceLifeCheck: (@Sendable () -> Duration)?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(
        link: any Link,
        place: Place,
        settings: SSHSettings,
        preferences: MethodPreferences
    ) throws(TransportError) {
        self.link = link
        inbox = link.inbox
        executor = link.eventLoop.executor
        taskExecutor = EventLoopTaskExecutor(link.eventLoop)
        self.place = place
        self.settings = settings
        timekeeper = Timekeeper(settings)
        do throws(SSHFailure) {
            session = try SSHSession(preferences: preferences)
        } catch {
            throw place.error(.controllerExhausted, in: .connecting, error.sentence)
        }
        link.resume()
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
                await inbox.bell.ring(after: generation)
            }
        }
    }

    /// Feeds the session what has come.
    ///
    /// - Returns: The number of the bell to wait past, and whether nothing more will come.
    func takeInput() -> (generation: Int, hasEnded: Bool) {
        // The number first: a tunnel that moves its bytes rings for what is left of them, which has then to be looked at again.
        let generation = inbox.bell.generation
        link.pull()
        let (hasEnded, wasFull) = inbox.take(into: &received)
        if !received.isEmpty { session.feed(received) }
        if wasFull, !hasEnded { link.resume() }
        session.reap()
        return (generation, hasEnded)
    }

    /// Sends what the session has for the server, and wakes whoever has more.
    func flush() {
        guard link.isWritable, session.outputCount > 0 else { return }
        let hasPausedWriter = session.hasPausedWriter
        link.write(session.takeOutput())
        // It paused for these bytes, and nothing else wakes it.
        if hasPausedWriter { inbox.bell.ring() }
    }

    /// Bytes waiting for the server at which others pause, so that a question on another channel is not far behind them.
    var allowance: Int { link.allowance }

    /// Bytes waiting for the server at which a long input pauses: none while a question is asked.
    var inputAllowance: Int { openQuestions > 0 ? 0 : link.allowance }

    /// Asks something while whoever sends a long input waits: on a slow line the answer would be old before it came.
    ///
    /// - Parameter body: Asks, and returns with the answer within its own deadline.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    func asking<Value>(
        _ body: () async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        openQuestions += 1
        defer {
            openQuestions -= 1
            inbox.bell.ring()
        }
        return try await body()
    }

    // MARK: Channels

    /// Opens a channel and starts something on it, within the deadline for that; one at a time.
    ///
    /// - Parameters:
    ///   - phase: For messages.
    ///   - window: What the server may send before it is allowed more; nil: whatever is read.
    ///   - start: `exec` or `subsystem`.
    /// - Returns: The channel, to be given to ``retire(_:isDone:)``.
    /// - Throws: ``TransportError`` `.channelRefused`, `.timedOut` or worse.
    func open(
        in phase: HostPhase,
        window: Int? = nil,
        _ start: @escaping @Sendable (SSHSession, SSHChannel) throws(SSHFailure) -> Bool
    ) async throws(TransportError) -> SSHChannel {
        let late = place.late(
            .timedOut,
            in: phase,
            "the answer to starting a command",
            settings.startDeadline
        )
        return try await timekeeper.within(settings.startDeadline, late: late) {
            () async throws(TransportError) in try await self.openPatiently(in: phase, window, start)
        }
    }

    /// Opens a channel and starts something on it, when its turn comes.
    func openInTurn(
        in phase: HostPhase,
        _ window: Int?,
        _ start: @Sendable (SSHSession, SSHChannel) throws(SSHFailure) -> Bool
    ) async throws(TransportError) -> SSHChannel {
        try await inTurn(in: phase) { () async throws(TransportError) in
            await awaitClosing(in: phase)
            let channel = try await perform(in: phase) { session throws(SSHFailure) in
                try session.openChannel(isPaced: window != nil)
            }
            do throws(TransportError) {
                if let window {
                    try await perform(in: phase) { session throws(SSHFailure) -> Void? in
                        try session.widen(channel, by: window)
                    }
                }
                try await perform(in: phase) { session throws(SSHFailure) -> Void? in
                    try start(session, channel) ? () : nil
                }
            } catch {
                retire(channel)
                throw error
            }
            return channel
        }
    }

    /// Does something that must not be mixed with another set-up on this session, when its turn comes.
    ///
    /// - Parameters:
    ///   - phase: For messages.
    ///   - body: The set-up; given up half-way, it was the session's last one.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; `.connectionLost` where another one was given up half-way before.
    func inTurn<Value>(
        in phase: HostPhase,
        _ body: () async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let ticket = setUps.join()
        defer {
            setUps.leave(ticket)
            inbox.bell.ring()
        }
        while !setUps.isFirst(ticket) {
            if Task.isCancelled { throw place.cancelled(in: phase) }
            await inbox.bell.ring(after: inbox.bell.generation)
        }
        guard !isSetUpBroken else {
            throw place.error(.connectionLost, in: phase, "the connection can start no other command")
        }
        do throws(TransportError) {
            return try await body()
        } catch {
            if error.code == .cancelled {
                // The answer still to come would be taken for the next one's.
                isSetUpBroken = true
                isSpent.withLock { $0 = true }
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

    /// Rings whenever something happened on the link.
    nonisolated var bell: Bell { inbox.bell }

    /// Whether nothing more will come over the link.
    nonisolated var hasEnded: Bool { inbox.hasEnded }

    /// Where it runs.
    nonisolated var eventLoop: any EventLoop { link.eventLoop }

    /// Whether another channel can be opened, as far as is known; from any thread.
    nonisolated var canOpen: Bool { !isSpent.withLock(\.self) && !inbox.hasEnded }

    /// Why nothing can come over this connection any more; nil while it lives.
    var end: TransportError? {
        if let failure = link.failure { return failure }
        guard isClosed || inbox.hasEnded else { return nil }
        return place.error(
            .connectionLost,
            in: .connecting,
            silentIntervals >= 3 ? "it gives no sign of life any more" : "the connection to it ended"
        )
    }

    /// Looks whether the PC still says anything; after three silent intervals the connection is dropped.
    ///
    /// Several commands may ask at once: an interval counts once.
    func checkLife() {
        link.checkLife()
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
        await link.abandon()
    }

    /// Drops the link and the session; whoever waits hears of it, and so does whoever sits on its tunnels.
    func drop() {
        isClosed = true
        isSpent.withLock { $0 = true }
        session.free()
        link.drop()
        inbox.end()
    }

    /// Drops everything, unless that was done.
    func dropUnlessClosed() {
        if !isClosed { drop() }
    }

    // MARK: Messages

    /// The engine's words, and what the server said where it never spoke SSH.
    private func explain(_ failure: SSHFailure, in phase: HostPhase) -> TransportError {
        if failure.kind == .disconnected, let failure = link.failure { return failure }
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
        // libssh2 takes a key exchange that ends in the middle for a broken one.
        let wasCut = inbox.hasEnded && failure.kind == .protocolViolation && session.goodbye == nil
        if wasCut, let failure = link.failure { return failure }
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
            return wasCut
                ? place.error(.connectionLost, in: phase, "the connection ended")
                : place.error(failure, in: phase)
        case .waiting where first.firstBytes.isEmpty:
            return place.error(
                .connectionLost,
                in: .identification,
                "it accepted the connection and ended it without a word"
            )
        case .waiting where inbox.hasEnded && text.hasPrefix("SSH-2.0"):
            return place.error(
                .connectionLost,
                in: .identification,
                "the connection ended in the middle of the server's first line"
            )
        case .waiting, .identified, .babble:
            let greeting = text.safe(limit: 80)
            return place.error(
                .notSSH,
                in: .identification,
                "what answers there is no SSH 2 server; it said `\(greeting)`",
                hint: "check the port of \(place.host.name) in the inventory",
                greeting: greeting
            )
        }
    }
}
