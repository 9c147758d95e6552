import Glibc
import Testing

@testable import LocalNetwork

@Suite struct MagicPacketTests {
    @Test(arguments: ["3c:52:82:0a:11:07", "3C-52-82-0A-11-07"])
    func `is six bytes FF, then the card's address sixteen times`(_ mac: String) throws {
        let bytes = try #require(MagicPacket.bytes(for: mac))
        #expect(bytes.count == 102)
        #expect(bytes.prefix(6).allSatisfy { $0 == 0xFF })
        for start in stride(from: 6, to: 102, by: 6) {
            #expect(Array(bytes[start..<start + 6]) == [0x3C, 0x52, 0x82, 0x0A, 0x11, 0x07])
        }
    }

    @Test(arguments: [
        "", "pc07", "3c5282 0a1107", "3c:52:82:0a:11", "3c:52:82:0a:11:07:08", "3c:52:82:0a:11:7",
        "3c:52:82:0a:11:0g", "3c::82:0a:11:07", "3c:52:82:0a:11:07:", "+c:52:82:0a:11:07",
        "-c:52:82:0a:11:07",
        "0x:52:82:0a:11:07",
    ])
    func `is not made of what is no card's address, and nothing is sent`(_ mac: String) throws {
        #expect(MagicPacket.bytes(for: mac) == nil)
        try Receiver.with { receiver in
            #expect(!MagicPacket.send(to: mac, broadcasts: ["127.0.0.1"], port: receiver.port))
            #expect(receiver.packets().isEmpty)
        }
    }

    @Test func `arrives three times, as it was made`() throws {
        try Receiver.with { receiver in
            let mac = "3c:52:82:0a:11:07"
            #expect(MagicPacket.send(to: mac, broadcasts: ["127.0.0.1"], port: receiver.port))
            let packet = try #require(MagicPacket.bytes(for: mac))
            #expect(receiver.packets() == [packet, packet, packet])
        }
    }

    @Test func `says that nothing was sent where no network is named`() throws {
        try Receiver.with { receiver in
            for broadcasts in [[], ["everybody"]] {
                #expect(
                    !MagicPacket.send(to: "3c:52:82:0a:11:07", broadcasts: broadcasts, port: receiver.port)
                )
            }
            #expect(receiver.packets().isEmpty)
        }
    }
}

/// A UDP port of 127.0.0.1 that the system chose.
private struct Receiver {
    let port: UInt16
    private let descriptor: CInt

    /// Lends a port to `body`.
    static func with(_ body: (Receiver) throws -> Void) throws {
        let descriptor = socket(AF_INET, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(isBound)
        try body(Receiver(port: UInt16(bigEndian: address.sin_port), descriptor: descriptor))
    }

    /// What has arrived: on loopback a packet is there when sendto(2) returns.
    func packets() -> [[UInt8]] {
        var packets: [[UInt8]] = []
        var buffer = [UInt8](repeating: 0, count: 256)
        let size = buffer.count
        while case let count = recv(descriptor, &buffer, size, CInt(MSG_DONTWAIT)), count >= 0 {
            packets.append(Array(buffer[..<count]))
        }
        return packets
    }
}
