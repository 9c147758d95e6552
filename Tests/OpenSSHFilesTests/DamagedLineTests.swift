import OpenSSHFiles
import RoomModel
import Testing

/// A line that cannot be read is that line's error: the PC it names is not new.
@Suite struct DamagedLineTests {
    private let name = KnownHosts.Name.alias("pc07")

    /// Lines for pc07 of which something is missing or wrong.
    static var damages: [String] {
        get throws {
            let whole = String(try Sample.ed25519(1).line("pc07").dropLast())
            return [
                "pc07", "pc07 ssh-ed25519", String(whole.dropLast(9)), String(whole.dropLast(1)),
                whole.replacing("AAAA", with: "AA!A"), whole.replacing("ssh-ed25519", with: "ssh-rsa"),
                "PC07,pc08 ssh-ed25519 x", "pc0? ssh-ed25519 x", "* ssh-ed25519 x", "@trusted \(whole)",
                "@Revoked \(whole)", "@revoked pc07 ssh-ed25519 x", "[pc07]:22,pc07 x y",
            ]
        }
    }

    @Test func `a damaged line that names the PC is no new PC`() throws {
        let key = try Sample.ed25519(1)
        for line in try Self.damages {
            let text = "# the room\n\n\(line)\n" + (try Sample.ed25519(2).line("pc09"))
            let hosts = KnownHosts(files: [("room/known_hosts", text)])
            let place = SourceLocation(file: "room/known_hosts", line: 3)
            #expect(hosts.judge(name, key) == .damaged(at: place), "\(line)")
            #expect(hosts.mentions(name), "\(line)")
            #expect(hosts.problems.map(\.location) == [place], "\(line)")
            #expect(hosts.judge(.alias("other"), key) == .unknown || line.hasPrefix("*"), "\(line)")
        }
    }

    @Test func `a whole line for the PC counts all the same`() throws {
        let key = try Sample.ed25519(1)
        let hosts = KnownHosts("pc07 ssh-ed25519 x\n" + key.line("pc07"))
        #expect(hosts.judge(name, key) == .known)
        #expect(hosts.judge(name, try Sample.ed25519(2)) == .changed(trusted: [key.fingerprint]))
    }

    @Test func `a new key takes the place of a damaged line, and of no other`() throws {
        let key = try Sample.ed25519(1)
        let others = "pc0? ssh-ed25519 x\npc07,pc08 ssh-ed25519 x\n@revoked pc07 ssh-ed25519 x\n# pc07\n"
        let file = KnownHostsFile(path: "f", text: "pc07 ssh-ed25519 x\n" + others)
        #expect(file.replacing([key], for: "pc07") == others + key.line("pc07"))
    }

    @Test func `a key that is revoked for any name is bad everywhere`() throws {
        let (bad, good) = (try Sample.ed25519(1), try Sample.ed25519(2))
        let hosts = KnownHosts(bad.line("@revoked pc01") + good.line("pc07"))
        #expect(hosts.revokes(bad.blob))
        #expect(!hosts.revokes(good.blob))
    }
}
