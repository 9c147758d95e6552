import RoomModel
import Testing

@testable import SSHEngine

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Feeds the engine what no server should send: cut, mutated and random bytes, in process and without a socket.
@Suite(.timeLimit(.minutes(3)))
struct EngineFuzzTests {
    /// How long, in seconds: `SIAGA_FUZZ_SECONDS`, else 2.
    private static let duration: Duration = .seconds(
        getenv("SIAGA_FUZZ_SECONDS").flatMap { Int(String(cString: $0)) } ?? 2
    )

    @Test func `survives cut, mutated and random server bytes within its memory`() throws {
        var random = Xorshift(state: UInt64.random(in: 1 ... .max))
        let seed = random.state
        let clock = ContinuousClock()
        let end = clock.now + Self.duration
        var sessions = 0
        while clock.now < end {
            let bytes = Self.hostileBytes(&random)
            let began = clock.now
            let session = try SSHSession()
            Self.drive(session, with: bytes, &random)
            let peak = session.memory.peakBytes
            session.free()
            #expect(session.memory.blocks == 0, "seed \(seed): memory is left")
            #expect(peak <= 8 << 20, "seed \(seed): \(peak) bytes")
            #expect(clock.now - began < .seconds(1), "seed \(seed): one session took too long")
            sessions += 1
        }
        #expect(sessions > 10)
    }

    /// Feeds pieces of random sizes and tries every operation that could be next.
    private static func drive(_ session: SSHSession, with bytes: [UInt8], _ random: inout Xorshift) {
        var rest = bytes[...]
        do {
            while true {
                let isDone = try session.handshake()
                _ = session.takeOutput()
                if isDone {
                    _ = session.hostKey
                    guard try session.loginMethods(for: UserName("x")) == nil else { return }
                }
                guard !rest.isEmpty else { break }
                let count = min(rest.count, 1 + Int(random.next() % 900))
                session.feed(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            session.peerIsGone()
            _ = try session.handshake()
        } catch {}
    }

    private static func hostileBytes(_ random: inout Xorshift) -> [UInt8] {
        var bytes = Array("SSH-2.0-OpenSSH_9.2p1\r\n".utf8) + keyExchangeInit(&random)
        switch random.next() % 5 {
        case 0: bytes = Array(bytes.prefix(Int(random.next() % UInt64(bytes.count))))
        case 1:
            for _ in 0..<(1 + random.next() % 20) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
        case 2:
            bytes = (0..<Int(random.next() % 70_000)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        case 3: bytes += (0..<400).flatMap { _ in packet(randomPayload(&random)) }
        default: bytes += packet(keyExchangeReply(&random)) + packet([21]) + randomPayload(&random)
        }
        return bytes
    }

    /// SSH_MSG_KEXINIT with what the engine offers, or something odd in one place (RFC 4253 §7.1).
    private static func keyExchangeInit(_ random: inout Xorshift) -> [UInt8] {
        var lists = [
            "curve25519-sha256", "ssh-ed25519", "aes128-ctr", "aes128-ctr", "hmac-sha2-256", "hmac-sha2-256",
            "none", "none", "", "",
        ]
        if random.next() % 4 == 0 {
            lists[Int(random.next() % 10)] = String(repeating: ",x", count: Int(random.next() % 3_000))
        }
        let cookie = (0..<16).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        return packet([20] + cookie + lists.flatMap { string(Array($0.utf8)) } + [0, 0, 0, 0, 0])
    }

    /// SSH_MSG_KEX_ECDH_REPLY with lengths that lie (RFC 5656 §4).
    private static func keyExchangeReply(_ random: inout Xorshift) -> [UInt8] {
        func field() -> [UInt8] {
            let body = (0..<Int(random.next() % 200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            guard random.next() % 3 == 0 else { return string(body) }
            return [UInt8(truncatingIfNeeded: random.next()), 0xFF, 0xFF, 0xFF] + body
        }
        let key = string(Array("ssh-ed25519".utf8)) + field()
        return [31] + string(key) + field() + field()
    }

    private static func randomPayload(_ random: inout Xorshift) -> [UInt8] {
        let types: [UInt8] = [1, 2, 3, 4, 5, 20, 21, 30, 31, 52, 60, 80, 90, 91, 94, 98, 99, 200]
        let type = types[Int(random.next() % UInt64(types.count))]
        return [type] + (0..<Int(random.next() % 300)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    private static func string(_ bytes: [UInt8]) -> [UInt8] { number(bytes.count) + bytes }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// An unencrypted packet (RFC 4253 §6).
    private static func packet(_ payload: [UInt8]) -> [UInt8] {
        let padding = 8 - (payload.count + 5) % 8 + 4
        return number(payload.count + padding + 1) + [UInt8(padding)] + payload
            + [UInt8](repeating: 0, count: padding)
    }
}

/// A small generator whose state can be printed and set again.
private struct Xorshift {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
