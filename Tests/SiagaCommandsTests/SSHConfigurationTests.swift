import Glibc
import TestRoom
import Testing

/// The program with a `~/.ssh/config` of the test's own, against real SSH servers.
@Suite(.timeLimit(.minutes(2))) struct SSHConfigurationTests {
    /// A room whose list of PCs says nothing but their names; the configuration says the rest, `@way` the usual of it.
    private static func with(
        _ configuration: String,
        _ body: @escaping @Sendable (ServedRoom) async throws -> Void
    ) async throws {
        try await ServedRoom.with(1) { room in
            let folder = room.program.folder
            try folder.write(
                "lab1:\n  vars:\n    room_name: Lab 1\n    exam_processes: [\(room.program.examProgram)]\n"
                    + "  hosts: { pc01: { exam_app_path: '\(room.folder)/apps/pc01' } }\n",
                to: "room/hosts.yaml"
            )
            for name in ["home", "home/.ssh"] { mkdir("\(folder.path)/\(name)", 0o700) }
            let path = try folder.write(
                configuration.replacing("@way\n", with: way(room)),
                to: "home/.ssh/config"
            )
            chmod(path, 0o600)
            try await body(room)
        }
    }

    private static func way(_ room: ServedRoom) -> String {
        """
        Host pc01
          HostName 127.0.0.1
          Port \(room.servers[0].port)
          User \(room.account.user)
          IdentityFile \(room.account.privateKeyPath)
          IdentitiesOnly yes

        """
    }

    @Test func `an alias of ~/.ssh/config is reached as ssh reaches it`() async throws {
        try await Self.with("@way\n") { room in
            #expect(try await room.enroll().exitCode == 0)
            let outcome = try await room.scan("--lang", "en")
            #expect(outcome.output.contains("READY (1)  pc01"), "\(outcome)")
            let line = try await room.program("exec", "-i", room.folder, "all", "--", "echo siap")
            #expect(line.exitCode == 0)
            #expect(line.output.contains("siap"))
        }
    }

    @Test func `-F reads another file, and none at all`() async throws {
        try await Self.with("Host pc01\n  ProxyCommand x\n") { room in
            let other = try room.program.folder.write(Self.way(room), to: "other")
            let reached = try await room.program("enroll", "-i", room.folder, "--yes", "-F", other)
            #expect(reached.exitCode == 0, "\(reached)")
            // Without a configuration nobody knows where pc01 is; the name is looked up and not found.
            let unknown = try await room.program(
                "exec",
                "-i",
                room.folder,
                "all",
                "-F",
                "none",
                "--lang",
                "en",
                "--",
                "true"
            )
            #expect(unknown.exitCode != 0 && unknown.exitCode != 78, "\(unknown)")
        }
    }

    @Test func `a known_hosts file and an alias of the configuration decide where the room has no key`()
        async throws
    {
        try await Self.with("@way\n  HostKeyAlias Lab-PC1\n  UserKnownHostsFile ~/keys\n") { room in
            let words = ["exec", "-i", room.folder, "all", "--", "echo siap"]
            let before = try await room.program(words)
            #expect(before.exitCode != 0)
            let key = room.servers[0].hostKeyLines[0].split(separator: " ").prefix(2).joined(separator: " ")
            try room.program.folder.write("lab-pc1 \(key)\n", to: "home/keys")
            let after = try await room.program(words)
            #expect(after.exitCode == 0, "\(after)")
        }
    }

    @Test(arguments: ["id", "en"])
    func `every mistake is told with its line, and nobody is contacted`(_ language: String) async throws {
        try await Self.with("@way\nPort x\nHostName\nMatch colour red\n") { room in
            let outcome = try await room.scan("--lang", language)
            #expect(outcome.exitCode == 78)
            #expect(outcome.output.isEmpty)
            try outcome.expectSnapshot("ssh-configuration-wrong-\(language)", blotting: room.blots)
        }
    }

    @Test func `a command in place of a way is an error for its PCs only`() async throws {
        try await Self.with("Host pc02\n  ProxyCommand nc %h %p\n@way\n") { room in
            #expect(try await room.enroll().exitCode == 0)
            var hosts = try room.program.folder.read("room/hosts.yaml")
            hosts = hosts.replacing("hosts: { ", with: "hosts: { pc02: , ")
            try room.program.folder.write(hosts, to: "room/hosts.yaml")
            #expect(try await room.program("exec", "-i", room.folder, "pc01", "--", "true").exitCode == 0)
            let outcome = try await room.program(
                "exec",
                "-i",
                room.folder,
                "all",
                "--lang",
                "en",
                "--",
                "true"
            )
            #expect(outcome.exitCode == 78)
            #expect(
                outcome.notes.contains(
                    "/.ssh/config:2: error:\n  `ProxyCommand nc %h %p` would start a program;"
                )
            )
            #expect(
                outcome.notes.hasSuffix(
                    "\nPut them right, save, then again:\nsiaga exec -i \(room.folder) all --lang en -- true\n"
                ),
                "\(outcome)"
            )
            try room.program.folder.write("Port x\n", to: "home/.ssh/config")
            for words in [["exec", "all", "--", "true"], ["enroll"], ["scan"]] {
                let outcome = try await room.program(["-i", room.folder] + words)
                #expect(outcome.exitCode == 78)
                // What was typed, whole; where the line breaks before it is not the matter.
                let typed = (["siaga", "-i", room.folder] + words).joined(separator: " ")
                let notes = outcome.notes.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(notes.hasSuffix("then again: \(typed)"), "\(outcome)")
            }
        }
    }

    @Test func `stays strict and says so once`() async throws {
        try await Self.with("@way\nHost *\nStrictHostKeyChecking no\n") { room in
            let outcome = try await room.program(
                "exec",
                "-i",
                room.folder,
                "all",
                "--lang",
                "en",
                "--",
                "true"
            )
            #expect(outcome.exitCode != 0)
            #expect(outcome.notes.split(separator: "is not followed").count == 2, "\(outcome.notes)")
        }
    }
}
