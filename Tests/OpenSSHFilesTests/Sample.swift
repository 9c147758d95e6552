import FoundationEssentials
import OpenSSHFiles
import Subprocess
import Testing

/// Keys made of nothing but a number: whole for every reader, and nobody has their secret half.
enum Sample {
    /// The ed25519 key number `number`.
    static func ed25519(_ number: UInt8) throws -> PublicKey {
        try key("ssh-ed25519", [Array(repeating: number, count: 32)])
    }

    /// The RSA key number `number`.
    static func rsa(_ number: UInt8) throws -> PublicKey {
        try key("ssh-rsa", [[1, 0, 1], [0] + Array(repeating: 0x80 | number, count: 256)])
    }

    /// A key of the given parts.
    static func key(_ type: String, _ parts: [[UInt8]]) throws -> PublicKey {
        var writer = WireWriter()
        writer.string(type.utf8)
        for part in parts { writer.string(part) }
        return try #require(PublicKey(blob: writer.bytes))
    }

    /// Runs `body` with the path of a folder of its own, which is gone afterwards.
    static func folder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let path =
            FileManager.default.temporaryDirectory.path + "/siaga-files-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    /// Runs a program to its end.
    static func run(_ program: String, _ words: [String]) async throws -> (
        code: Int32, output: String, error: String
    ) {
        let result = try await Subprocess.run(
            .name(program),
            arguments: Arguments(words),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        guard case .exited(let code) = result.terminationStatus else { return (-1, "", "") }
        return (code, result.standardOutput, result.standardError)
    }
}

extension PublicKey {
    /// The known_hosts line of this key for `names`.
    func line(_ names: String) -> String { "\(names) \(type) \(base64)\n" }
}

extension KnownHosts {
    /// One file of the given text.
    init(_ text: String) {
        self.init(files: [("known_hosts", text)])
    }

    /// Judges a whole key.
    func judge(_ name: Name, _ key: PublicKey) -> Verdict {
        judge(name: name, keyType: key.type, blob: key.blob)
    }
}
