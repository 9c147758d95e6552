import FoundationEssentials
import OpenSSHFiles
import Testing

@Suite struct PublicKeyTests {
    @Test func `prints the fingerprint that ssh-keygen prints`() async throws {
        try await Sample.folder { folder in
            let path = folder + "/key"
            #expect(
                try await Sample.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path]).code == 0
            )
            let words = try String(contentsOfFile: path + ".pub", encoding: .utf8).split(separator: " ")
            let listed = try await Sample.run("ssh-keygen", ["-l", "-f", path + ".pub"])
            let key = try #require(PublicKey(base64: words[1]))
            #expect(key.fingerprint.description == String(listed.output.split(separator: " ")[1]))
        }
    }

    @Test func `refuses a key that is cut, too long or of another kind`() throws {
        let blob = try Sample.ed25519(1).blob
        for length in blob.indices {
            #expect(PublicKey(blob: Array(blob.prefix(length))) == nil)
        }
        #expect(PublicKey(blob: blob + [0]) == nil)
        var writer = WireWriter()
        writer.string("ssh-unknown".utf8)
        writer.string([1, 2, 3])
        #expect(PublicKey(blob: writer.bytes) == nil)
        #expect(PublicKey(base64: "not base64!") == nil)
    }

    @Test func `never reads past a length that lies`() {
        var reader = WireReader([0xFF, 0xFF, 0xFF, 0xFF, 1])
        #expect(reader.string() == nil)
        #expect(reader.uint32() == 0xFFFF_FFFF)
    }
}
