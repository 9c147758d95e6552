import Glibc
import Reports
import TestNeeds
import TestRoom
import Testing

/// A secret of its own for every way in by which one can be given: none of them is found in anything that is shown or left.
@Suite(
    .timeLimit(.minutes(8)),
    // What is typed stands in the arguments of the keyboard that types it, and is looked for in all arguments.
    .serialized,
    .needs(.mountNamespace, .sudo)
)
struct CanaryTests {
    private static let password = "canary-71e0"
    private static let passphrase = "canary-82f1"
    /// What every canary begins with; the search for it is for all of them.
    private static let beginning = "canary-"

    /// Lends a room of one PC whose account logs in by password and uses `sudo` with it.
    private func with(
        variables: String = "",
        _ body: @escaping @Sendable (Program, OpenSSHServer) async throws -> Void
    ) async throws {
        let rules = "Defaults timestamp_timeout=0\nsiaga-tech ALL=(ALL) ALL"
        try await SudoServer.with(rules: rules, password: Self.password) { world in
            try await Program.with { program in
                mkdir("\(program.folder.path)/room", 0o700)
                mkdir("\(program.folder.path)/room/playbooks", 0o700)
                mkdir("\(program.folder.path)/given", 0o700)
                mkdir("\(program.folder.path)/temporary", 0o700)
                var program = program
                program.environment["TMPDIR"] = "\(program.folder.path)/temporary"
                try program.folder.write(Self.password + "\n", to: "given/password")
                try program.folder.write(Self.passphrase + "\n", to: "given/passphrase")
                try program.folder.write(
                    """
                    all:
                      vars: { ansible_user: siaga-tech, ansible_port: \(world.server.port), seats: 1,
                        exam_processes: [\(program.examProgram)], exam_app_path: /nonexistent\(variables) }
                      hosts:
                        pc01: { ansible_host: 127.0.0.1, seat: 1 }

                    """,
                    to: "room/hosts.yaml"
                )
                try program.folder.write(ServedRoom.playbook, to: "room/playbooks/readiness.yaml")
                let keys = "pc01 \(world.server.hostKeyLines[0])"
                try program.folder.write(keys, to: "room/known_hosts")
                try await body(program, world.server)
            }
        }
    }

    private func expectNone(in outcome: Program.Outcome, _ what: String) {
        #expect(!outcome.output.contains(Self.beginning), "\(what): \(outcome.output)")
        #expect(!outcome.notes.contains(Self.beginning), "\(what): \(outcome.notes)")
    }

    /// That nothing which Siaga wrote holds one: record and its log, spool, reports, bundles, temporary files.
    private func expectNothingLeft(of program: Program, besides given: [String] = []) async throws {
        let found = try await program.shell("grep -rlaF '\(Self.beginning)' . ; true")
        let names = Set(found.output.split(separator: "\n").map(String.init))
        #expect(names.subtracting(given + ["./given/password", "./given/passphrase"]).isEmpty, "\(names)")
        let record = try await program.shell("ls home/.local/state/siaga/siaga.db")
        #expect(record.exitCode == 0, "nothing was on record: \(record)")
    }

    /// Everything that writes: the commands with these words, and each form of the report.
    private func useAll(_ program: Program, _ access: [String]) async throws {
        let words = ["-i", "room", "-F", "none", "--lang", "en"]
        let exec = try await program(["exec"] + words + access + ["-b", "all", "--", "id -un"])
        #expect(exec.output.contains("root"), "\(exec)")
        expectNone(in: exec, "exec")
        for format in ReportFormat.allCases {
            let file = format.fileExtension.map { ["-o", "result.\($0)"] } ?? []
            let scan = try await program(["scan", "--format", format.rawValue] + words + access + file)
            #expect(scan.output.contains("pc01"), "\(scan)")
            if format.rawValue == "csv" { #expect(!scan.output.contains(",no-access,"), "\(scan)") }
            expectNone(in: scan, "scan as \(format)")
        }
        // As JSON for Ansible's own use the list says all that Ansible would say, and is left out here.
        for command in [
            ["inventory", "list"], ["inventory", "host", "pc01", "--why"], ["inventory", "graph", "--vars"],
        ] {
            expectNone(in: try await program(command + ["-i", "room"]), command.joined(separator: " "))
        }
    }

    @Test func `no way in leaves a secret anywhere`() async throws {
        try await with { program, _ in
            var named = program
            named.environment["SIAGA_PASSWORD_FILE"] = "given/password"
            try await useAll(named, ["--become-password-file", "given/password"])
            try await useAll(
                program,
                ["-k", "--password-file", "given/password", "--become-password-file", "given/password"]
            )
            // What is wrong is told without what was given.
            try program.folder.write("canary-0bad\n", to: "given/password")
            let refused = try await program(
                "scan",
                "-i",
                "room",
                "-F",
                "none",
                "-k",
                "--password-file",
                "given/password",
                "--lang",
                "en"
            )
            #expect(refused.exitCode == 3, "\(refused)")
            expectNone(in: refused, "a refused password")
            let download = try await program(
                "bundle",
                "add",
                "https://user:canary-93a2@127.0.0.1:1/exambrowser-1.zip?token=canary-93a3",
                "--sha256",
                String(repeating: "0", count: 64),
                "--lang",
                "en"
            )
            #expect(download.exitCode != 0)
            #expect(download.notes.contains("127.0.0.1:1/exambrowser-1.zip"), "\(download)")
            expectNone(in: download, "bundle add")
            try await expectNothingLeft(of: program)
        }
    }

    @Test func `what the list of PCs says of passwords is used and shown nowhere`() async throws {
        let words =
            ", ansible_password: \(Self.password), ansible_become: true, ansible_become_password: \(Self.password)"
        try await with(variables: words) { program, _ in
            try await useAll(program, [])
            try await expectNothingLeft(of: program, besides: ["./room/hosts.yaml"])
        }
    }

    @Test func `what is typed is shown nowhere`() async throws {
        try await with { program, server in
            let asked = try await ScreenAndKeyboard.run(
                program,
                [
                    "exec", "-i", "room", "-F", "none", "--lang", "en", "-k", "-b", "-K", "all", "--",
                    "id -un",
                ],
                dialogue: [
                    ("Password of the account", "\(Self.password)\\n"),
                    ("Password of sudo", "\(Self.password)\\n"),
                ]
            )
            #expect(asked.exitCode == 0 && asked.echoes, "\(asked)")
            #expect(asked.screen.contains("root"), "\(asked)")
            #expect(!asked.screen.contains(Self.beginning), "\(asked)")
            let locked = try await program.shell(
                "cp '\(server.account.privateKeyPath)' locked && ssh-keygen -q -p -P '' -N \(Self.passphrase) -f locked"
            )
            #expect(locked.exitCode == 0, "\(locked)")
            let opened = try await ScreenAndKeyboard.run(
                program,
                ["scan", "-i", "room", "-F", "none", "--lang", "en", "--private-key", "locked"],
                dialogue: [("Passphrase of", "\(Self.passphrase)\\n")]
            )
            #expect(opened.screen.contains("pc01") && !opened.screen.contains("NO ACCESS"), "\(opened)")
            #expect(!opened.screen.contains(Self.beginning), "\(opened)")
            try await expectNothingLeft(of: program)
        }
    }

    /// Looks at arguments and environment of every process of this machine, again and again, until its input ends; says how
    /// often it looked and at whom it found the password, which it reads from a file: no argument of its own holds it.
    private static let spy = """
        import os, sys, threading
        wanted = open(sys.argv[1], "rb").read().strip()
        ended = threading.Event()
        threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
        rounds, found = 0, set()
        while not ended.is_set():
            rounds += 1
            for process in filter(str.isdigit, os.listdir("/proc")):
                for name in ("cmdline", "environ"):
                    try:
                        with open(f"/proc/{process}/{name}", "rb") as file: text = file.read()
                    except OSError: continue
                    if wanted in text: found.add(f"{name} of {text[:40]!r}")
        print(rounds, *sorted(found), sep="\\n")
        """

    @Test func `while a command runs no process shows a secret`() async throws {
        try await with { program, _ in
            try program.folder.write(Self.spy, to: "spy.py")
            let outcome = try await program.shell(
                """
                mkfifo hold
                python3 spy.py given/password <hold >seen & spy=$!
                exec 9>hold
                for access in '-k --password-file given/password' ''; do
                    "$SIAGA" exec -i room -F none $access -b --become-password-file given/password all -- 'sleep 1' 9>&- || code=$?
                    "$SIAGA" scan -i room -F none $access -b --become-password-file given/password 9>&- || :
                    export SIAGA_PASSWORD_FILE=given/password
                done
                exec 9>&-
                wait "$spy"
                cat seen >&2
                exit ${code:-0}
                """
            )
            #expect(outcome.exitCode == 0, "\(outcome)")
            let lines = outcome.notes.split(separator: "\n").drop { Int($0) == nil }
            let rounds = try #require(lines.first.flatMap { Int($0) }, "\(outcome)")
            #expect(rounds > 5, "it looked \(rounds) times")
            #expect(lines.dropFirst().isEmpty, "\(lines)")
            expectNone(in: outcome, "the runs")
        }
    }
}
