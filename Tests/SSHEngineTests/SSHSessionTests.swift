import Testing

@testable import SSHEngine

struct SSHSessionTests {
    @Test func `gives back every byte of memory when a server stops in the middle`() throws {
        let session = try SSHSession()
        #expect(try !session.handshake())
        session.feed(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8))
        #expect(try !session.handshake())
        #expect(session.memory.blocks > 0)
        session.free()
        #expect(session.memory.blocks == 0)
        #expect(session.memory.bytes == 0)
    }

    @Test func `offers nothing weak`() throws {
        let session = try SSHSession()
        session.feed(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8))
        _ = try session.handshake()
        let offer = String(decoding: session.takeOutput(), as: UTF8.self)
        #expect(offer.contains("curve25519-sha256"))
        for weak in ["diffie-hellman", "cbc", "sha1", "ssh-rsa", "ssh-dss", "arcfour", "zlib", "md5"] {
            #expect(!offer.contains(weak), "\(weak) is offered")
        }
        session.free()
    }

    @Test func `asks only for the key types on file`() {
        #expect(
            MethodPreferences(known: ["ecdsa-sha2-nistp256", "ssh-rsa"]).hostKeyTypes == [
                "ecdsa-sha2-nistp256"
            ]
        )
        #expect(MethodPreferences(known: ["ssh-rsa"]).hostKeyTypes == MethodPreferences.hostKeyTypes)
        #expect(!MethodPreferences().isNarrowed)
    }

    @Test func `says that a server which is gone is gone`() throws {
        let session = try SSHSession()
        _ = try session.handshake()
        session.peerIsGone()
        let failure = #expect(throws: SSHFailure.self) { try session.handshake() }
        #expect(failure?.kind == .disconnected)
        session.free()
        #expect(throws: SSHFailure.self) { try session.handshake() }
    }

    @Test func `gives a server up that sends far more than a key exchange takes`() throws {
        let session = try SSHSession()
        session.feed(Array("SSH-2.0-Flood\r\n".utf8))
        #expect(try !session.handshake())
        session.feed([UInt8](repeating: 0, count: Wire.greetingLimit))
        let failure = #expect(throws: SSHFailure.self) { try session.handshake() }
        #expect(failure?.kind == .limitExceeded)
        session.free()
        #expect(session.memory.blocks == 0)
    }

    @Test(arguments: ["SSH-2.0-x\r\n", "hello\r\nSSH-2.0-x\r\n", "SSH-2.0-x\n"])
    func `finds the identification behind other lines`(text: String) {
        var watch = IdentificationWatch()
        watch.watch(Array(text.utf8))
        #expect(watch.state == .identified("SSH-2.0-x"))
    }

    @Test func `takes a server that says much, but not who it is, for none`() {
        var lines = IdentificationWatch()
        lines.watch(Array(String(repeating: "welcome\r\n", count: 60).utf8))
        #expect(lines.state == .babble)
        var bytes = IdentificationWatch()
        bytes.watch([UInt8](repeating: 65, count: 70_000))
        #expect(bytes.state == .babble)
        #expect(bytes.firstBytes.count == 256)
    }
}

extension IdentificationWatch {
    fileprivate mutating func watch(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { watch($0) }
    }
}
