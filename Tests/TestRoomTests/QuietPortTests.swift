import Glibc
import Testing

@testable import TestRoom

@Suite struct QuietPortTests {
    /// Whether a connection is made within 300 ms, and whether a byte comes within 300 ms more.
    private func probe(port: Int) -> (connected: Bool, spoke: Bool) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        defer { close(descriptor) }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = UInt16(port).bigEndian
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        withUnsafePointer(to: place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let connected = poll(&wait, 1, 300) == 1 && Int32(wait.revents) & POLLOUT != 0
        wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return (connected, connected && poll(&wait, 1, 300) == 1)
    }

    @Test func `accepts and is silent`() async throws {
        let quiet = try QuietPort(address: "127.0.0.1", .acceptsAndIsSilent)
        await quiet.whileOpen { port in
            for _ in 0..<3 {
                let seen = probe(port: port)
                #expect(seen.connected)
                #expect(!seen.spoke)
            }
        }
    }

    @Test func `does not answer, like a PC that is off`() async throws {
        let quiet = try QuietPort(address: "127.0.0.1", .doesNotAnswer)
        await quiet.whileOpen { port in
            #expect(!probe(port: port).connected)
        }
    }

    @Test func `takes the port of a server that ended a moment ago`() throws {
        // Another test may take the free port first.
        for attempt in 1...5 {
            let port = try portOfAnEndedServer()
            do {
                let quiet = try QuietPort(address: "127.0.0.1", port: port, .acceptsAndIsSilent)
                #expect(quiet.port == port)
                return
            } catch {
                if attempt == 5 { throw error }
            }
        }
    }

    /// A port whose server, like sshd, accepted a connection and hung up first: the kernel remembers it for a minute.
    private func portOfAnEndedServer() throws -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var isOn: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
        let port = try #require(LoopbackPort.bind(listener))
        try #require(listen(listener, 1) == 0)
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = UInt16(port).bigEndian
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        try #require(isConnected)
        close(accept(listener, nil, nil))
        close(listener)
        return port
    }

    @Test func `says which port is taken`() async throws {
        let quiet = try QuietPort(address: "127.0.0.1", .acceptsAndIsSilent)
        await quiet.whileOpen { port in
            let error = #expect(throws: QuietPort.Failure.self) {
                _ = try QuietPort(address: "127.0.0.1", port: port, .acceptsAndIsSilent)
            }
            #expect(error?.description.contains("127.0.0.1 port \(port)") == true)
        }
    }
}
