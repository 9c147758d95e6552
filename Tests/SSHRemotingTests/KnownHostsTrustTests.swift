import OpenSSHFiles
import RoomModel
import Testing

@testable import SSHRemoting

@Suite struct KnownHostsTrustTests {
    private func key(_ number: UInt8) throws -> PublicKey {
        var writer = WireWriter()
        writer.string("ssh-ed25519".utf8)
        writer.string(Array(repeating: number, count: 32))
        return try #require(PublicKey(blob: writer.bytes))
    }

    private func trust(room: [(String, UInt8)], system: [(String, UInt8)]) throws -> KnownHostsTrust {
        func text(_ lines: [(String, UInt8)]) throws -> String {
            try lines.map { "\($0.0) ssh-ed25519 \(try key($0.1).base64)\n" }.joined()
        }
        return KnownHostsTrust(
            room: KnownHosts(files: [("room", try text(room))]),
            system: KnownHosts(files: [("system", try text(system))])
        )
    }

    private func judge(
        _ trust: KnownHostsTrust,
        _ number: UInt8,
        _ host: Host? = nil
    ) throws -> HostKeyJudgement {
        trust.judge(
            host: try host ?? Host.sample("pc07"),
            keyType: "ssh-ed25519",
            blob: try key(number).blob
        )
    }

    @Test func `the room's file decides alone where it has the PC`() throws {
        let trust = try trust(room: [("pc07", 1)], system: [("10.0.0.7", 2)])
        #expect(try judge(trust, 1) == .known)
        #expect(try judge(trust, 2) == .changed(trustedFingerprints: [try key(1).fingerprint.description]))
        #expect(trust.knownKeyTypes(host: try Host.sample("pc07")) == ["ssh-ed25519"])
    }

    @Test func `else the user's files do, by address`() throws {
        let trust = try trust(
            room: [("pc08", 1), ("@revoked *", 9)],
            system: [("10.0.0.7", 2), ("pc07", 3)]
        )
        #expect(try judge(trust, 2) == .known)
        #expect(try judge(trust, 3) == .changed(trustedFingerprints: [try key(2).fingerprint.description]))
    }

    @Test func `revoked anywhere is revoked`() throws {
        #expect(try judge(try trust(room: [("pc07", 1)], system: [("@revoked *", 1)]), 1) == .revoked)
        #expect(try judge(try trust(room: [("@revoked *", 1)], system: [("10.0.0.7", 1)]), 1) == .revoked)
    }

    @Test func `tells whose key it is that another PC shows`() throws {
        let trust = try trust(room: [("pc07", 1), ("pc11", 2)], system: [])
        let expected = HostKeyJudgement.changed(
            trustedFingerprints: [try key(1).fingerprint.description],
            belongsTo: [try HostName("pc11")]
        )
        #expect(try judge(trust, 2) == expected)
        #expect(
            try judge(try self.trust(room: [("pc11", 2)], system: []), 2)
                == .unknown(belongsTo: [HostName("pc11")])
        )
    }

    @Test func `an alias is looked up whatever the port, the room's own name before it`() throws {
        var host = try Host.sample("pc07")
        host.givenPort = 2_222
        host.ssh.hostKeyAlias = "lab7"
        let trust = try trust(
            room: [("pc08", 8)],
            system: [("lab7", 1), ("10.0.0.7", 2), ("[10.0.0.7]:2222", 3)]
        )
        #expect(try judge(trust, 1, host) == .known)
        #expect(try judge(trust, 2, host) != .known)
        let own = try self.trust(room: [("pc07", 4)], system: [("lab7", 1)])
        #expect(try judge(own, 4, host) == .known)
        #expect(try judge(own, 1, host) != .known)
    }

    @Test func `files that the configuration names stand for the usual ones`() throws {
        var host = try Host.sample("pc07")
        host.ssh.userKnownHostsFiles = ["/other"]
        let other = KnownHosts(files: [("/other", "10.0.0.7 ssh-ed25519 \(try key(5).base64)\n")])
        let usual = KnownHosts(files: [("usual", "10.0.0.7 ssh-ed25519 \(try key(2).base64)\n")])
        let trust = KnownHostsTrust(
            room: KnownHosts(files: []),
            system: usual,
            named: [HostKeyFiles(host.ssh): other]
        )
        #expect(try judge(trust, 5, host) == .known)
        #expect(try judge(trust, 2, host) != .known)
        #expect(try judge(trust, 2) == .known)
    }
}
