import Testing

@testable import SSHEngine

/// Which side is limited where no method is in common, and what the server would have to add.
@Suite struct KeyExchangeOfferTests {
    /// What OpenSSH 9.2 offers by itself, without the cookie (RFC 4253 §7.1).
    private static let usual = [
        "sntrup761x25519-sha512@openssh.com,curve25519-sha256,ecdh-sha2-nistp256,ext-info-s",
        "rsa-sha2-512,rsa-sha2-256,ecdsa-sha2-nistp256,ssh-ed25519",
        "chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr,aes256-gcm@openssh.com",
        "chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr,aes256-gcm@openssh.com",
        "umac-64-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-256",
        "umac-64-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-256",
        "none", "none", "", "",
    ]

    private static func bytes(_ lists: [String]) -> [UInt8] {
        lists.flatMap { list in
            let bytes = Array(list.utf8)
            return [0, 0, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
        } + [0, 0, 0, 0, 0]
    }

    private func failure(_ changes: [Int: String]) throws -> SSHFailure {
        var lists = Self.usual
        for (index, list) in changes { lists[index] = list }
        let offer = try #require(KeyExchangeOffer(Self.bytes(lists)))
        return SSHFailure(code: -5, offer.gaps(to: MethodPreferences()))
    }

    @Test func `a usual server has something in every list`() throws {
        let offer = try #require(KeyExchangeOffer(Self.bytes(Self.usual)))
        #expect(offer.gaps(to: MethodPreferences()).isEmpty)
    }

    @Test(
        arguments: [
            ([4: "hmac-sha2-256-etm@openssh.com,umac-128-etm@openssh.com"], "MACs hmac-sha2-256"),
            ([5: "hmac-sha2-512-etm@openssh.com"], "MACs hmac-sha2-256"),
            ([2: "chacha20-poly1305@openssh.com", 3: "chacha20-poly1305@openssh.com"], "Ciphers aes256-ctr"),
            ([2: "aes256-gcm@openssh.com"], "Ciphers aes256-ctr"),
            ([0: "sntrup761x25519-sha512@openssh.com,ext-info-s"], "KexAlgorithms curve25519-sha256"),
            ([0: "diffie-hellman-group16-sha512"], "KexAlgorithms curve25519-sha256"),
            ([1: "rsa-sha2-512,rsa-sha2-256"], "HostKeyAlgorithms ssh-ed25519 (its key: ssh-keygen -A)"),
            (
                [2: "aes256-gcm@openssh.com", 4: "hmac-sha2-512-etm@openssh.com"],
                "Ciphers aes256-ctr; MACs hmac-sha2-256"
            ),
            // One list of the newest is enough: an old PC has none.
            (
                [2: "aes128-cbc", 0: "mlkem768x25519-sha256"],
                "KexAlgorithms curve25519-sha256; Ciphers aes256-ctr"
            ),
        ] as [([Int: String], String)]
    )
    func `a hardened server is not too old`(_ changes: [Int: String], _ remedy: String) throws {
        let failure = try failure(changes)
        #expect(failure.kind == .noCommonAlgorithm)
        #expect(failure.words == remedy)
    }

    @Test(arguments: [
        [0: "diffie-hellman-group1-sha1,diffie-hellman-group14-sha1"], [1: "ssh-rsa,ssh-dss"],
        [2: "aes128-cbc,3des-cbc,arcfour"], [3: "rijndael-cbc@lysator.liu.se"],
        [4: "hmac-sha1,hmac-sha1-96,hmac-md5"],
        [0: "diffie-hellman-group-exchange-sha1", 2: "3des-cbc", 4: "hmac-ripemd160"],
    ])
    func `a server with nothing but what was retired is too old`(_ changes: [Int: String]) throws {
        #expect(try failure(changes).kind == .serverTooOld)
    }

    @Test func `nothing at all in a list is not old`() throws {
        #expect(try failure([0: "ext-info-s"]).kind == .noCommonAlgorithm)
        #expect(SSHFailure(code: -5, []).kind == .noCommonAlgorithm)
        #expect(SSHFailure(code: -5, []).words == nil)
    }

    @Test func `a cut packet says nothing`() {
        let whole = Self.bytes(Array(Self.usual.prefix(6)))
        for count in 0..<whole.count - 5 { #expect(KeyExchangeOffer(Array(whole.prefix(count))) == nil) }
        #expect(KeyExchangeOffer([255, 255, 255, 255] + whole) == nil)
        #expect(KeyExchangeOffer([]) == nil)
    }

    @Test func `what a session is fed is what is read`() throws {
        let session = try SSHSession()
        session.feed(Array("SSH-2.0-Hard\r\n".utf8))
        _ = try session.handshake()
        var lists = Self.usual
        lists[4] = "hmac-sha2-256-etm@openssh.com"
        lists[5] = lists[4]
        var payload = [UInt8](repeating: 7, count: 17)
        payload[0] = 20
        payload += Self.bytes(lists)
        let padding = 8 - (5 + payload.count) % 8 + 8
        let count = 1 + payload.count + padding
        let head = [0, 0, UInt8(count >> 8), UInt8(count & 0xFF), UInt8(padding)]
        session.feed(head + payload + [UInt8](repeating: 0, count: padding))
        let failure = #expect(throws: SSHFailure.self) { try session.handshake() }
        #expect(failure?.kind == .noCommonAlgorithm)
        #expect(failure?.words == "MACs hmac-sha2-256")
        session.free()
        #expect(session.memory.blocks == 0)
    }
}
