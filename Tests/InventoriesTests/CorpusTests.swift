import Foundation
import Inventories
import RoomModel
import Testing

/// Every inventory of `Corpus`, compared with what `ansible-inventory` makes of it.
@Suite(.timeLimit(.minutes(5))) struct CorpusTests {
    /// Where the drawing differs on purpose; the lists never do.
    private static let drawnOtherwise = [
        "ini-literals": "keys of a table that are numbers are drawn as JSON has them",
        "ini-vars": "a tab is drawn as an escape, for the terminal's sake",
        "yaml-strings": "line ends are drawn as escapes, for the terminal's sake",
        "yaml-anchors": "what `<<` brings in is drawn behind a table's own keys",
        "yaml-vault": "Ansible draws nothing without the vault's password; the value is masked",
        "group-vars-vault-text": "Ansible draws nothing without the vault's password; the value is masked",
    ]
    /// Which inventories are also given to the program itself, started anew: proof that the forks are the same.
    private static let proofs = ["ini-literals", "playbook-folders", "yaml-folders"]

    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
        .path

    private struct Entry {
        let name: String
        let sources: [String]
        let playbookFolder: String?

        var arguments: [String] {
            sources.flatMap { ["-i", $0] } + (playbookFolder.map { ["--playbook-dir", $0] } ?? [])
        }
    }

    private static func entries() throws -> [Entry] {
        try FileManager.default.contentsOfDirectory(atPath: corpus).sorted().filter { !$0.hasPrefix(".") }.map
        { name in
            let folder = "\(corpus)/\(name)"
            guard let text = try? String(contentsOfFile: "\(folder)/arguments", encoding: .utf8) else {
                let files = try FileManager.default.contentsOfDirectory(atPath: folder)
                let hosts = try #require(files.first { $0.hasPrefix("hosts") }, "\(name) has no hosts file")
                return Entry(name: name, sources: ["\(folder)/\(hosts)"], playbookFolder: nil)
            }
            let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
            let pairs = stride(from: 0, to: words.count - 1, by: 2).map {
                // The names of PCs (`pc01,pc02,`) are no path.
                (words[$0], words[$0 + 1].contains(",") ? words[$0 + 1] : "\(folder)/\(words[$0 + 1])")
            }
            return Entry(
                name: name,
                sources: pairs.filter { $0.0 == "-i" }.map(\.1),
                playbookFolder: pairs.first { $0.0 == "-p" }.map {
                    URL(filePath: $0.1).deletingLastPathComponent().path
                }
            )
        }
    }

    private func load(_ entry: Entry) async throws -> Inventory {
        let options = InventoryOptions(home: "/home/guru", playbookFolder: entry.playbookFolder)
        let loaded = try await InventoryLoader.load(entry.sources, options: options)
        #expect(loaded.inventories.count == 1, "\(entry.name)")
        return try #require(loaded.inventories.first)
    }

    @Test func `every inventory lists and draws as ansible-inventory does`() async throws {
        let entries = try Self.entries()
        #expect(entries.count >= 40)
        try await withScratch { folder in
            let oracle = try AnsibleOracle()
            func job(_ entry: Entry, _ kind: String, _ words: [String]) -> AnsibleOracle.Job {
                .init(
                    arguments: entry.arguments + words,
                    output: "\(folder)/\(entry.name).\(kind)",
                    errors: "\(folder)/\(entry.name).\(kind).errors"
                )
            }
            try await oracle(
                entries.flatMap { [job($0, "list", ["--list"]), job($0, "graph", ["--graph", "--vars"])] },
                in: folder
            )
            for entry in entries {
                let inventory = try await load(entry)
                let expected = try text(job(entry, "list", []).output)
                let said = try text(job(entry, "list", []).errors)
                try #require(expected.hasPrefix("{"), "\(entry.name): \(said)")
                let list = String(decoding: inventory.list(), as: UTF8.self)
                #expect(list == expected, "\(entry.name): \(differences(list, expected))")
                if Self.drawnOtherwise[entry.name] == nil {
                    let drawing =
                        try #require(inventory.drawing(withVariables: true)).joined(separator: "\n") + "\n"
                    let expected = try text(job(entry, "graph", []).output)
                    #expect(drawing == expected, "\(entry.name): \(differences(drawing, expected))")
                }
            }
            for name in Self.proofs {
                let entry = try #require(entries.first { $0.name == name })
                let proof = job(entry, "proof", ["--list"])
                try await oracle(proof, in: folder)
                #expect(try text(proof.output) == text(job(entry, "list", []).output), "\(name)")
            }
        }
    }

    @Test func `a saved list loads as what it was saved from`() async throws {
        try await withScratch { folder in
            for entry in try Self.entries() {
                let saved = "\(folder)/\(entry.name).json"
                let list = try await load(entry).list()
                try Data(list).write(to: URL(filePath: saved))
                let again = try await InventoryLoader.load(
                    [saved],
                    options: InventoryOptions(home: "/home/guru")
                )
                let texts = [list, try #require(again.inventories.first).list()].map {
                    String(decoding: $0, as: UTF8.self)
                }
                #expect(texts[1] == texts[0], "\(entry.name): \(differences(texts[1], texts[0]))")
            }
        }
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// The lines that only one of two texts has, for reading.
    private func differences(_ ours: String, _ theirs: String) -> String {
        let ours = ours.split(separator: "\n", omittingEmptySubsequences: false)
        let theirs = theirs.split(separator: "\n", omittingEmptySubsequences: false)
        let changes = ours.difference(from: theirs).prefix(20).map { change in
            switch change {
            case .insert(let line, let text, _): "siaga \(line + 1): \(text)"
            case .remove(let line, let text, _): "ansible \(line + 1): \(text)"
            }
        }
        return "\n" + changes.joined(separator: "\n")
    }

    private func withScratch(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "siaga-corpus-\(UUID().uuidString)"
        ).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }
}
