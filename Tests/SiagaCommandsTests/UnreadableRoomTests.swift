import Glibc
import TestNeeds
import TestRoom
import Testing

/// What belongs to a room and cannot be read ends every command with its path, before a PC is contacted.
@Suite(.timeLimit(.minutes(4))) struct UnreadableRoomTests {
    /// A room with one of everything that can stand in its folder.
    private func write(_ program: Program) async throws {
        try program.writeSilentRoom(variables: "    room_mode: semi-online\n")
        for name in ["group_vars", "host_vars"] { mkdir("\(program.folder.path)/room/\(name)", 0o700) }
        try program.folder.write("exam_processes: [SekolahExam]\n", to: "room/group_vars/all.yml")
        try program.folder.write("seat: '1'\n", to: "room/host_vars/pc01.yml")
        try program.folder.write("[]\n", to: "room/waivers.yaml")
    }

    private func expectRefusal(
        of program: Program,
        _ words: [String],
        naming path: String,
        as command: String = "$SIAGA"
    ) async throws {
        let line = ([words[0], "-i", "room"] + words.dropFirst()).joined(separator: " ")
        for language in ["en", "id"] {
            let call = line.replacing("-i room", with: "-i room --lang \(language)")
            let outcome = try await program.shell("\(command) \(call)")
            #expect(outcome.exitCode == 78, "\(line): \(outcome.output)\(outcome.notes)")
            #expect(outcome.output.isEmpty, "\(line): \(outcome.output)")
            #expect(outcome.notes.contains(path), "\(line): \(outcome.notes)")
            let hint = language == "en" ? "hint: " : "saran: "
            #expect(outcome.notes.contains(hint), "\(line): \(outcome.notes)")
        }
    }

    private static let damages: [(String, String)] = [
        ("rm -r room/group_vars && ln -s nothing room/group_vars", "room/group_vars"),
        ("rm -r room/group_vars && mkfifo room/group_vars", "room/group_vars"),
        ("rm -r room/group_vars && ln -s group_vars room/group_vars", "room/group_vars"),
        ("rm room/group_vars/all.yml && mkfifo room/group_vars/all.yml", "room/group_vars/all.yml"),
        ("rm room/group_vars/all.yml && ln -s nothing room/group_vars/all.yml", "room/group_vars/all.yml"),
        (
            "mkdir room/group_vars/lab1 && ln -s nothing room/group_vars/lab1/a.yml",
            "room/group_vars/lab1/a.yml"
        ),
        ("rm -r room/host_vars && ln -s nothing room/host_vars", "room/host_vars"),
        ("rm room/host_vars/pc01.yml && mkfifo room/host_vars/pc01.yml", "room/host_vars/pc01.yml"),
        ("mv room/hosts.yaml room/hosts.ini && ln -s nothing room/hosts.yaml", "room/hosts.yaml"),
        ("mv room/hosts.yaml room/hosts && mkfifo room/hosts.yaml", "room/hosts.yaml"),
        ("mv room/hosts.yaml room/hosts && mkdir room/hosts.csv", "room/hosts.csv"),
        ("ln -s nothing room/more.yaml", "room/more.yaml"),
        ("mkfifo room/more.ini", "room/more.ini"),
    ]

    @Test(arguments: damages)
    func `the list of PCs and its variables`(_ damage: String, _ path: String) async throws {
        try await Program.with { program in
            try await write(program)
            #expect(try await program.shell(damage).exitCode == 0)
            try await expectRefusal(of: program, ["scan"], naming: path)
            try await expectRefusal(of: program, ["inventory list"], naming: path)
        }
    }

    @Test(arguments: [
        ("rm room/playbooks/* && mkfifo room/playbooks/readiness.yaml", "room/playbooks/readiness.yaml"),
        ("rm room/playbooks/* && mkdir room/playbooks/readiness.yaml", "room/playbooks/readiness.yaml"),
        (
            "rm room/playbooks/* && ln -s nothing room/playbooks/readiness.yaml",
            "room/playbooks/readiness.yaml"
        ),
        (
            "ln -s nothing room/playbooks/readiness-semi-online.yaml",
            "room/playbooks/readiness-semi-online.yaml"
        ),
        ("rm -r room/playbooks && ln -s nothing room/playbooks", "room/playbooks"),
        ("rm -r room/playbooks && touch room/playbooks", "room/playbooks"),
        ("rm -r room/playbooks && ln -s playbooks room/playbooks", "room/playbooks"),
    ])
    func `the playbook, for whatever reaches a PC`(_ damage: String, _ path: String) async throws {
        try await Program.with { program in
            try await write(program)
            #expect(try await program.shell(damage).exitCode == 0)
            try await expectRefusal(of: program, ["scan"], naming: path)
            try await expectRefusal(of: program, ["exec", "all", "--", "true"], naming: path)
            let push = ["push", "room/hosts.yaml", "all", "--to", "/nonexistent", "--yes"]
            try await expectRefusal(of: program, push, naming: path)
        }
    }

    @Test(arguments: ["install.yaml", "install-exam-app.yaml"])
    func `the playbook that changes PCs`(_ name: String) async throws {
        for damage in ["mkfifo", "mkdir", "ln -s nothing"] {
            try await Program.with { program in
                try await write(program)
                #expect(try await program.shell("\(damage) room/playbooks/\(name)").exitCode == 0)
                try await expectRefusal(of: program, ["install", "--yes"], naming: "room/playbooks/\(name)")
            }
        }
    }

    @Test(arguments: ["waivers.yaml", "known_hosts"])
    func `waivers and known PCs`(_ name: String) async throws {
        for damage in ["mkfifo", "mkdir", "ln -s nothing", "ln -s \(name)"] {
            try await Program.with { program in
                try await write(program)
                let made = try await program.shell("rm -f room/\(name) && \(damage) room/\(name)")
                #expect(made.exitCode == 0, "\(made.notes)")
                try await expectRefusal(of: program, ["scan"], naming: "room/\(name)")
            }
        }
    }

    @Test func `the host keys that ssh itself knows, some of which may be revoked`() async throws {
        for damage in ["mkfifo", "mkdir", "ln -s nothing", "truncate -s 9M"] {
            try await Program.with { program in
                try await write(program)
                let file = "home/.ssh/known_hosts"
                let made = try await program.shell("mkdir -p home/.ssh && \(damage) \(file)")
                #expect(made.exitCode == 0, "\(made.notes)")
                try await expectRefusal(of: program, ["scan"], naming: file)
            }
        }
    }

    @Test(
        .needs(.closedFiles),
        arguments: [
            ("room/group_vars", "room/group_vars"), ("room/host_vars", "room/host_vars"),
            ("room/group_vars/all.yml", "room/group_vars/all.yml"), ("room/hosts.yaml", "room/hosts.yaml"),
            ("room/playbooks", "room/playbooks"), ("room/playbooks/readiness.yaml", "readiness.yaml"),
            ("room/waivers.yaml", "room/waivers.yaml"),
        ]
    )
    func `what is closed to this account`(_ closed: String, _ path: String) async throws {
        try await Program.with { program in
            try await write(program)
            var command = "$SIAGA"
            if geteuid() == 0 {
                let become = "setpriv --reuid 65534 --regid 65534 --clear-groups"
                // Another account may not reach the folder the tests are built in.
                let opened = try await program.shell(
                    """
                    chmod -R a+rX . && mkdir -m 777 -p home/.local
                    \(become) test -x "$SIAGA" && exec ln -s "$SIAGA" siaga
                    cp "$SIAGA" siaga && chmod 755 siaga
                    """
                )
                #expect(opened.exitCode == 0, "\(opened.notes)")
                command = "\(become) ./siaga"
                let whole = try await program.shell("\(command) inventory list -i room")
                #expect(whole.exitCode == 0, "\(whole.notes)")
            }
            #expect(try await program.shell("chmod 000 \(closed)").exitCode == 0)
            try await expectRefusal(of: program, ["scan"], naming: path, as: command)
            #expect(try await program.shell("chmod 700 \(closed)").exitCode == 0)
        }
    }

    @Test func `no other room takes the place of one that cannot be read`() async throws {
        try await Program.with { program in
            try await write(program)
            let moved = try await program.shell(
                "mkdir -p home/.config/siaga/rooms && mv room home/.config/siaga/rooms/ && ln -s nothing inventory"
            )
            #expect(moved.exitCode == 0)
            let outcome = try await program(["scan", "--lang", "en"])
            #expect(outcome.exitCode == 78)
            #expect(
                outcome.notes.contains("inventory: error: this is a link to something that does not exist")
            )
        }
    }

    @Test func `a room of a district that is a link to nothing is not left out`() async throws {
        try await Program.with { program in
            try await write(program)
            _ = try await program.shell("mkdir rooms && mv room rooms/lab1 && ln -s /nonexistent rooms/lab2")
            let outcome = try await program(["scan", "-i", "rooms", "--lang", "en"])
            #expect(outcome.exitCode == 78)
            #expect(outcome.notes.contains("rooms/lab2"))
        }
    }

    @Test func `links within a room, and what a stick holds besides, are no fault`() async throws {
        try await Program.with { program in
            try await write(program)
            let made = try await program.shell(
                """
                mkdir -p stick/lost+found && mv room stick/lab1 && cd stick && chmod 000 lost+found &&
                cd lab1 && mv group_vars shared && ln -s shared group_vars && touch notes.txt &&
                mv playbooks ../ && ln -s ../playbooks playbooks
                """
            )
            #expect(made.exitCode == 0, "\(made.notes)")
            let outcome = try await program(["inventory", "list", "-i", "stick"])
            #expect(outcome.exitCode == 0, "\(outcome.notes)")
            let host = try await program(["inventory", "host", "pc01", "-i", "stick"])
            #expect(host.output.contains("SekolahExam"), "\(host.output)\(host.notes)")
            _ = try await program.shell("chmod 700 stick/lost+found")
        }
    }
}
