import NIOCore
import NIOPosix
public import Remoting
public import RoomModel
import SSHEngine

/// Opens SSH connections; owns the event loops they live on, one a core.
public final class SSHConnector: Connector {
    private let settings: SSHSettings
    private let trust: any HostKeyTrust
    private let login: any LoginSource
    private let resolver: any AddressResolver
    private let loops: MultiThreadedEventLoopGroup
    private let timekeeper: Timekeeper

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
        self.settings = settings
        self.trust = trust
        self.login = login
        self.resolver = resolver
        self.loops = loops
        timekeeper = Timekeeper(clock: settings.clock)
    }

    /// Ends the event loops; every connection must have been closed.
    public func shutdown() async {
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
        try await login.check(host)
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
            return SSHConnection(transport, identification: identification)
        }
    }

    /// Reads a PC's host key without logging in, for `enroll`.
    ///
    /// - Parameter host: The PC.
    /// - Returns: The key it proved to own, and what is on file.
    /// - Throws: ``TransportError`` when it cannot be reached.
    public func hostKey(of host: Host) async throws(TransportError) -> HostKeyEvidence {
        let known = trust.knownKeyTypes(host: host)
        let unobserved: @Sendable (HostPhase) -> Void = { _ in }
        return try await reach(host, MethodPreferences(known: known), unobserved) {
            transport throws(TransportError) in
            _ = try await transport.identify()
            let evidence = try await transport.exchangeKeys()
            await transport.close()
            return evidence.judged(self.trust.judge(host: host, keyType: evidence.type, blob: evidence.blob))
        }
    }

    /// Connects and runs `body` on the connection, which is closed when that throws.
    ///
    /// A server that is busy is tried again; one that has none of the key types on file is asked for any, once, so that
    /// the judgement can say what it has instead.
    private func reach<Value: Sendable>(
        _ host: Host,
        _ preferences: MethodPreferences,
        _ observe: @escaping @Sendable (HostPhase) -> Void,
        _ body: @escaping @Sendable (SSHTransport) async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let loop = loops.next()
        return try await withTaskExecutorPreference(EventLoopTaskExecutor(loop)) {
            () async throws(TransportError) in
            try await self.reach(host, on: loop, preferences, observe, body)
        }
    }

    private func reach<Value: Sendable>(
        _ host: Host,
        on loop: any EventLoop,
        _ preferences: MethodPreferences,
        _ observe: @Sendable (HostPhase) -> Void,
        _ body: @Sendable (SSHTransport) async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let place = Place(host: host)
        observe(.resolving)
        let addresses = try await resolver.addresses(
            of: host.address,
            port: host.port,
            within: settings.nameDeadline
        )
        var preferences = preferences
        var delays = settings.busyDelays[...]
        while true {
            do throws(TransportError) {
                observe(.connecting)
                let link = try await dial(addresses, place, on: loop)
                let transport = try SSHTransport(
                    link: link,
                    place: place,
                    settings: settings,
                    preferences: preferences
                )
                do throws(TransportError) {
                    observe(.identification)
                    return try await body(transport)
                } catch {
                    await transport.close()
                    throw error
                }
            } catch {
                if Task.isCancelled { throw error }
                switch error.code {
                case .busy:
                    guard let delay = delays.popFirst() else { throw error }
                    try? await timekeeper.clock.sleep(for: delay * Double.random(in: 0.5...1.5))
                case .noCommonAlgorithm where preferences.isNarrowed: preferences = MethodPreferences()
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
    ) async throws(TransportError) -> Link {
        let dialer = Dialer(timekeeper: timekeeper, place: place)
        let limit = settings.connectDeadline
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

    /// Turns a judgement other than "known" into an error.
    private func check(
        _ evidence: HostKeyEvidence,
        of host: Host,
        known: [String]
    ) throws(TransportError) {
        let judgement = trust.judge(host: host, keyType: evidence.type, blob: evidence.blob)
        let shown = evidence.judged(judgement)
        let place = Place(host: host)
        let isCheckable = known.isEmpty || !MethodPreferences.hostKeyTypes.allSatisfy { !known.contains($0) }
        switch judgement {
        case .known: return
        case .unknown:
            throw place.error(
                .hostKeyUnknown,
                in: .keyExchange,
                "no host key is on file for it; it shows \(shown.fingerprint)",
                hint: "look at the PC, then run `siaga enroll \(host.name)`",
                hostKey: shown
            )
        case .changed where isCheckable:
            throw place.error(
                .hostKeyChanged,
                in: .keyExchange,
                "its host key is not the one on file; it shows \(shown.fingerprint)",
                hint: "find out why before anything else; if it was reinstalled, "
                    + "run `siaga enroll --rotate \(host.name)`",
                hostKey: shown
            )
        case .revoked:
            throw place.error(
                .hostKeyRevoked,
                in: .keyExchange,
                "its host key is marked as revoked",
                hint: "do not use this PC until its key was replaced",
                hostKey: shown
            )
        case .changed, .unverifiable:
            throw place.error(
                .hostKeyUnverifiable,
                in: .keyExchange,
                "only keys of types that cannot be checked are on file: \(known.joined(separator: ", ").safe())",
                hint: "run `siaga enroll \(host.name)` to file its \(evidence.type) key",
                hostKey: shown
            )
        }
    }
}

extension HostKeyEvidence {
    /// The same key with what is on file.
    func judged(_ judgement: HostKeyJudgement) -> HostKeyEvidence {
        let (trusted, owners): ([String], [HostName]) =
            switch judgement {
            case .known: ([fingerprint], [])
            case .unknown(let owners): ([], owners)
            case .changed(let trusted, let owners): (trusted, owners)
            case .revoked: ([], [])
            case .unverifiable(_, let trusted): (trusted, [])
            }
        return HostKeyEvidence(
            type: type,
            blob: blob,
            fingerprint: fingerprint,
            trustedFingerprints: trusted,
            belongsTo: owners
        )
    }
}
