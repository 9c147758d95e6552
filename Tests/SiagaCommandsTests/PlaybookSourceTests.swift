import Glibc
import TestRoom
import Testing

/// Which files of the laptop a playbook may send to PCs, and that the plan names them.
@Suite(.timeLimit(.minutes(2))) struct PlaybookSourceTests {
    @Test(arguments: ["/etc/shadow", "../../secret", "link"])
    func `a playbook on a stick that names a file of the laptop contacts nobody`(
        _ source: String
    ) async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let made = try await program.shell(
                "mkdir -p media/stick && echo key >secret && ln -s ../../secret media/stick/link"
            )
            #expect(made.exitCode == 0)
            try program.folder.write(
                "hosts: all\nsteps:\n  - file: { path: /tmp/x, source: \(source) }\n",
                to: "media/stick/p.yaml"
            )
            for (language, sentence) in [("en", "lies outside"), ("id", "di luar folder")] {
                let outcome = try await program(
                    "install",
                    "-i",
                    "room",
                    "-p",
                    "media/stick/p.yaml",
                    "--plan",
                    "--lang",
                    language
                )
                #expect(outcome.exitCode == 78, "\(outcome.output)\(outcome.notes)")
                #expect(outcome.output.isEmpty)
                #expect(outcome.notes.contains("media/stick/p.yaml:3"), "\(outcome.notes)")
                let words = outcome.notes.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(words.contains(sentence), "\(outcome.notes)")
            }
        }
    }

    @Test func `the plan names every file that leaves the laptop, where it really lies`() async throws {
        try await ServedRoom.with(1) { room in
            try room.program.folder.write("Lab 1\n", to: "room/playbooks/room.txt")
            try room.program.folder.write(
                """
                hosts: all
                steps:
                  - file: { path: '\(room.folder)/apps/sign', source: link.txt }

                """,
                to: "room/playbooks/install.yaml"
            )
            _ = try await room.program.shell("ln -s room.txt room/playbooks/link.txt")
            #expect(try await room.enroll().exitCode == 0)
            let plan = try await room.program("install", "-i", "room", "--plan", "--lang", "en")
            #expect(plan.output.contains("\(room.folder)/playbooks/room.txt"), "\(plan.output)\(plan.notes)")
            #expect(access("\(room.folder)/apps/sign", F_OK) != 0)
        }
    }
}
