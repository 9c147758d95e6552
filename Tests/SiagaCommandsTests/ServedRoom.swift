import Glibc
import TestRoom

/// A room folder whose PCs `pc01`, `pc02`, … are real SSH servers on loopback.
struct ServedRoom: Sendable {
    /// The program, with the room in the folder `room` beside its home.
    var program: Program
    /// The servers, in the order of the PCs.
    let servers: [OpenSSHServer]
    /// Who may log in to all of them.
    let account: ServerAccount

    /// What is checked: nothing that differs from machine to machine.
    static let playbook = """
        name: Test
        hosts: all
        checks:
          - ssh.reach
          - host.key
          - exam.running
          - os.version: { pass: [linux] }
          - app.files: { files: [version.txt] }
          - app.version: { expected: "26.0222" }

        """

    /// Starts the servers, writes the room, lends it to `body`, puts all away.
    ///
    /// - Parameters:
    ///   - count: How many PCs.
    ///   - lines: Further lines of each `sshd_config`.
    ///   - addresses: Where each server listens; an sshd takes 16 at most.
    ///   - body: What needs the room.
    /// - Throws: What `body` throws, or why there is no room.
    static func with(
        _ count: Int,
        lines: [String] = [],
        addresses: [String] = ["127.0.0.1", "127.0.0.2"],
        _ body: @escaping @Sendable (ServedRoom) async throws -> Void
    ) async throws {
        try await Program.with { program in
            let account = try await ServerAccount.make(in: program.folder)
            try await start(count, lines, addresses, account, []) { servers in
                let room = ServedRoom(program: program, servers: servers, account: account)
                try room.write()
                try await body(room)
            }
        }
    }

    private static func start(
        _ count: Int,
        _ lines: [String],
        _ addresses: [String],
        _ account: ServerAccount,
        _ started: [OpenSSHServer],
        _ body: @escaping @Sendable ([OpenSSHServer]) async throws -> Void
    ) async throws {
        guard started.count < count else { return try await body(started) }
        var options = OpenSSHServer.Options()
        options.account = account
        options.addresses = addresses
        options.lines = lines
        try await OpenSSHServer.with(options) { server in
            try await start(count, lines, addresses, account, started + [server], body)
        }
    }

    /// The room's folder.
    var folder: String { "\(program.folder.path)/room" }

    /// `pc01` for 0.
    static func name(_ index: Int) -> String { "pc0\(index + 1)" }

    /// A line of the hosts file for a PC of the given name at the port.
    static func line(_ name: String, at address: String = "127.0.0.1", port: Int, _ more: String = "")
        -> String
    {
        "        \(name): { ansible_host: \(address), ansible_port: \(port)\(more) }\n"
    }

    /// Writes hosts file, playbook and every PC's app.
    ///
    /// - Parameters:
    ///   - lines: The PCs (default: one a server).
    ///   - variables: Further lines of the room's variables.
    /// - Throws: Why a file could not be written.
    func write(lines: [String]? = nil, variables: [String] = []) throws {
        for path in ["", "/playbooks", "/apps"] { mkdir(folder + path, 0o700) }
        let ownLines = servers.indices.map { index in
            let name = Self.name(index)
            return Self.line(
                name,
                port: servers[index].port,
                ", seat: \"\(index + 1)\", exam_app_path: '\(folder)/apps/\(name)'"
            )
        }
        let vars = [
            "room_name: Lab 1", "room_network: 127.0.0.0/8", "seats: \(servers.count)",
            "time_zone: Asia/Jakarta", "ansible_user: \(account.user)",
            "ansible_ssh_private_key_file: '\(account.privateKeyPath)'",
            "exam_processes: [\(program.examProgram)]",
        ]
        let text =
            "lab1:\n  vars:\n" + (vars + variables).map { "    \($0)\n" }.joined() + "  hosts:\n"
            + (lines ?? ownLines).map { $0.replacing("        pc", with: "    pc") }.joined()
        try program.folder.write(text, to: "room/hosts.yaml")
        try program.folder.write(Self.playbook, to: "room/playbooks/readiness.yaml")
        for index in servers.indices { try install("26.0222", on: index) }
    }

    /// Puts the exam app of this version on a PC.
    func install(_ version: String, on index: Int) throws {
        mkdir("\(folder)/apps/\(Self.name(index))", 0o700)
        try program.folder.write("\(version)\n", to: "room/apps/\(Self.name(index))/version.txt")
    }

    /// Makes every PC known, as a first day does.
    @discardableResult
    func enroll(_ words: String...) async throws -> Program.Outcome {
        try await program(["enroll", "-i", "room", "--yes"] + words)
    }

    /// Scans the room.
    func scan(_ words: String...) async throws -> Program.Outcome {
        try await program(["scan", "-i", "room"] + words)
    }

    /// What no two runs share.
    var blots: [(text: String, sign: String)] {
        servers.map { ("127.0.0.1:\($0.port)", "127.0.0.1:[port]") } + [(program.folder.path, "[folder]")]
    }
}

extension Program {
    /// A name of this test's own, so that a program of another test is no exam here.
    var examProgram: String { "Exam" + folder.path.suffix(8) }
}
