import TestRoom
import Testing

/// What people do on the day of the exam, by the program, beside real PCs.
@Suite(.timeLimit(.minutes(3))) struct ExamDayCommandTests {
    @Test func `a swap, a tick, a note and their undoing are recorded, shown and in the chain`() async throws
    {
        try await ServedRoom.with(2) { room in
            func siaga(_ words: String...) async throws -> Program.Outcome {
                try await room.program(words + ["-i", "room", "--lang", "en", "--by", "Bu Sari"])
            }
            #expect(try await room.enroll().exitCode == 0)
            let early = try await siaga("swap", "seat=1", "pc02")
            #expect(early.exitCode == 3)
            #expect(early.notes.contains("the key of pc02 was not seen since"), "\(early.notes)")
            #expect(early.notes.contains("siaga scan pc02"))
            #expect(try await room.scan().exitCode == 0)

            let swap = try await siaga("swap", "01", "pc02", "screen", "of pc01 broken")
            #expect(swap.exitCode == 0, "\(swap.notes)")
            #expect(swap.output.contains("Seat 1: pc02 in the place of pc01."), "\(swap.output)")
            #expect(swap.output.contains("NOT READY   Lab 1: 1 PC ready, 2 needed"), "\(swap.output)")
            let report = try await room.program("report", "-i", "room", "--lang", "en")
            #expect(report.output.contains("Seats that changed  1 has pc02, 2 is empty"), "\(report.output)")
            #expect(report.output.contains("Out of use  pc01 (replaced)"))
            let json = try await room.program("report", "-i", "room", "--format", "json")
            #expect(json.output.contains("\"reason\" : \"screen of pc01 broken\""), "\(json.output)")
            // The scan that comes next knows it too, and so does the list of runs.
            let scan = try await room.scan("--lang", "en")
            #expect(scan.output.contains("Out of use  pc01 (replaced)"), "\(scan.output)")
            let history = try await room.program("history", "-i", "room", "--lang", "en")
            #expect(history.output.contains("NOT READY  1/2"), "\(history.output)")

            let undone = try await siaga("swap", "--undo", "1")
            #expect(undone.output.contains("READY   Lab 1: 2 PCs ready, 2 needed"), "\(undone.output)")
            #expect(try await siaga("swap", "--undo", "1").exitCode == 1)

            let ticks = try await siaga("confirm", "ups", "kartu")
            #expect(ticks.output.contains("[x] ups"), "\(ticks.output)\(ticks.notes)")
            #expect(ticks.output.contains("[x] cards"))
            let ready = try await siaga("confirm", "pc01")
            #expect(ready.exitCode == 1)
            #expect(ready.notes.contains("Siaga measured pc01, and it is ready"), "\(ready.notes)")
            let unknown = try await siaga("confirm", "upz")
            #expect(unknown.exitCode == 64)
            #expect(unknown.notes.contains("did you mean ups?"), "\(unknown.notes)")
            #expect(try await siaga("confirm", "--undo").output.contains("[x] cards"))

            let note = try await siaga("note", "2", "mouse", "replaced")
            #expect(note.output.contains("seat 2, pc02: mouse replaced"), "\(note.output)")
            let pc = try await room.program("report", "pc02", "-i", "room", "--lang", "en")
            #expect(pc.exitCode == 0, "\(pc.notes)")
            for part in ["pc02, seat 2   Lab 1", "CHECKS", "mouse replaced", "taken back", "Bu Sari"] {
                #expect(pc.output.contains(part), "\(part)\n\(pc.output)")
            }
            let chain = try await room.program("history", "--verify", "--lang", "en")
            #expect(chain.output.hasPrefix("OK   "), "\(chain.output)")
        }
    }

    @Test func `a list of PCs that is broken by now stops no note`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            #expect(try await room.scan().exitCode == 0)
            try room.program.folder.write("lab1: [\n", to: "room/hosts.yaml")
            let note = try await room.program("note", "1", "mati", "-i", "room", "--lang", "id")
            #expect(note.exitCode == 0, "\(note.notes)")
            #expect(note.output.contains("kursi 1, pc01: mati"), "\(note.output)")
        }
    }
}
