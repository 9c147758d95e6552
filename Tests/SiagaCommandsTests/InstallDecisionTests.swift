import Glibc
import TestRoom
import Testing

/// Whether `siaga install` changes PCs at all, and what it calls done, on real SSH servers.
@Suite(.timeLimit(.minutes(3))) struct InstallDecisionTests {
    private func withRoom(
        steps: String,
        _ body: @escaping @Sendable (ServedRoom) async throws -> Void
    ) async throws {
        try await ServedRoom.withSeparatePCs(1) { room in
            try room.program.folder.write(steps, to: "room/playbooks/install.yaml")
            try await body(room)
        }
    }

    private func install(_ room: ServedRoom, _ words: String...) async throws -> Program.Outcome {
        try await room.program(["install", "-i", room.folder, "--lang", "en"] + words)
    }

    private func exists(_ room: ServedRoom, _ name: String) -> Bool {
        access("\(room.folder)/apps/pc01/\(name)", F_OK) == 0
    }

    private static let touching = """
        name: Set-up
        hosts: all
        steps:
          - command: { run: "touch {{ exam_app_path }}/one", creates: "{{ exam_app_path }}/one" }

        """

    @Test func `PCs whose checks fail behind the steps are not done, and run again`() async throws {
        try await withRoom(steps: Self.touching + "verify: readiness.yaml\n") { room in
            try room.install("26.0100", on: 0)
            let first = try await install(room, "--yes")
            #expect(first.exitCode == 2)
            try first.expectSnapshot("install-unready-en", blotting: room.blots)
            #expect(exists(room, "one"))
            let again = try await install(room, "--rerun", "--yes")
            #expect(again.exitCode == 2, "\(again)")
            #expect(!again.notes.contains("nothing was run again"))
            try room.install("26.0222", on: 0)
            let good = try await install(room, "--rerun", "--yes")
            #expect(good.exitCode == 0 && good.output.hasPrefix("DONE"), "\(good)")
        }
    }

    @Test func `no PC is contacted while a session runs, unless that is asked for`() async throws {
        try await withRoom(steps: Self.touching) { room in
            let hosts = try room.program.folder.read("room/hosts.yaml")
            let timed = hosts.replacing("    seats:", with: "    sessions: [00.00-23.59]\n    seats:")
            #expect(timed != hosts)
            try room.program.folder.write(timed, to: "room/hosts.yaml")
            let refused = try await install(room, "--yes")
            #expect(refused.exitCode == 3)
            #expect(refused.notes.contains("--during-session"), "\(refused)")
            #expect(!exists(room, "one"))
            let asked = try await install(room, "--yes", "--during-session")
            #expect(asked.exitCode == 0, "\(asked)")
            #expect(exists(room, "one"))
        }
    }

    @Test func `of two controllers at once, the second leaves the PC to the first`() async throws {
        let waiting = """
            name: Slow
            hosts: all
            steps:
              - command:
                  run: "echo >{{ exam_app_path }}/begun; read -r x <{{ exam_app_path }}/go; touch {{ exam_app_path }}/one"
                  creates: "{{ exam_app_path }}/one"

            """
        try await withRoom(steps: waiting) { room in
            let app = "\(room.folder)/apps/pc01"
            let outcome = try await room.program.shell(
                """
                mkfifo '\(app)/begun' '\(app)/go'
                "$SIAGA" install -i '\(room.folder)' --yes --lang en >first & run=$!
                read -r word <'\(app)/begun'
                XDG_STATE_HOME="$PWD/other" "$SIAGA" install -i '\(room.folder)' --yes --lang en
                second=$?
                echo go >'\(app)/go'
                wait $run || exit 99
                cat first
                exit $second
                """
            )
            #expect(outcome.exitCode == 3, "\(outcome)")
            #expect(outcome.output.contains("IN USE"), "\(outcome)")
            #expect(outcome.output.contains("DONE"), "\(outcome)")
            let next = try await room.program.shell(
                "XDG_STATE_HOME=\"$PWD/other\" \"$SIAGA\" install -i '\(room.folder)' --yes --lang en"
            )
            #expect(next.exitCode == 0, "\(next)")
        }
    }
}
