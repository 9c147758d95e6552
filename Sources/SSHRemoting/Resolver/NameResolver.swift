public import NIOCore
public import Remoting
public import RoomModel
import Synchronization

/// Turns names into addresses without one dead name delaying another.
///
/// A numeric address needs no look-up. Every name is looked up by `getaddrinfo` on a thread of its own (64 at most),
/// within a deadline of its own; a look-up that outlives its deadline is left to end by itself.
public struct NameResolver: AddressResolver {
    /// Looks a name up, blocking; gives addresses in the order they should be tried.
    typealias LookUp = @Sendable (_ name: String, _ port: Int) -> Result<[SocketAddress], LookUpFailure>

    private let clock: any Clock<Duration>
    private let lookUp: LookUp
    private let threads: LookUpThreads

    /// Prepares to resolve; `clock` times the deadlines.
    public init(clock: any Clock<Duration> = ContinuousClock()) {
        self.init(clock: clock, lookUp: SystemLookUp.addresses)
    }

    init(clock: any Clock<Duration>, width: Int = 64, lookUp: @escaping LookUp) {
        self.clock = clock
        self.lookUp = lookUp
        threads = LookUpThreads(width: width)
    }

    /// The addresses of `address`, in the order to try them (RFC 6724 §6, as `getaddrinfo` sorts them).
    ///
    /// - Parameters:
    ///   - address: A name, or an IPv4 or IPv6 address with or without a zone.
    ///   - port: The TCP port the addresses get.
    ///   - deadline: The longest the look-up may take, a wait for a free thread included.
    /// - Returns: At least one address.
    /// - Throws: ``TransportError`` `.nameNotFound`, `.nameTimedOut`, `.controllerExhausted` or `.cancelled`.
    public func addresses(
        of address: NetworkAddress,
        port: Int,
        within deadline: Duration
    ) async throws(TransportError) -> [SocketAddress] {
        let name = address.description
        if let numeric = SystemLookUp.numeric(name, port) { return [numeric] }
        switch await firstAnswer(name, port, within: deadline) {
        case .success(let addresses): return addresses
        case .failure(.cancelled):
            throw TransportError(.cancelled, in: .resolving, "the look-up of `\(name)` was given up")
        case .failure(.timedOut):
            throw TransportError(
                .nameTimedOut,
                in: .resolving,
                "the name `\(name)` was not resolved within \(deadline)",
                hint: "check the name server, or write the PC's address as `ansible_host`",
                elapsed: deadline
            )
        case .failure(.notFound):
            throw TransportError(
                .nameNotFound,
                in: .resolving,
                "the name `\(name)` has no address",
                hint: "check the spelling, or write the PC's address as `ansible_host`"
            )
        case .failure(.noServer):
            throw TransportError(
                .nameTimedOut,
                in: .resolving,
                "no name server answered for `\(name)`",
                hint: "check this computer's network, or write the PC's address as `ansible_host`"
            )
        case .failure(.exhausted):
            throw TransportError(
                .controllerExhausted,
                in: .resolving,
                "this computer has no memory, threads or descriptors left to look up `\(name)`",
                hint: "close other programs, or run with a smaller `--width`"
            )
        }
    }

    private func firstAnswer(_ name: String, _ port: Int, within deadline: Duration) async -> Result<
        [SocketAddress], LookUpFailure
    > {
        let (answers, answer) = AsyncStream.makeStream(of: Result<[SocketAddress], LookUpFailure>.self)
        let isRunning = threads.run { [lookUp] in
            answer.yield(lookUp(name, port))
            answer.finish()
        }
        guard isRunning else { return .failure(.exhausted) }
        return await withTaskGroup(of: Result<[SocketAddress], LookUpFailure>.self) { group in
            group.addTask { await answers.first { _ in true } ?? .failure(.cancelled) }
            group.addTask { [clock] in
                do { try await clock.sleep(for: deadline) } catch { return .failure(.cancelled) }
                return .failure(.timedOut)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.cancelled)
        }
    }
}
