import Glibc
import TestRoom
import Testing

/// PCs whose server allows one session a connection (sshd_config(5), MaxSessions), or none.
@Suite(.timeLimit(.minutes(4))) struct SessionLimitTests {
    @Test func `with one session at a time every command has its turn`() async throws {
        try await ServedRoom.with(3, lines: ["MaxSessions 1"]) { room in
            #expect(try await room.enroll().exitCode == 0)
            let scan = try await room.scan("--lang", "en")
            #expect(scan.exitCode == 0, "\(scan)")
            // The question about the exam and the command are two sessions, a push and a pull more than two.
            for _ in 1...5 {
                let exec = try await room.program(
                    "exec",
                    "-i",
                    room.folder,
                    "--lang",
                    "en",
                    "all",
                    "--",
                    "echo here"
                )
                #expect(exec.exitCode == 0, "\(exec)")
                #expect(exec.output.contains("pc[01-03] (3)  exit 0"), "\(exec)")
            }
            try room.program.folder.write("exam\n", to: "file")
            let place = "\(room.program.folder.path)/got"
            let push = try await room.program(
                "push",
                "file",
                "-i",
                room.folder,
                "all",
                "--to",
                place,
                "--yes",
                "--lang",
                "en"
            )
            #expect(push.exitCode == 0, "\(push)")
            let pull = try await room.program(
                "pull",
                "-i",
                room.folder,
                "all",
                "\(place)/file",
                "--to",
                "pulled",
                "--lang",
                "en"
            )
            #expect(pull.exitCode == 0, "\(pull)")
            #expect(try room.program.folder.read("pulled/pc03/file") == "exam\n")
        }
    }

    @Test func `without any session the PC lets nobody in, at once`() async throws {
        try await ServedRoom.with(1, lines: ["MaxSessions 0"]) { room in
            #expect(try await room.enroll().exitCode == 0)
            let scan = try await room.scan("--lang", "en", "--format", "csv")
            #expect(scan.exitCode == 3, "\(scan)")
            #expect(scan.output.contains("The PC lets Siaga in and opens no session"), "\(scan)")
            let indonesian = try await room.program(
                "report",
                "-i",
                room.folder,
                "--lang",
                "id",
                "--format",
                "csv"
            )
            #expect(indonesian.output.contains("PC menerima Siaga, lalu tidak membuka sesi"), "\(indonesian)")
        }
    }
}
