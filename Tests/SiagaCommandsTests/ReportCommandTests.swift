import Glibc
import TestRoom
import Testing

/// Results as files, and past results shown again.
@Suite(.timeLimit(.minutes(3))) struct ReportCommandTests {
    @Test func `a scan writes every form beside the table, and a report gives them again`() async throws {
        try await ServedRoom.with(2) { room in
            #expect(try await room.enroll().exitCode == 0)
            try room.install("25.0525", on: 1)
            let endings = ["json", "ndjson", "csv", "xml", "tap", "prom", "md", "html"]
            let outputs = endings.flatMap { ["--output", "scan.\($0)"] }
            let scan = try await room.program(["scan", "-i", room.folder, "--lang", "en"] + outputs)
            #expect(scan.exitCode == 2)
            #expect(scan.output.hasPrefix("NOT READY   Lab 1"))

            let again = try await room.program(
                ["report", "-i", room.folder, "--lang", "en"] + endings.flatMap { ["-o", "again.\($0)"] }
            )
            #expect(again.exitCode == 2)
            #expect(again.output.hasPrefix("NOT READY   Lab 1"))
            #expect(again.notes.hasPrefix("Run 20"))
            for ending in endings {
                let text = try room.program.folder.read("scan.\(ending)")
                #expect(text.contains("pc02"))
                #expect(try room.program.folder.read("again.\(ending)") == text, "\(ending)")
                var status = stat()
                #expect(stat("\(room.program.folder.path)/scan.\(ending)", &status) == 0)
                #expect(status.st_mode & 0o777 == 0o644)
            }
            let left = try await room.program.shell("ls | grep -c part")
            #expect(left.output == "0\n")
        }
    }

    @Test func `any run on record is shown by its name or the beginning of it`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            try room.install("25.0525", on: 0)
            #expect(try await room.scan().exitCode == 2)
            try room.install("26.0222", on: 0)
            let second = try await room.scan("--format", "ndjson")
            #expect(second.exitCode == 0)
            let lines = second.output.split(separator: "\n")
            #expect(lines.first?.contains("\"event\":\"started\"") == true)
            #expect(lines.last?.contains("\"event\":\"ended\"") == true)

            let list = try await room.program("history", "-i", room.folder, "--format", "json")
            let runs = list.output.matches(of: /"run" : "(.+)"/).map { String($0.1) }.sorted()
            #expect(runs.count == 2)
            let first = try await room.program("report", runs[0], "-i", room.folder, "--lang", "en")
            #expect(first.exitCode == 2)
            #expect(first.output.contains("App version 25.0525"))
            #expect(first.notes.hasPrefix("Run \(runs[0]), "))
            let last = try await room.program("report", "-i", room.folder, "--format", "ndjson")
            #expect(last.exitCode == 0)
            #expect(last.output == second.output)
            let both = try await room.program("report", "20", "-i", room.folder, "--lang", "en")
            #expect(both.exitCode == 64)
            #expect(both.notes.contains(runs[0]) && both.notes.contains(runs[1]))
            let none = try await room.program("report", "1999", "-i", room.folder, "--lang", "en")
            #expect(none.exitCode == 64)
            #expect(none.notes.contains(runs[1]))
        }
    }

    @Test func `the last result can be read although the list of PCs is wrong by now`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            #expect(try await room.scan().exitCode == 0)
            try room.program.folder.write("lab1: [\n", to: "room/hosts.yaml")
            let outcome = try await room.program("report", "-i", room.folder, "--lang", "id")
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.hasPrefix("SIAP   Lab 1"))
            #expect(outcome.notes.contains("siaga inventory list"))
        }
    }

    @Test(arguments: ["id", "en"])
    func `without a result says what to do`(_ language: String) async throws {
        try await Program.with { program in
            var program = program
            program.environment["LANG"] = language == "id" ? "id_ID.UTF-8" : "C.UTF-8"
            try program.folder.write(
                "lab1:\n  hosts:\n    pc01: { ansible_host: 127.0.0.1 }\n",
                to: "hosts.yaml"
            )
            let outcome = try await program("report", "-i", "hosts.yaml")
            #expect(outcome.exitCode == 64)
            try outcome.expectSnapshot("report-none-\(language)")
        }
    }

    @Test(arguments: [["-o", "result.doc"], ["-o", "nowhere/result.html"], ["-o", "result"]])
    func `a file that cannot be had stops the scan before any PC is contacted`(_ words: [String]) async throws
    {
        try await Program.with { program in
            let port = try ListeningPort()
            try program.folder.write(
                "lab1:\n  hosts:\n    pc01: { ansible_host: 127.0.0.1, ansible_port: \(port.port) }\n",
                to: "hosts.yaml"
            )
            let outcome = try await program(["scan", "-i", "hosts.yaml"] + words)
            #expect(outcome.exitCode == 64)
            #expect(outcome.notes.contains(words[1]))
            #expect(!port.wasContacted)
        }
    }

    @Test func `the demo leaves a page with the seat map, and says where`() async throws {
        try await Program.with { program in
            let outcome = try await program("demo", "--lang", "id")
            #expect(outcome.exitCode == 0, "\(outcome.notes)")
            #expect(outcome.notes.contains("\(program.folder.path)/siaga-demo.html"))
            let page = try program.folder.read("siaga-demo.html")
            #expect(page.contains("<h2>Denah</h2>"))
            #expect(page.split(separator: " data-pc=").count == 13)
        }
    }
}
