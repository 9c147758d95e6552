import ArgumentParser
import Foundation
import Testing

@testable import SiagaCommands

/// Whatever a screen on file says to type, the program itself takes.
@Suite struct SnapshotCommandTests {
    /// A command on a screen, and where it stands.
    struct Shown: CustomStringConvertible {
        let place: String
        let words: [String]

        var description: String { "\(place): \(words)" }
    }

    /// Every screen on file but those of the parser's own help, which shows its grammar and not what to type.
    static func screens() throws -> [(name: String, text: String)] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try ["SiagaCommandsTests", "ReportsTests"].flatMap { target in
            let folder = tests.appending(path: "\(target)/Snapshots")
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter {
                $0.hasSuffix(".txt") && !$0.hasPrefix("help-") && !$0.hasPrefix("unknown-option-")
            }
            .map { name in
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                return ("\(target)/\(name)", text)
            }
        }
    }

    /// The commands on a screen: `siaga` and a subcommand, up to where the sentence goes on.
    static func commands(in text: String, of name: String) -> [Shown] {
        var verbs: Set = ["help"]
        for command in SiagaCommand.configuration.subcommands {
            if let verb = command.configuration.commandName { verbs.insert(verb) }
        }
        var found: [Shown] = []
        for line in text.split(whereSeparator: \.isNewline) {
            for range in line.ranges(of: "siaga ") {
                let isAlone = line[..<range.lowerBound].last.map { " (`>:".contains($0) } ?? true
                let words = Self.words(of: line[range.upperBound...])
                guard isAlone, let verb = words.first, verbs.contains(verb) else { continue }
                found.append(Shown(place: name, words: words))
            }
        }
        return found
    }

    /// The words as a shell reads them; two spaces, a bracket, a backtick, a semicolon, a tag or a comma end them.
    static func words(of text: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        var (isQuoted, hasWord, escapes) = (false, false, false)
        scan: for character in text {
            if escapes {
                word.append(character)
                (escapes, hasWord) = (false, true)
                continue
            }
            switch character {
            case "'":
                isQuoted.toggle()
                hasWord = true
            case _ where isQuoted: word.append(character)
            case "\\": escapes = true
            case " ":
                guard hasWord else { break scan }
                words.append(word)
                (word, hasWord) = ("", false)
                if words.last?.hasSuffix(",") == true { break scan }
            case "(", ")", "`", ";", "<", "\"": break scan
            default:
                word.append(character)
                hasWord = true
            }
        }
        if hasWord { words.append(word) }
        return words.map { word in String(word.reversed().drop { ",.".contains($0) }.reversed()) }
    }

    @Test func `every command on every screen is one that the program takes`() throws {
        let shown = try Self.screens().flatMap { Self.commands(in: $0.text, of: $0.name) }
        // There are hundreds; a reader that finds none of them proves nothing.
        #expect(shown.count > 150, "\(shown.count)")
        for command in shown where command.words.first != "help" {
            #expect(throws: Never.self, "\(command)") {
                _ = try SiagaCommand.parseAsRoot(RerunSelection.spelledOut(command.words))
            }
        }
    }

    @Test(arguments: [
        ("  -> technician: siaga enroll 'pc[01-03]' -i 'Lab 1'", [["enroll", "pc[01-03]", "-i", "Lab 1"]]),
        ("once more: siaga scan --rerun; still slow: use a", [["scan", "--rerun"]]),
        ("(list: siaga inventory list --opaque)", [["inventory", "list", "--opaque"]]),
        ("  siaga scan       check every PC", [["scan"]]),
        (
            "names: siaga check list, siaga check explain ID",
            [["check", "list"], ["check", "explain", "ID"]]
        ),
        ("→ <kbd>siaga fix pc04</kbd>", [["fix", "pc04"]]),
        (#"siaga scan 'it'\''s'"#, [["scan", "it's"]]),
        ("error: app.siaga scan, a user named siaga from hosts", []),
    ])
    func `the reader of screens sees what a shell would`(_ line: String, _ words: [[String]]) {
        #expect(Self.commands(in: line, of: "").map(\.words) == words)
    }
}
