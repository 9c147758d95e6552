import FoundationEssentials
import OpenSSHFiles
import TestNeeds
import Testing

/// The same files and questions put to OpenSSH's own programs.
@Suite(.timeLimit(.minutes(2))) struct KnownHostsOracleTests {
    private static let names = [
        "pc07", "pc7", "pc70", "lab-a-pc07", "192.168.0.7", "192.168.0.70", "fe80::7", "[pc07]:2222",
        "[pc07]:22",
        "[192.168.0.7]:2022", "exam.example.org", "example.org", "a", "pc",
    ]
    private static let patterns = [
        "pc07", "PC07", "pc*", "pc?7", "*", "*.example.org", "*.example.org,!exam.*", "!pc07,*", "pc07,!pc07",
        "192.168.0.*,!192.168.0.70", "192.168.0.?", "fe80::*", "[pc07]:*", "[*]:2222", "[pc07]:2222,pc07",
        "[192.168.0.7]:2022", "a,b,c", "??", "p*c*7", "!*", ",pc07,,", "pc07,",
    ]

    @Test func `finds the lines that ssh-keygen finds`() async throws {
        try await Sample.folder { folder in
            let plain = folder + "/plain"
            var text = "# corpus\n\n"
            for (index, pattern) in Self.patterns.enumerated() {
                let marker = index % 5 == 3 ? "@revoked " : index % 7 == 4 ? "@cert-authority " : ""
                text += try Sample.ed25519(UInt8(index)).line(marker + pattern)
            }
            try text.write(toFile: plain, atomically: false, encoding: .utf8)
            // ssh-keygen hashes the plain names of a second copy; patterns stay as they are.
            let hashed = folder + "/hashed"
            try text.write(toFile: hashed, atomically: false, encoding: .utf8)
            #expect(try await Sample.run("ssh-keygen", ["-q", "-H", "-f", hashed]).code == 0)
            let hashedText = try String(contentsOfFile: hashed, encoding: .utf8)
            #expect(hashedText.contains("|1|"))

            for (path, text) in [(plain, text), (hashed, hashedText)] {
                let hosts = KnownHosts(text)
                for name in Self.names {
                    let found = try await Sample.run("ssh-keygen", ["-F", name, "-f", path])
                    let lines = found.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
                    for index in Self.patterns.indices {
                        let key = try Sample.ed25519(UInt8(index))
                        let line = lines.first { $0.contains(key.base64) }
                        let verdict = hosts.judge(.alias(name), key)
                        let isFound = line.map { !$0.hasPrefix("@") } ?? false
                        let isRevoked = line?.hasPrefix("@revoked") ?? false
                        #expect(
                            (verdict == .known, verdict == .revoked) == (isFound, isRevoked),
                            "\(name) against `\(Self.patterns[index])`"
                        )
                    }
                }
            }
        }
    }

    /// Of Debian's package openssh-tests.
    private static let regressFile = "/usr/lib/openssh/regress/unittests/hostkeys/testdata/known_hosts"

    @Test(.needs(.file(regressFile)))
    func `reads OpenSSH's own test file as ssh-keygen does`() async throws {
        let path = Self.regressFile
        let hosts = KnownHosts(try String(contentsOfFile: path, encoding: .utf8))
        #expect(hosts.problems.count == 6)
        let names = [
            "sisyphus.example.com", "prometheus.example.com", "192.0.2.1", "2001:db8::1", "192.0.2.2",
            "2001:db8::2",
            "hades.example.com", "asterix.example.com",
        ]
        for name in names {
            let found = try await Sample.run("ssh-keygen", ["-F", name, "-f", path])
            let lines = found.output.split(separator: "\n").filter {
                !$0.hasPrefix("#") && !$0.hasPrefix("@")
            }
            let types = lines.map { String($0.split(separator: " ")[1]) }
            #expect(Set(hosts.keyTypes(for: .alias(name))) == Set(types), "\(name)")
        }
    }

    /// What stands on file for `[pc07]:2222` and for `pc07`, in that order.
    private static let onFile: [(port: [String], plain: [String])] = [
        ([], []), (["key"], []), ([], ["key"]), (["key"], ["other"]), (["other"], ["key"]), ([], ["other"]),
        (["other", "key"], []), ([], ["other", "key"]), (["revoked"], ["key"]), ([], ["revoked", "key"]),
        (["rsa"], ["key"]), (["rsa", "key"], []), ([], ["rsa"]),
    ]

    @Test(arguments: onFile.indices)
    func `accepts on another port what ssh accepts`(_ index: Int) async throws {
        try await Sample.folder { folder in
            let hostKey = folder + "/host"
            #expect(
                try await Sample.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", hostKey]).code == 0
            )
            let words = try String(contentsOfFile: hostKey + ".pub", encoding: .utf8).split(separator: " ")
            let key = try #require(PublicKey(base64: words[1]))
            func lines(_ keys: [String], _ name: String) throws -> String {
                try keys.map { word in
                    switch word {
                    case "key": key.line(name)
                    case "revoked": key.line("@revoked " + name)
                    case "rsa": try Sample.rsa(1).line(name)
                    default: try Sample.ed25519(2).line(name)
                    }
                }.joined()
            }
            let text =
                try lines(Self.onFile[index].port, "[pc07]:2222") + lines(Self.onFile[index].plain, "pc07")
            try text.write(toFile: folder + "/known_hosts", atomically: false, encoding: .utf8)
            try "HostKey \(hostKey)\nUsePAM no\nPasswordAuthentication no\n"
                .write(toFile: folder + "/sshd_config", atomically: false, encoding: .utf8)

            // The server speaks over a pipe, so that no port is taken: 2222 is a name only.
            let ssh = try await Sample.run(
                "ssh",
                [
                    "-F", "/dev/null", "-p", "2222", "-l", "nobody",
                    "-o", "ProxyCommand=/usr/sbin/sshd -i -e -f \(folder)/sshd_config",
                    "-o", "UserKnownHostsFile=\(folder)/known_hosts", "-o", "GlobalKnownHostsFile=/dev/null",
                    "-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-o", "IdentityAgent=none",
                    "-o", "IdentityFile=/dev/null", "-o", "HostKeyAlgorithms=ssh-ed25519", "pc07", "true",
                ]
            )
            let isAccepted = ssh.error.contains("Permission denied")
            #expect(isAccepted != ssh.error.contains("Host key verification failed"), "\(ssh.error)")
            let verdict = KnownHosts(text).judge(.address("PC07", port: 2222), key)
            #expect((verdict == .known) == isAccepted, "\(verdict): \(ssh.error)")
        }
    }
}
