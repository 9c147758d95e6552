import Foundation
import NIOCore
import Remoting
import RoomModel
import TestNeeds
import Testing

@testable import SSHRemoting

@Suite(.timeLimit(.minutes(1))) struct NameResolverTests {
    /// A look-up that blocks its thread for names of `dead`, until it is released.
    private final class DeadNames: Sendable {
        private let gate = DispatchSemaphore(value: 0)
        let address: SocketAddress

        init() throws {
            address = try SocketAddress(ipAddress: "10.0.0.7", port: 22)
        }

        func lookUp(_ name: String) -> Result<[SocketAddress], LookUpFailure> {
            guard name.hasPrefix("dead") else { return .success([address]) }
            gate.wait()
            return .failure(.notFound)
        }

        func release(_ count: Int) {
            for _ in 0..<count { gate.signal() }
        }
    }

    @Test func `dead names do not delay a live one`() async throws {
        let names = try DeadNames()
        let resolver = NameResolver(clock: ContinuousClock()) { name, _ in names.lookUp(name) }
        let codes = await withTaskGroup(of: TransportError.Code?.self) { group in
            for number in 1...40 {
                group.addTask { await outcome(resolver, "dead\(number)", within: .seconds(50)) }
            }
            // The live name is found while all the others are still stuck.
            let live = await outcome(resolver, "live", within: .seconds(50))
            names.release(40)
            return await group.reduce(into: [live]) { $0.append($1) }
        }
        #expect(codes == [nil] + Array(repeating: .nameNotFound, count: 40))
    }

    @Test func `gives a name no longer than its deadline`() async throws {
        let names = try DeadNames()
        defer { names.release(1) }
        let resolver = NameResolver(clock: ContinuousClock()) { name, _ in names.lookUp(name) }
        #expect(await outcome(resolver, "dead", within: .milliseconds(20)) == .nameTimedOut)
    }

    /// How a look-up fails; nil where it does not.
    private func outcome(
        _ resolver: NameResolver,
        _ name: String,
        within deadline: Duration
    ) async -> TransportError.Code? {
        do {
            _ = try await resolver.addresses(of: NetworkAddress(name), port: 22, within: deadline)
            return nil
        } catch {
            return (error as? TransportError)?.code
        }
    }

    @Test func `names wait for a thread only past the width, and get one later`() async throws {
        let names = try DeadNames()
        let resolver = NameResolver(clock: ContinuousClock(), width: 2) { name, _ in names.lookUp(name) }
        let codes = await withTaskGroup(of: TransportError.Code?.self) { group in
            for name in ["dead1", "dead2", "live"] {
                group.addTask { await outcome(resolver, name, within: .seconds(50)) }
            }
            names.release(2)
            return await group.reduce(into: Set<TransportError.Code?>()) { $0.insert($1) }
        }
        #expect(codes == [nil, .nameNotFound])
    }

    @Test func `gives up when cancelled though the thread is stuck`() async throws {
        let names = try DeadNames()
        defer { names.release(1) }
        let resolver = NameResolver(clock: ContinuousClock()) { name, _ in names.lookUp(name) }
        let code = await withTaskGroup(of: TransportError.Code?.self) { group in
            group.addTask { await outcome(resolver, "dead", within: .seconds(50)) }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(code == .cancelled)
    }

    @Test(arguments: ["10.0.0.7", "::1", "2001:db8::7"])
    func `needs no look-up for a numeric address`(_ text: String) async throws {
        let resolver = NameResolver(clock: ContinuousClock()) { _, _ in .failure(.noServer) }
        let addresses = try await resolver.addresses(
            of: NetworkAddress(text),
            port: 2222,
            within: .seconds(5)
        )
        #expect(addresses.map(\.port) == [2222])
        #expect(addresses.map(\.ipAddress) == [text])
    }

    @Test func `keeps the zone of an IPv6 address`() async throws {
        let resolver = NameResolver(clock: ContinuousClock()) { _, _ in .failure(.noServer) }
        let address = try NetworkAddress("fe80::1%lo")
        let found = try #require(await resolver.addresses(of: address, port: 22, within: .seconds(5)).first)
        // `sin6_scope_id` stands behind family, port, flow and the 16 bytes of the address.
        let zone = found.withSockAddr { address, _ in
            UnsafeRawPointer(address).loadUnaligned(fromByteOffset: 24, as: UInt32.self)
        }
        #expect(zone == if_nametoindex("lo"))
    }

    @Test(.needs(.localhostName)) func `finds localhost`() async throws {
        let local = try await NameResolver().addresses(
            of: NetworkAddress("localhost"),
            port: 22,
            within: .seconds(5)
        )
        #expect(local.contains { $0.ipAddress == "127.0.0.1" || $0.ipAddress == "::1" })
    }

    @Test func `finds no name that cannot exist`() async throws {
        let resolver = NameResolver()
        // RFC 6761 §6.4: never resolves. Without a name server the resolver says so instead.
        let error = await #expect(throws: TransportError.self) {
            try await resolver.addresses(of: NetworkAddress("pc07.invalid"), port: 22, within: .seconds(5))
        }
        #expect(error?.code == .nameNotFound || error?.code == .nameTimedOut)
    }
}
