import FoundationEssentials
import Testing

/// A room's key has one path, wherever somebody is told to make it, to name it or to place it.
@Suite struct RoomKeyTests {
    private static let making = "ssh-keygen -t ed25519 -f ~/.ssh/siaga_room"
    /// Other files below `~/.ssh`, and the room's key.
    private static let names: Set = [
        "config", "known_hosts", "known_hosts2", "authorized_keys", "siaga_room", "siaga_room.pub",
    ]
    /// Where the keys that ssh(1) tries by itself are tried too.
    private static let usual: Set = [
        "Sources/SSHRemoting/Login/Credentials.swift", "Sources/SiagaCommands/Enroll/KeyInstallation.swift",
    ]

    /// Everything that tells people about keys: documents, the example, the program's own sentences.
    private static func texts() throws -> [(path: String, text: String)] {
        let documents = try ["docs", "inventory", "playbooks", "packaging"].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: "\(SourceTree.root)/\(folder)")
                .filter { name in [".md", ".yaml", ".1"].contains { name.hasSuffix($0) } }
                .map { "\(folder)/\($0)" }
        }
        let read = try (["README.md"] + documents).map { ($0, try SourceTree.text(at: $0)) }
        let ownKeys: Set = ["TestRoom", "Benchmarks"]
        let sentences = try SourceTree.files()
            .filter { $0.isSwift && !$0.isTest && !ownKeys.contains($0.target) }
            .map { ($0.path, $0.text) }
        return read + sentences
    }

    /// Where the line is made: for the one path, or for the one that a list names.
    private static func making(of path: String) -> Bool {
        ["RoomModel/RoomKeyFile.swift", "SiagaCommands/Inventory/ImportedFolder.swift"]
            .contains { path.hasSuffix($0) }
    }

    @Test func `every line that makes a key makes it there`() throws {
        var count = 0
        for (path, text) in try Self.texts() {
            for line in text.split(separator: "\n") where line.contains("ssh-keygen -t") {
                count += 1
                let isOne = line.contains(Self.making) || Self.making(of: path)
                #expect(isOne, "\(path): \(line)")
            }
        }
        #expect(count >= 4)
    }

    @Test func `every path of a key is that one`() throws {
        var count = 0
        for (path, text) in try Self.texts() where !Self.usual.contains(path) {
            for match in text.matches(of: /~\/\.ssh\/(\w[\w.]*\w)/) {
                count += 1
                #expect(Self.names.contains(String(match.1)), "\(path): \(match.0)")
            }
        }
        #expect(count >= 10)
        for path in ["README.md", "docs/windows.md", "inventory/lab-example/hosts.yaml"] {
            #expect(try SourceTree.text(at: path).contains("~/.ssh/siaga_room"), "\(path)")
        }
    }
}
