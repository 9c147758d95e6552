import Glibc
import TestNeeds
import TestRoom
import Testing

/// Passwords, given to the program and used for real, are found in no place where others could read them.
@Suite(
    .timeLimit(.minutes(2)),
    .needs(.mountNamespace, .sudo)
)
struct SecretsTests {
    private static let password = "canary-3b9d"

    @Test func `passwords of login and sudo are in no argument, environment, output or record`() async throws
    {
        let rules = "Defaults timestamp_timeout=0\nsiaga-tech ALL=(ALL) ALL"
        try await SudoServer.with(rules: rules, password: Self.password) { world in
            try await Program.with { program in
                var program = program
                _ = try await program.shell(
                    "mkdir -p room/playbooks && umask 077 && echo \(Self.password) >secret"
                )
                try program.folder.write(
                    """
                    all:
                      vars: { ansible_user: siaga-tech, ansible_port: \(world.server.port), seats: 1,
                        exam_processes: [\(program.examProgram)], exam_app_path: /nonexistent }
                      hosts:
                        pc01: { ansible_host: 127.0.0.1, seat: 1 }

                    """,
                    to: "room/hosts.yaml"
                )
                try program.folder.write(ServedRoom.playbook, to: "room/playbooks/readiness.yaml")
                program.environment["SIAGA_PASSWORD_FILE"] = "\(program.folder.path)/secret"
                let enrolled = try await program("enroll", "-i", "room", "--yes", "--lang", "en")
                #expect(enrolled.exitCode == 0, "\(enrolled.output)\(enrolled.notes)")
                // As root the command sees every process of this machine while the conversation is over and both run.
                // Only the lines that matter, since such a machine has more of them than a result shows; the pattern
                // is half the password, so that it finds the whole one and is not it.
                let spy =
                    "id -un; cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' "
                    + "| grep -a -e '\(Self.password.prefix(Self.password.count / 2))' -e sudo "
                    + "-e become-password-file | cut -c1-200 | sort -u; true"
                let seen = try await program(
                    "exec",
                    "-i",
                    "room",
                    "-b",
                    "--become-password-file",
                    "secret",
                    "--lang",
                    "en",
                    "all",
                    "--",
                    spy
                )
                #expect(seen.exitCode == 0, "\(seen.output)\(seen.notes)")
                #expect(seen.output.contains("root"))
                #expect(seen.output.contains("--become-password-file"))
                #expect(seen.output.contains("sudo"))
                let scan = try await program(
                    "scan",
                    "-i",
                    "room",
                    "-b",
                    "--become-password-file",
                    "secret",
                    "--lang",
                    "en"
                )
                // The app is not there: measured by way of sudo, not refused before anything was.
                #expect(scan.exitCode == 2, "\(scan.output)\(scan.notes)")
                #expect(!scan.output.contains("NO ACCESS"), "\(scan.output)\(scan.notes)")
                for text in [
                    seen.output, seen.notes, scan.output, scan.notes, enrolled.output, enrolled.notes,
                ] {
                    #expect(!text.contains(Self.password))
                }
                let kept = try await program.shell("grep -rl \(Self.password) . ; true")
                #expect(kept.output == "./secret\n")
            }
        }
    }

    @Test func `a password file that others can read is refused, wherever it is named`() async throws {
        try await Program.with { program in
            var program = program
            _ = try await program.shell("mkdir room && echo x >loose && chmod 644 loose")
            try program.folder.write(
                "all: { hosts: { pc01: { ansible_host: 127.0.0.1 } } }\n",
                to: "room/hosts.yaml"
            )
            let given = try await program(
                "exec",
                "-i",
                "room",
                "-b",
                "--become-password-file",
                "loose",
                "--lang",
                "en",
                "all",
                "--",
                "true"
            )
            #expect(given.exitCode == 64)
            #expect(given.notes.contains("loose can be read by others"))
            program.environment["SIAGA_PASSWORD_FILE"] = "loose"
            let named = try await program("exec", "-i", "room", "--lang", "en", "all", "--", "true")
            #expect(named.exitCode == 64)
            #expect(named.notes.contains("loose can be read by others"))
            program.environment["SIAGA_PASSWORD_FILE"] = ""
            let asked = try await program("exec", "-i", "room", "-K", "--lang", "en", "all", "--", "true")
            #expect(asked.exitCode == 64)
            #expect(asked.notes.contains("--become-password-file FILE"))
        }
    }
}
