import NIOCore
import NIOPosix
public import Remoting
public import RoomModel
import SSHEngine
import Synchronization

/// Opens SSH connections; owns the event loops they live on, one a core.
public final class SSHConnector: Connector {
    private let settings: SSHSettings
    let trust: any HostKeyTrust
    private let login: any LoginSource
    private let resolver: any AddressResolver
    private let loops: MultiThreadedEventLoopGroup
    private let executors: [EventLoopTaskExecutor]
    private let turn = Atomic(0)
    private let timekeeper: Timekeeper
    private let jumps: JumpPools
    private let gates: PrivilegeGates

    /// Creates a connector.
    ///
    /// - Parameters:
    ///   - settings: Deadlines and the default account.
    ///   - trust: Judges host keys.
    ///   - login: What to log in with.
    ///   - resolver: Looks names up.
    public convenience init(
        settings: SSHSettings,
        trust: any HostKeyTrust,
        login: any LoginSource,
        resolver: any AddressResolver
    ) {
        self.init(
            settings: settings,
            trust: trust,
            login: login,
            resolver: resolver,
            loops: MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        )
    }

    init(
        settings: SSHSettings,
        trust: any HostKeyTrust,
        login: any LoginSource,
        resolver: any AddressResolver,
        loops: MultiThreadedEventLoopGroup
    ) {
        var settings = settings
        settings.clock = settings.clock ?? EventLoopClock(loops: loops)
        self.settings = settings
        timekeeper = Timekeeper(settings)
        self.trust = trust
        self.login = login
        self.resolver = resolver
        self.loops = loops
        executors = loops.makeIterator().map(EventLoopTaskExecutor.init)
        jumps = JumpPools(settings: settings)
        gates = PrivilegeGates(clock: timekeeper.clock)
    }

    /// Closes the connections to jump hosts; those through them must have been closed.
    func closeJumps() async {
        await jumps.close()
    }

    /// Each event loop in turn.
    public func nextExecutor() -> (any TaskExecutor)? {
        executors[turn.wrappingAdd(1, ordering: .relaxed).oldValue % executors.count]
    }

    /// That of the settings, else that of the event loops.
    public var deadlineClock: any Clock<Duration> { timekeeper.clock }

    /// Ends the event loops; every connection must have been closed.
    public func shutdown() async {
        await closeJumps()
        try? await loops.shutdownGracefully()
    }

    /// Reaches `host`, checks who it is and logs in; a busy server is asked again a little later.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - observe: Told each phase as it begins.
    /// - Returns: A connection that its owner must close.
    /// - Throws: ``TransportError``.
    public func connect(
        to host: Host,
        observe: @escaping @Sendable (HostPhase) -> Void
    ) async throws(TransportError) -> any Connection {
        try await check(host)
        let (transport, identification, hostKey) = try await enter(host, observe)
        return SSHConnection(
            transport,
            identification: identification,
            hostKey: hostKey,
            gates: gates
        ) { () async throws(TransportError) in try await self.enterAgain(host, knownBy: hostKey) }
    }

    /// Logs in to a PC once more, and makes sure that it is the same one.
    private func enterAgain(
        _ host: Host,
        knownBy hostKey: String
    ) async throws(TransportError) -> SSHTransport {
        let (transport, _, shown) = try await enter(host) { _ in }
        guard shown == hostKey else {
            await transport.close()
            throw Place(host: host).error(
                .hostKeyChanged,
                in: .keyExchange,
                "another machine answers at its address than a moment ago; it shows \(shown)"
            )
        }
        return transport
    }

    /// Refuses a PC that cannot be logged in to, or whose jump hosts cannot, before the network is touched.
    private func check(_ host: Host) async throws(TransportError) {
        guard host.jumps.count <= Host.longestJumpChain else {
            throw Place(host: host).error(
                .jumpFailed,
                in: .connecting,
                "it is behind \(host.jumps.count) jump hosts; at most \(Host.longestJumpChain) are followed",
                hint: "shorten `ProxyJump` of \(host.name)"
            )
        }
        for jump in host.jumps {
            do throws(TransportError) { try await login.check(jump) } catch {
                throw error.onTheWay(to: host, through: jump)
            }
        }
        try await login.check(host)
    }

    /// Reaches a PC or a jump host, checks who it is and logs in.
    private func enter(
        _ host: Host,
        _ observe: @escaping @Sendable (HostPhase) -> Void
    ) async throws(TransportError) -> (SSHTransport, identification: String, hostKey: String) {
        let known = trust.knownKeyTypes(host: host)
        return try await reach(host, MethodPreferences(known: known), observe) {
            transport throws(TransportError) in
            let identification = try await transport.identify()
            observe(.keyExchange)
            let evidence = try await transport.exchangeKeys()
            try self.check(evidence, of: host, known: known)
            observe(.login)
            try await transport.login(
                as: host.user ?? self.settings.defaultUser,
                with: self.login,
                identification: identification
            )
            return (transport, identification, evidence.fingerprint)
        }
    }

    /// Reads a PC's host key without logging in, for `enroll`.
    ///
    /// - Parameter host: The PC.
    /// - Returns: The key it proved to own, what is on file, and what its server calls itself.
    /// - Throws: ``TransportError`` when it cannot be reached.
    public func hostKey(of host: Host) async throws(TransportError) -> HostKeyEvidence {
        let known = trust.knownKeyTypes(host: host)
        let unobserved: @Sendable (HostPhase) -> Void = { _ in }
        return try await reach(host, MethodPreferences(known: known), unobserved) {
            transport throws(TransportError) in
            let identification = try await transport.identify()
            let evidence = try await transport.exchangeKeys()
            await transport.close()
            return evidence.judged(
                self.trust.judge(host: host, keyType: evidence.type, blob: evidence.blob),
                identification: identification
            )
        }
    }

    /// Connects and runs `body` on the connection, which is closed when that throws.
    private func reach<Value: Sendable>(
        _ host: Host,
        _ preferences: MethodPreferences,
        _ observe: @escaping @Sendable (HostPhase) -> Void,
        _ body: @escaping @Sendable (SSHTransport) async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let place = Place(host: host)
        if let pool = jumps.pool(for: host) {
            return try await retrying(place, preferences) { preferences throws(TransportError) in
                observe(.connecting)
                let lease = try await self.lease(from: pool, for: host)
                return try await withTaskExecutorPreference(lease.transport.taskExecutor) {
                    () async throws(TransportError) in
                    let link = try await lease.tunnel(to: host)
                    return try await self.talk(over: link, place, preferences, observe, body)
                }
            }
        }
        // The loop this already runs on, if it is one of them.
        let loop = loops.any()
        return try await withTaskExecutorPreference(EventLoopTaskExecutor(loop)) {
            () async throws(TransportError) in
            observe(.resolving)
            let addresses = try await self.addresses(of: host).of(host.ssh.addressFamily, at: place)
            return try await self.retrying(place, preferences) { preferences throws(TransportError) in
                observe(.connecting)
                let link = try await self.dial(addresses, place, on: loop)
                return try await self.talk(over: link, place, preferences, observe, body)
            }
        }
    }

    /// The addresses of a PC's name; a name that is a secret is in no message.
    private func addresses(of host: Host) async throws(TransportError) -> [SocketAddress] {
        do throws(TransportError) {
            return try await resolver.addresses(
                of: host.address,
                port: host.port,
                within: settings.nameDeadline
            )
        } catch {
            guard host.hidesAddress else { throw error }
            let place = Place(host: host)
            throw place.error(
                error.code,
                in: error.phase,
                "its encrypted address leads nowhere",
                hint: error.hint,
                elapsed: error.elapsed
            )
        }
    }

    /// A share in a connection to the last jump host before a PC; it is made, like any, through those before it.
    private func lease(from pool: JumpPool, for host: Host) async throws(TransportError) -> JumpLease {
        do throws(TransportError) {
            return try await pool.acquire { jump throws(TransportError) in
                try await self.enter(jump) { _ in }.0
            }
        } catch {
            throw error.onTheWay(to: host, through: pool.jump)
        }
    }

    /// Sits down on a link; what `body` does not keep is closed.
    private func talk<Value: Sendable>(
        over link: any Link,
        _ place: Place,
        _ preferences: MethodPreferences,
        _ observe: @Sendable (HostPhase) -> Void,
        _ body: @Sendable (SSHTransport) async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let transport: SSHTransport
        do throws(TransportError) {
            transport = try SSHTransport(
                link: link,
                place: place,
                settings: settings.following(place.host.ssh),
                preferences: preferences
            )
        } catch {
            await link.abandon()
            throw error
        }
        do throws(TransportError) {
            observe(.identification)
            return try await body(transport)
        } catch {
            await transport.close()
            throw error
        }
    }

    /// Tries to reach a PC, again where it is worth it.
    ///
    /// A server that is busy is tried again; one that has none of the key types on file is asked for any, once, so that
    /// the judgement can say what it has instead.
    private func retrying<Value: Sendable>(
        _ place: Place,
        _ preferences: MethodPreferences,
        _ attempt: (MethodPreferences) async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        var preferences = preferences
        var delays = settings.busyDelays[...]
        while true {
            do throws(TransportError) {
                return try await attempt(preferences)
            } catch {
                if Task.isCancelled { throw error }
                switch error.code {
                case .busy:
                    guard let delay = delays.popFirst() else { throw error }
                    try? await timekeeper.clock.sleep(for: delay * Double.random(in: 0.5...1.5))
                case .noCommonAlgorithm where preferences.isNarrowed,
                    .serverTooOld where preferences.isNarrowed:
                    preferences = MethodPreferences()
                default: throw error
                }
                if Task.isCancelled { throw place.cancelled(in: error.phase) }
            }
        }
    }

    private func dial(
        _ addresses: [SocketAddress],
        _ place: Place,
        on loop: any EventLoop
    ) async throws(TransportError) -> TCPLink {
        let dialer = Dialer(timekeeper: timekeeper, place: place)
        let limit = settings.following(place.host.ssh).connectDeadline
        return try await timekeeper.within(
            limit,
            late: place.error(
                .connectTimedOut,
                in: .connecting,
                "nothing answered within \(limit.inSeconds) s",
                hint: "switch \(place.host.name) on and check its cable",
                elapsed: limit
            )
        ) { () async throws(TransportError) in try await dialer.dial(addresses, on: loop) }
    }
}
