import RoomModel
import TestRoom
import Testing

@testable import SiagaCommands

@Suite struct ExamProcessesTests {
    private func host(_ processes: VariableValue?) throws -> Host {
        let place = SourceLocation(file: "hosts.yaml")
        var variables = ["app": Variable(.text("SekolahExam"), origin: place)]
        variables["exam_processes"] = processes.map { Variable($0, origin: place) }
        return Host(
            name: try HostName("pc01"),
            address: try NetworkAddress("127.0.0.1"),
            variables: variables
        )
    }

    private func processes(_ value: VariableValue?, mode: RoomMode? = .semiOnline) throws -> [String] {
        let host = try host(value)
        let room = Room(profile: RoomProfile(name: "lab", mode: mode), hosts: [host])
        return try ExamProcesses(for: room, hosts: [host], language: .english)[host]
    }

    @Test(arguments: [VariableValue.null, .list([]), nil])
    func `nobody can empty the list by leaving it out`(_ value: VariableValue?) throws {
        #expect(try processes(value).contains("ExamBrowser.exe"))
        #expect(try processes(value, mode: nil).contains("ExamBrowser.exe"))
    }

    @Test func `names of the room come on top, variables inserted`() throws {
        let names = try processes(.list([.text("{{ app }}.exe")]))
        #expect(names.first == "SekolahExam.exe")
        #expect(names.contains("ExamBrowser.exe"))
    }

    @Test func `every name of the built-in playbooks can be found`() throws {
        let names = try processes(nil)
        #expect(!names.isEmpty)
        for name in names { #expect(throws: Never.self) { try ProgramName(name) } }
    }

    @Test(arguments: [
        ["scan"], ["exec", "all", "--", "true"],
        ["push", "room/hosts.yaml", "all", "--to", "/nonexistent", "--yes"],
    ])
    func `a name that can never be found ends every command before a PC is contacted`(
        _ words: [String]
    ) async throws {
        try await Program.with { program in
            try program.writeSilentRoom(
                variables: "    room_mode: semi-online\n    exam_processes: [/opt/anbk/]\n"
            )
            // Without the breaks of a narrow screen.
            func joined(_ text: String) -> String {
                text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            func run(_ language: String) async throws -> Program.Outcome {
                try await program([words[0], "-i", "room", "--lang", language] + words.dropFirst())
            }
            let outcome = try await run("en")
            #expect(outcome.exitCode == 78, "\(outcome.output)\(outcome.notes)")
            #expect(outcome.notes.contains("room/hosts.yaml:6"), "\(outcome.notes)")
            #expect(joined(outcome.notes).contains("names a folder and no program"), "\(outcome.notes)")
            let indonesian = try await run("id")
            #expect(indonesian.exitCode == 78)
            #expect(joined(indonesian.notes).contains("adalah nama folder, bukan program"))
        }
    }
}
