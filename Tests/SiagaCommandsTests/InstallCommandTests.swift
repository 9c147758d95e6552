import Glibc
import TestRoom
import Testing

/// `siaga install` on real SSH servers, each with a folder of its own for a PC.
@Suite(.timeLimit(.minutes(3))) struct InstallCommandTests {
    private static let steps = """
        name: Set-up
        hosts: all
        steps:
          - folder: { path: "{{ exam_app_path }}/data", mode: "0700" }
          - file: { path: "{{ exam_app_path }}/seat.conf", content: "seat {{ seat }}\\n", mode: "0644" }
          - command: { run: "echo 1 >>{{ exam_app_path }}/ran", creates: "{{ exam_app_path }}/ran" }
        verify: readiness.yaml

        """

    /// Lends a room whose PCs keep their claims apart, with these steps.
    private func withRoom(
        _ count: Int,
        steps: String = InstallCommandTests.steps,
        _ body: @escaping @Sendable (ServedRoom) async throws -> Void
    ) async throws {
        try await ServedRoom.withSeparatePCs(count) { room in
            try room.program.folder.write(steps, to: "room/playbooks/install.yaml")
            try await body(room)
        }
    }

    private func install(_ room: ServedRoom, _ words: String...) async throws -> Program.Outcome {
        try await room.program(["install", "-i", room.folder] + words)
    }

    @Test(arguments: ["id", "en"])
    func `shows the plan, changes, and the second time finds nothing to do`(_ language: String) async throws {
        try await withRoom(2) { room in
            let plan = try await install(room, "--plan", "--lang", language)
            #expect(plan.exitCode == 0)
            try plan.expectSnapshot("install-plan-\(language)", blotting: room.blots)
            #expect(access("\(room.folder)/apps/pc01/data", F_OK) != 0)

            let first = try await install(room, "--yes", "--lang", language)
            #expect(first.exitCode == 0)
            try first.expectSnapshot("install-done-\(language)", blotting: room.blots)
            #expect(try room.program.folder.read("room/apps/pc02/seat.conf") == "seat 2\n")

            let second = try await install(room, "--yes", "--lang", language)
            #expect(second.exitCode == 0)
            try second.expectSnapshot("install-again-\(language)", blotting: room.blots)
            #expect(try room.program.folder.read("room/apps/pc01/ran") == "1\n")

            try room.program.folder.write("seat 9\n", to: "room/apps/pc02/seat.conf")
            #expect(try await install(room, "pc02", "--yes").exitCode == 0)
            #expect(try room.program.folder.read("room/apps/pc02/seat.conf") == "seat 2\n")
            // What decides behind the steps is the room's picture of these PCs.
            let report = try await room.program("report", "-i", room.folder, "--format", "json")
            #expect(report.output.contains(#""state" : "ready""#))
        }
    }

    @Test func `without a terminal names the option, and changes nothing`() async throws {
        try await withRoom(1) { room in
            let asked = try await room.program.shell(
                "\"$SIAGA\" install -i '\(room.folder)' --lang en </dev/null"
            )
            #expect(asked.exitCode == 64)
            try asked.expectSnapshot("install-nobody-en", blotting: room.blots)
            #expect(access("\(room.folder)/apps/pc01/data", F_OK) != 0)
        }
    }

    @Test func `asks once, and a no changes nothing`() async throws {
        try await withRoom(1) { room in
            let words = ["install", "-i", room.folder, "--lang", "en"]
            let no = try await ScreenAndKeyboard.run(room.program, words, dialogue: [("Go on?", #"n\n"#)])
            #expect(no.exitCode == 0, "\(no.screen)")
            #expect(access("\(room.folder)/apps/pc01/data", F_OK) != 0)
            // What was typed before there was a question is no answer to it.
            let early = try await ScreenAndKeyboard.run(
                room.program,
                words,
                dialogue: [("", #"y\ny\n"#), ("Go on?", #"n\n"#)]
            )
            #expect(early.exitCode == 0, "\(early.screen)")
            #expect(access("\(room.folder)/apps/pc01/data", F_OK) != 0)
            let yes = try await ScreenAndKeyboard.run(room.program, words, dialogue: [("Go on?", #"y\n"#)])
            #expect(yes.exitCode == 0, "\(yes.screen)")
            #expect(yes.screen.contains("DONE"))
            #expect(access("\(room.folder)/apps/pc01/data", F_OK) == 0)
        }
    }

    @Test func `writes no byte to a PC whose exam app runs`() async throws {
        try await withRoom(1) { room in
            let outcome = try await room.program.shell(
                """
                cp /bin/sleep "\(room.program.folder.path)/\(room.program.examProgram)"
                "\(room.program.folder.path)/\(room.program.examProgram)" 60 & exam=$!
                "$SIAGA" install -i "\(room.folder)" --yes --lang en
                code=$?
                kill $exam
                exit $code
                """
            )
            #expect(outcome.exitCode == 3)
            #expect(outcome.output.contains("EXAM OPEN"))
            #expect(access("\(room.folder)/apps/pc01/data", F_OK) != 0)
            #expect(access("\(room.folder)/state", F_OK) != 0)
        }
    }

    @Test func `a second controller is told who works there and since when`() async throws {
        try await withRoom(1) { room in
            let claimed = try await room.program.shell(
                """
                mkdir -p '\(room.folder)/state/pc01/claims'
                read -r boot </proc/sys/kernel/random/boot_id
                echo "$boot 99999999999 other-id 1790000000000 sari kantor" >'\(room.folder)/state/pc01/claims/x'
                """
            )
            #expect(claimed.exitCode == 0)
            let outcome = try await install(room, "--yes", "--lang", "en")
            #expect(outcome.exitCode == 3)
            #expect(outcome.output.contains("IN USE  sari at kantor, since "))
            #expect(access("\(room.folder)/apps/pc01/data", F_OK) != 0)
        }
    }

    /// A step that waits for the test, then one more.
    private static let waiting = """
        name: Slow
        hosts: all
        steps:
          - command:
              id: slow
              run: "echo begun >{{ exam_app_path }}/begun; read -r x <{{ exam_app_path }}/go; touch {{ exam_app_path }}/one"
              creates: "{{ exam_app_path }}/one"
          - command: { id: next, run: "touch {{ exam_app_path }}/two", creates: "{{ exam_app_path }}/two" }

        """

    @Test func `a signal lets the step end, leaves the rest, and the rerun finishes it`() async throws {
        try await withRoom(1, steps: Self.waiting) { room in
            let app = "\(room.folder)/apps/pc01"
            let stopped = try await room.program.shell(
                """
                mkfifo '\(app)/begun' '\(app)/go' notes
                "$SIAGA" install -i '\(room.folder)' --yes --lang en 2>notes & run=$!
                exec 3<notes
                read -r word <'\(app)/begun'
                kill -TERM $run
                while IFS= read -r line <&3; do
                    echo "$line" >&2
                    case $line in *finishes*) break ;; esac
                done
                echo go >'\(app)/go'
                cat <&3 >&2
                wait $run
                """
            )
            #expect(stopped.exitCode == 143)
            #expect(access("\(app)/one", F_OK) == 0)
            #expect(access("\(app)/two", F_OK) != 0)
            try stopped.expectSnapshot("install-stopped-en", blotting: room.blots)

            let rest = try await install(room, "--rerun", "--yes", "--lang", "en")
            #expect(rest.exitCode == 0, "\(rest.output)\(rest.notes)")
            #expect(access("\(app)/two", F_OK) == 0)
            let nothing = try await install(room, "--rerun", "--yes", "--lang", "en")
            #expect(nothing.exitCode == 0)
            #expect(nothing.notes.contains("nothing was run again"))
        }
    }

    @Test func `a controller that is killed loses nothing`() async throws {
        try await withRoom(1, steps: Self.waiting) { room in
            let app = "\(room.folder)/apps/pc01"
            let killed = try await room.program.shell(
                """
                mkfifo '\(app)/begun' '\(app)/go'
                "$SIAGA" install -i '\(room.folder)' --yes --lang en & run=$!
                read -r word <'\(app)/begun'
                kill -KILL $run
                wait $run
                code=$?
                echo go >'\(app)/go'
                exit $code
                """
            )
            #expect(killed.exitCode == 137)
            let next = try await install(room, "--yes", "--lang", "en")
            #expect(next.exitCode == 0, "\(next.output)\(next.notes)")
            let said = next.notes.replacing("\n", with: " ")
            #expect(said.contains("was cut off: 0 of 1 PC were done. Being changed at that moment: pc01"))
            #expect(access("\(app)/two", F_OK) == 0)
            let after = try await install(room, "--yes", "--lang", "en")
            #expect(!after.notes.contains("cut off"))
        }
    }

    @Test func `wrong steps are told before anybody is contacted`() async throws {
        try await withRoom(1, steps: "hosts: all\nsteps:\n  - fille: { path: /opt/x }\n") { room in
            let wrong = try await install(room, "--plan", "--lang", "en")
            #expect(wrong.exitCode == 78)
            #expect(wrong.notes.contains("did you mean `file`?"))
            let scan = try await room.scan("-p", "\(room.folder)/playbooks/install.yaml", "--lang", "en")
            #expect(scan.exitCode == 78)
        }
    }

    @Test func `a scan says that a list of steps only changes PCs, install that a list of checks does not`()
        async throws
    {
        try await withRoom(1, steps: "hosts: all\nsteps:\n  - clock\n") { room in
            let scan = try await room.scan("-p", "\(room.folder)/playbooks/install.yaml", "--lang", "en")
            #expect(scan.exitCode == 78)
            #expect(scan.notes.contains("siaga install -p"))
            let install = try await install(
                room,
                "--plan",
                "-p",
                "\(room.folder)/playbooks/readiness.yaml",
                "--lang",
                "en"
            )
            #expect(install.exitCode == 78)
            #expect(install.notes.contains("siaga scan -p"))
        }
    }
}
