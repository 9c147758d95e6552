import Glibc
import TestRoom
import Testing

/// Commands and keys heed the exam as whatever changes PCs does: by the timetable, and when it opens meanwhile.
@Suite(.timeLimit(.minutes(3))) struct CommandDuringExamTests {
    private func exists(_ room: ServedRoom, _ name: String) -> Bool {
        access("\(room.program.folder.path)/\(name)", F_OK) == 0
    }

    @Test(arguments: [
        (language: "id", refusal: "sesi ujian sedang berlangsung menurut jadwal"),
        (language: "en", refusal: "an exam session runs by the timetable"),
    ])
    func `no command is run during a session, unless somebody insists`(
        _ language: String,
        _ refusal: String
    ) async throws {
        try await ServedRoom.with(1) { room in
            try room.write(variables: ["sessions: [00.00-23.59]"])
            #expect(try await room.enroll().exitCode == 0)
            let command = ["--lang", language, "--", "touch '\(room.program.folder.path)/touched'"]
            let refused = try await room.program(["exec", "all", "-i", room.folder] + command)
            #expect(refused.exitCode == 3)
            #expect(refused.notes.contains(refusal) && refused.notes.contains("--during-session"), "\(refused)")
            #expect(!exists(room, "touched"))
            let insisted = try await room.program(
                ["exec", "all", "-i", room.folder, "--during-session"] + command
            )
            #expect(insisted.exitCode == 0, "\(insisted)")
            #expect(exists(room, "touched"))
        }
    }

    @Test func `of several rooms, one in session keeps the command from all`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let made = try await room.program.shell(
                """
                mkdir rooms && cp -r room rooms/a && cp -r room rooms/b
                sed -i 's/room_name: Lab 1/room_name: Lab 2/; s/^    seats:/    sessions: [00.00-23.59]\\n&/' rooms/b/hosts.yaml
                grep -q sessions rooms/b/hosts.yaml
                """
            )
            try #require(made.exitCode == 0, "\(made)")
            let words = ["all", "-i", "rooms", "--lang", "en"]
            let command = ["--", "touch '\(room.program.folder.path)/touched'"]
            let refused = try await room.program(["exec"] + words + command)
            #expect(refused.exitCode == 3, "\(refused)")
            #expect(refused.notes.contains("--during-session"), "\(refused)")
            #expect(!exists(room, "touched"))
            let insisted = try await room.program(["exec"] + words + ["--during-session"] + command)
            #expect(insisted.exitCode == 0, "\(insisted)")
            #expect(exists(room, "touched"))
        }
    }

    @Test func `no key is placed during a session, and PCs are still made known`() async throws {
        try await ServedRoom.with(1) { room in
            try room.write(variables: ["sessions: [00.00-23.59]"])
            let refused = try await room.enroll("--install-key", "--lang", "en")
            #expect(refused.exitCode == 3)
            #expect(refused.notes.contains("an exam session runs by the timetable"), "\(refused)")
            #expect(!exists(room, "room/known_hosts"))
            #expect(try await room.enroll().exitCode == 0)
            #expect(exists(room, "room/known_hosts"))
            // There is nobody to ask for the password.
            let insisted = try await room.enroll("--install-key", "--during-session", "--lang", "en")
            #expect(insisted.exitCode == 64, "\(insisted)")
        }
    }

    @Test(arguments: [
        (language: "id", sentence: "dihentikan: ujian dibuka saat perintah berjalan"),
        (language: "en", sentence: "stopped: the exam opened while the command ran"),
    ])
    func `a command that still runs when the exam opens is ended, and its row says so`(
        _ language: String,
        _ sentence: String
    ) async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let outcome = try await room.program.shell(
                """
                mkfifo go
                cp /bin/sleep \(room.program.examProgram)
                $SIAGA exec all -i room --lang \(language) -- "touch '$PWD/begun'; read -r x <'$PWD/go'" & siaga=$!
                for _ in {1..600}; do
                    [ ! -e begun ] || break
                    sleep 0.05
                done
                ./\(room.program.examProgram) 120 & exam=$!
                wait $siaga
                code=$?
                kill $exam
                # Whoever still waits there is let go.
                timeout 5 sh -c 'echo >go'
                [ -e begun ] || exit 1
                exit $code
                """
            )
            #expect(outcome.exitCode == 3, "\(outcome)")
            #expect(outcome.output.contains(sentence), "\(outcome)")
        }
    }
}
