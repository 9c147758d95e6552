import Crypto
import FoundationEssentials
import OpenSSHFiles
import Testing

/// Keys that sign by themselves; `ssh-keygen -Y verify` says whether the signatures hold.
@Suite(.timeLimit(.minutes(2))) struct SigningKeyTests {
    /// A signature file around what the key signed (OpenSSH's PROTOCOL.sshsig).
    private static func signatureFile(_ key: SigningKey, over message: String) throws -> String {
        var signed = WireWriter()
        signed.string("test".utf8)
        signed.string("".utf8)
        signed.string("sha512".utf8)
        signed.string(Array(SHA512.hash(data: Data(message.utf8))))
        let magic = Array("SSHSIG".utf8)
        var file = WireWriter()
        file.uint32(1)
        file.string(key.publicKey.blob)
        file.string("test".utf8)
        file.string("".utf8)
        file.string("sha512".utf8)
        file.string(try key.signature(for: magic + signed.bytes))
        let base64 = Data(magic + file.bytes).base64EncodedString()
        return "-----BEGIN SSH SIGNATURE-----\n\(base64)\n-----END SSH SIGNATURE-----\n"
    }

    @Test(arguments: [["ed25519"], ["ecdsa", "-b", "256"], ["ecdsa", "-b", "384"], ["ecdsa", "-b", "521"]])
    func `signs what OpenSSH accepts`(_ type: [String]) async throws {
        try await Sample.folder { folder in
            let made = try await Sample.run(
                "ssh-keygen",
                ["-q", "-N", "", "-f", "\(folder)/key", "-t"] + type
            )
            #expect(made.code == 0, "\(made.error)")
            let key = try #require(SigningKey(text: String(contentsOfFile: "\(folder)/key", encoding: .utf8)))
            let line = try String(contentsOfFile: "\(folder)/key.pub", encoding: .utf8)
            try "pc \(line)".write(toFile: "\(folder)/allowed", atomically: true, encoding: .utf8)
            // Numbers of a signature begin with a zero byte now and then.
            for round in 0..<20 {
                let message = "putaran \(round)"
                let signature = try Self.signatureFile(key, over: message)
                try signature.write(toFile: "\(folder)/signature", atomically: true, encoding: .utf8)
                try message.write(toFile: "\(folder)/message", atomically: true, encoding: .utf8)
                let verified = try await Sample.run(
                    "sh",
                    [
                        "-c",
                        #"ssh-keygen -Y verify -f "$0/allowed" -I pc -n test -s "$0/signature" <"$0/message""#,
                        folder,
                    ]
                )
                #expect(verified.code == 0, "\(verified.error)")
            }
        }
    }

    @Test(arguments: [
        (["-t", "rsa", "-b", "2048"], ""), (["-t", "ecdsa", "-m", "PEM"], ""),
        (["-t", "ed25519"], "rahasia"),
    ])
    func `leaves other keys alone`(_ type: [String], _ passphrase: String) async throws {
        try await Sample.folder { folder in
            let words = ["-q", "-N", passphrase, "-f", "\(folder)/key"] + type
            #expect(try await Sample.run("ssh-keygen", words).code == 0)
            let text = try String(contentsOfFile: "\(folder)/key", encoding: .utf8)
            #expect(SigningKey(text: text) == nil)
        }
    }

    @Test func `refuses halves that do not belong together`() async throws {
        try await Sample.folder { folder in
            var files: [[UInt8]] = []
            for name in ["one", "two"] {
                let path = "\(folder)/\(name)"
                let words = ["-q", "-N", "", "-C", "x", "-t", "ed25519", "-f", path]
                #expect(try await Sample.run("ssh-keygen", words).code == 0)
                let text = try String(contentsOfFile: path, encoding: .utf8)
                let body = text.split(separator: "\n").dropFirst().dropLast().joined()
                files.append(Array(try #require(Data(base64Encoded: body))))
            }
            // magic 15, cipher and kdf 8 each, options 4, count 4, then the public half: 4 + 51 bytes.
            let mixed = files[0].prefix(39 + 55) + files[1].dropFirst(39 + 55)
            let text =
                "-----BEGIN OPENSSH PRIVATE KEY-----\n\(Data(mixed).base64EncodedString())\n"
                + "-----END OPENSSH PRIVATE KEY-----\n"
            #expect(try PrivateKeyFile(text: text).type == "ssh-ed25519")
            #expect(SigningKey(text: text) == nil)
        }
    }
}
