import OpenSSHFiles
import RoomModel
import Testing

@Suite struct KnownHostsTests {
    private let name = KnownHosts.Name.alias("pc07")

    @Test func `knows the key on file, in any case of the name`() throws {
        let key = try Sample.ed25519(1)
        #expect(KnownHosts(key.line("PC07")).judge(.alias("Pc07"), key) == .known)
    }

    @Test func `knows nothing of a host that is not on file`() throws {
        #expect(KnownHosts(try Sample.ed25519(1).line("pc08")).judge(name, try Sample.ed25519(1)) == .unknown)
    }

    @Test func `calls another key changed and names the trusted ones`() throws {
        let (first, second) = (try Sample.ed25519(1), try Sample.ed25519(2))
        let verdict = KnownHosts(first.line("pc07") + second.line("pc07")).judge(name, try Sample.ed25519(3))
        #expect(verdict == .changed(trusted: [first.fingerprint, second.fingerprint]))
    }

    @Test func `accepts any of several keys, from any of several files`() throws {
        let (first, second) = (try Sample.ed25519(1), try Sample.ed25519(2))
        let hosts = KnownHosts(files: [("a", first.line("pc07")), ("b", second.line("pc07"))])
        #expect(hosts.judge(name, second) == .known)
    }

    @Test func `calls a key of a type that is not on file changed, not new`() throws {
        let point: [UInt8] = [4] + Array(repeating: 7, count: 64)
        let offered = try Sample.key("ecdsa-sha2-nistp256", [Array("nistp256".utf8), point])
        let onFile = try Sample.ed25519(1)
        #expect(
            KnownHosts(onFile.line("pc07")).judge(name, offered) == .changed(trusted: [onFile.fingerprint])
        )
    }

    @Test func `revoked wins over known, in whatever order and file`() throws {
        let key = try Sample.ed25519(1)
        let hosts = KnownHosts(files: [("a", key.line("pc07")), ("b", key.line("@revoked *"))])
        #expect(hosts.judge(name, key) == .revoked)
    }

    @Test func `a revoked key says nothing about others`() throws {
        #expect(
            KnownHosts(try Sample.ed25519(1).line("@revoked *")).judge(name, try Sample.ed25519(2))
                == .unknown
        )
    }

    @Test func `cannot verify by an RSA key or an authority alone`() throws {
        let text = try Sample.rsa(1).line("pc07") + Sample.ed25519(9).line("@cert-authority *")
        let verdict = KnownHosts(text).judge(name, try Sample.ed25519(2))
        #expect(verdict == .unverifiable(types: ["ssh-rsa", "@cert-authority ssh-ed25519"]))
    }

    @Test func `an authority's key is not a host's key`() throws {
        let key = try Sample.ed25519(9)
        #expect(KnownHosts(key.line("@cert-authority *")).judge(name, key) != .known)
    }

    @Test func `compares RSA keys with each other`() throws {
        let hosts = KnownHosts(try Sample.rsa(1).line("pc07"))
        #expect(hosts.judge(name, try Sample.rsa(1)) == .known)
        #expect(hosts.judge(name, try Sample.rsa(2)) == .changed(trusted: [try Sample.rsa(1).fingerprint]))
    }

    @Test(arguments: [
        ("pc*", true), ("pc?7", true), ("PC0?", true), ("*", true), ("pc?", false), ("*7*7", false),
        ("pc*,!pc07", false), ("!pc07,pc*", false), ("!pc08,pc*", true), ("!pc08", false), ("a,b,pc07", true),
        ("[pc07]:22", false), (String(repeating: "*a", count: 40) + "*", false),
    ])
    func `matches as OpenSSH does`(_ pattern: String, _ isMatch: Bool) throws {
        let key = try Sample.ed25519(1)
        #expect((KnownHosts(key.line(pattern)).judge(name, key) == .known) == isMatch)
    }

    @Test func `reports a bad line with its place and keeps the others`() throws {
        let key = try Sample.ed25519(1)
        let text = """
            # a comment

            pc01
            pc02 ssh-ed25519 AAAA
            pc03 ssh-rsa \(key.base64)
            @unknown pc04 ssh-ed25519 \(key.base64)
            |1|abc|def ssh-ed25519 \(key.base64)
            @revoked
            \t \(key.line("pc07"))
            """
        let hosts = KnownHosts(text)
        #expect(hosts.problems.map(\.location.line) == [3, 4, 5, 6, 7, 8])
        #expect(hosts.problems.allSatisfy { $0.location.file == "known_hosts" && $0.hint != nil })
        #expect(hosts.judge(name, key) == .known)
    }

    @Test func `reads a file written on Windows`() throws {
        let key = try Sample.ed25519(1)
        let hosts = KnownHosts("pc06 ssh-ed25519 x\r\n\r\npc07 ssh-ed25519 \(key.base64)\r\n")
        #expect(hosts.judge(name, key) == .known)
        #expect(hosts.problems.map(\.location.line) == [1])
    }

    @Test func `names the types on file, and the plain name's where none has the port`() throws {
        let text =
            try Sample.rsa(1).line("pc07") + Sample.ed25519(1).line("pc07") + Sample.ed25519(2).line("pc07")
        let hosts = KnownHosts(text)
        #expect(hosts.keyTypes(for: name) == ["ssh-rsa", "ssh-ed25519"])
        #expect(hosts.keyTypes(for: .address("pc07", port: 2222)) == ["ssh-rsa", "ssh-ed25519"])
        #expect(hosts.keyTypes(for: .alias("pc08")).isEmpty)
    }

    @Test func `tells whose key it is, by names in clear text only`() throws {
        let key = try Sample.ed25519(1)
        let hosts = KnownHosts(key.line("PC11,pc*,!pc12") + key.line("@revoked pc13") + key.line("PC11"))
        #expect(hosts.owners(of: key.blob) == ["PC11"])
    }

    @Test func `appends what is not there yet`() throws {
        let (old, new) = (try Sample.ed25519(1), try Sample.ed25519(2))
        let file = KnownHostsFile(path: "f", text: "# room\n\(old.line("pc07").dropLast())")
        let text = file.appending([old, new], for: "PC07")
        #expect(text == "# room\n" + old.line("pc07") + new.line("PC07"))
    }

    @Test func `replaces one host's keys and nothing else`() throws {
        let (old, new) = (try Sample.ed25519(1), try Sample.ed25519(2))
        let text =
            "# room\n" + old.line("pc06,PC07") + old.line("pc07") + old.line("@revoked pc07") + "broken\n"
        let replaced = KnownHostsFile(path: "f", text: text).replacing([new], for: "pc07")
        #expect(
            replaced == "# room\n" + old.line("pc06") + old.line("@revoked pc07") + "broken\n"
                + new.line("pc07")
        )
        #expect(KnownHosts(replaced).judge(name, new) == .known)
        #expect(KnownHosts(replaced).judge(.alias("pc06"), old) == .known)
    }

    @Test func `what is noted behind a key comes back, and the key stays good`() throws {
        let (old, new) = (try Sample.ed25519(1), try Sample.ed25519(2))
        let note = "siaga 2026-11-20 OpenSSH_9.2p1 Debian-2"
        let text = KnownHostsFile(path: "f", text: old.line("pc06"))
            .appending([old], for: "pc07", comment: note)
        #expect(text == old.line("pc06") + "pc07 \(old.type) \(old.base64) \(note)\n")
        #expect(KnownHosts(text).comments(for: name) == [note])
        #expect(KnownHosts(text).comments(for: .alias("pc06")).isEmpty)
        #expect(KnownHosts(text).judge(name, old) == .known)
        let replaced = KnownHostsFile(path: "f", text: text).replacing([new], for: "pc07", comment: "x")
        #expect(KnownHosts(replaced).comments(for: name) == ["x"])
        #expect(KnownHosts(replaced).judge(name, new) == .known)
    }
}
