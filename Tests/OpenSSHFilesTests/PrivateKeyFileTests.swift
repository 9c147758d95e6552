import FoundationEssentials
import OpenSSHFiles
import TestNeeds
import Testing

@Suite(.timeLimit(.minutes(2))) struct PrivateKeyFileTests {
    /// Words for `ssh-keygen`, and the type that must be read.
    private static let kinds: [(words: [String], type: String)] = [
        (["-t", "ed25519"], "ssh-ed25519"), (["-t", "ecdsa", "-b", "256"], "ecdsa-sha2-nistp256"),
        (["-t", "ecdsa", "-b", "384"], "ecdsa-sha2-nistp384"),
        (["-t", "ecdsa", "-b", "521"], "ecdsa-sha2-nistp521"),
        (["-t", "rsa", "-b", "2048"], "ssh-rsa"),
        (["-t", "ecdsa", "-b", "384", "-m", "PEM"], "ecdsa-sha2-nistp384"),
        (["-t", "ecdsa", "-b", "521", "-m", "PKCS8"], "ecdsa-sha2-nistp521"),
        (["-t", "rsa", "-b", "2048", "-m", "PEM"], "ssh-rsa"),
        (["-t", "rsa", "-b", "2048", "-m", "PKCS8"], "ssh-rsa"),
    ]

    @Test(arguments: kinds)
    func `reads what ssh-keygen writes`(_ words: [String], _ type: String) async throws {
        try await Sample.folder { folder in
            let path = folder + "/key"
            let made = try await Sample.run(
                "ssh-keygen",
                ["-q", "-N", "", "-C", "ruang a", "-f", path] + words
            )
            #expect(made.code == 0, "\(made.error)")
            let key = try PrivateKeyFile(text: String(contentsOfFile: path, encoding: .utf8))
            #expect(key.type == type)
            #expect(!key.isEncrypted)
            let line = try String(contentsOfFile: path + ".pub", encoding: .utf8).split(separator: " ")
            if !words.contains("-m") {
                #expect(key.publicKey?.base64 == String(line[1]))
                #expect(key.comment == "ruang a")
            }
            #expect(throws: PrivateKeyFile.Unusable.publicKey) {
                try PrivateKeyFile(text: line.joined(separator: " "))
            }
        }
    }

    @Test(arguments: kinds)
    func `sees that a passphrase is needed`(_ words: [String], _ type: String) async throws {
        try await Sample.folder { folder in
            let path = folder + "/key"
            let made = try await Sample.run("ssh-keygen", ["-q", "-N", "rahasia", "-f", path] + words)
            #expect(made.code == 0, "\(made.error)")
            let key = try PrivateKeyFile(text: String(contentsOfFile: path, encoding: .utf8))
            #expect(key.isEncrypted)
            #expect(key.comment == nil)
            if words.contains("-m") {
                #expect(key.type == nil || key.type == type)
            } else {
                #expect((key.type, key.cipher) == (type, "aes256-ctr"))
            }
        }
    }

    @Test(arguments: [
        ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", PrivateKeyFile.Unusable.puTTY),
        ("-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n", .publicKey),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n", .publicKey),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE", .damaged),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", .damaged),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\n???\n-----END OPENSSH PRIVATE KEY-----\n", .damaged),
        ("-----BEGIN SOMETHING-----\nAAAA\n-----END SOMETHING-----\n", .notAKey),
        ("[clients]\npc01\n", .notAKey), ("", .notAKey), ("\r\n\r\n", .notAKey),
    ])
    func `tells what else a file is`(_ text: String, _ reason: PrivateKeyFile.Unusable) {
        #expect(throws: reason) { try PrivateKeyFile(text: text) }
    }

    @Test func `reads a key that was cut at any byte without ending`() async throws {
        try await Sample.folder { folder in
            let path = folder + "/key"
            #expect(
                try await Sample.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path]).code == 0
            )
            let text = try String(contentsOfFile: path, encoding: .utf8)
            for length in 0..<(text.utf8.count - "-----END OPENSSH PRIVATE KEY-----\n".utf8.count) {
                #expect(throws: PrivateKeyFile.Unusable.self) {
                    try PrivateKeyFile(text: String(text.prefix(length)))
                }
            }
        }
    }

    /// Of Debian's package openssh-tests.
    private static let securityKey = "/usr/lib/openssh/regress/unittests/sshkey/testdata/ed25519_sk1"

    @Test(.needs(.file(securityKey))) func `knows a security key`() throws {
        let text = try String(contentsOfFile: Self.securityKey, encoding: .utf8)
        #expect(try PrivateKeyFile(text: text).type == "sk-ssh-ed25519@openssh.com")
    }
}
