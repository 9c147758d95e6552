import FoundationEssentials
import RoomModel
import Subprocess
import Testing

/// A folder of keys made for one test, gone afterwards.
struct KeyWorkshop: Sendable {
    /// The folder.
    let path: String

    /// Runs `body` with a workshop of its own.
    static func with<Result>(_ body: (KeyWorkshop) async throws -> Result) async throws -> Result {
        // Short, since a Unix socket's path has at most 107 bytes.
        let path = "/tmp/siaga-keys-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(KeyWorkshop(path: path))
    }

    /// Makes a key.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - words: What `ssh-keygen` is told about its kind.
    ///   - passphrase: Empty for none.
    /// - Returns: The private key's path.
    /// - Throws: Where `ssh-keygen` fails.
    func key(_ name: String, _ words: [String] = ["-t", "ed25519"], passphrase: String = "") async throws
        -> String
    {
        let file = "\(path)/\(name)"
        try await run("ssh-keygen", ["-q", "-N", passphrase, "-C", name, "-f", file] + words)
        return file
    }

    /// Writes a file of mode 0600.
    func file(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        try setMode(0o600, of: file)
        return file
    }

    /// Sets a file's mode.
    func setMode(_ mode: Int, of file: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }

    /// Runs a program that must succeed.
    @discardableResult
    func run(_ program: String, _ words: [String], input: [UInt8] = []) async throws -> String {
        let result = try await Subprocess.run(
            .name(program),
            arguments: Arguments(words),
            input: .array(input),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        try #require(result.terminationStatus == .exited(0), "\(program): \(result.standardError)")
        return result.standardOutput
    }

    /// Whether `signature` (string type, string signature) by `blob` over ``message`` is good, by the word of `ssh-keygen`.
    func verifies(_ signature: [UInt8], by blob: [UInt8]) async throws -> Bool {
        var writer = WireText()
        writer.bytes += Array("SSHSIG".utf8) + [0, 0, 0, 1]
        for part in [blob, Array("siaga".utf8), [], Array("sha512".utf8), signature] { writer.string(part) }
        let armour = Data(writer.bytes).base64EncodedString()
        let text = "-----BEGIN SSH SIGNATURE-----\n\(armour)\n-----END SSH SIGNATURE-----\n"
        let words = ["-Y", "check-novalidate", "-n", "siaga", "-s", try file("signature", text)]
        return (try? await run("ssh-keygen", words, input: Self.message)) != nil
    }

    /// What is signed in tests.
    static let message = Array("siap".utf8)

    /// What `ssh-keygen -Y` has signed in place of ``message`` (OpenSSH's PROTOCOL.sshsig).
    func signedData() async throws -> [UInt8] {
        let sum = try await run("sha512sum", [], input: Self.message).prefix(128)
        var hash: [UInt8] = []
        var rest = sum[...]
        while !rest.isEmpty {
            hash.append(try #require(UInt8(rest.prefix(2), radix: 16)))
            rest = rest.dropFirst(2)
        }
        var writer = WireText()
        writer.bytes += Array("SSHSIG".utf8)
        for part in [Array("siaga".utf8), [], Array("sha512".utf8), hash] { writer.string(part) }
        return writer.bytes
    }
}

/// Builds SSH strings, apart from the code under test.
struct WireText {
    var bytes: [UInt8] = []

    mutating func string(_ part: [UInt8]) {
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: part.count >> (24 - 8 * $0)) } + part
    }
}

extension Host {
    /// A PC with the given keys.
    static func sample(_ name: String, keys: [String] = [], password: String? = nil) throws -> Host {
        Host(
            name: try HostName(name),
            address: try NetworkAddress("10.0.0.7"),
            identityFiles: keys,
            password: password.map(Secret.init)
        )
    }
}
