import FoundationEssentials
import Glibc
import TestRoom
import Testing

/// Forty PCs and the whole catalogue, over real SSH.
@Suite(.serialized) struct WholeRoomTests {
    static let count = 40
    /// One sshd listens on at most 16 addresses (MAX_LISTEN_SOCKS).
    static let perServer = 16

    @Test func `forty PCs with every check take one exec each, and seconds`() async throws {
        try await Program.with { program in
            let account = try await ServerAccount.make(in: program.folder)
            let log = "\(program.folder.path)/commands"
            try program.folder.write("", to: "commands")
            // Each name was started on its own, as PCs are: else they were one machine, which fills one seat.
            try program.folder.write(
                """
                #!/bin/sh
                echo "$SSH_CONNECTION" >>'\(log)'
                set -- $SSH_CONNECTION
                start=00000000-0000-0000-0000-$(printf %012d "${3##*.}")
                /bin/sh -c "$SSH_ORIGINAL_COMMAND" | sed "s/:boot .*/:boot $start/"

                """,
                to: "run"
            )
            try await Self.serve(account, command: "/bin/sh '\(program.folder.path)/run'", []) { servers in
                try Self.write(servers, account, in: program)
                let folder = "\(program.folder.path)/room"
                let clock = ContinuousClock()
                let begin = clock.now
                let outcome = try await program.shell(Self.script(folder))
                let took = clock.now - begin
                #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.notes)")

                let commands = try program.folder.read("commands").split(separator: "\n")
                #expect(commands.count == Self.count)
                #expect(
                    Set(commands.compactMap { $0.split(separator: " ").dropFirst(2).first }).count
                        == Self.count
                )

                let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
                #expect(report.verdict.ready == Self.count)
                #expect(report.rows.allSatisfy { $0.results.count >= 40 })
                // One machine under forty names: clones in every respect but the address.
                #expect(
                    report.comparison.shared.contains { $0.trait == "name" && $0.hosts.count == Self.count }
                )
                #expect(report.comparison.shared.contains { $0.trait == "host-key" })
                #expect(!report.comparison.shared.contains { $0.trait == "address" })
                // The aim is 6 s; two busy cores that play all forty PCs too are given more.
                #expect(took < .seconds(60), "\(took)")
                print("forty PCs with every check: \(took)")
            }
        }
    }

    /// What the test reads of the JSON.
    private struct Report: Decodable {
        struct Verdict: Decodable { let ready: Int }
        struct Shared: Decodable {
            let trait: String
            let hosts: [String]
        }
        struct Comparison: Decodable { let shared: [Shared] }
        struct Result: Decodable { let check: String }
        struct Row: Decodable { let results: [Result] }
        let verdict: Verdict
        let comparison: Comparison
        let rows: [Row]
    }

    private static func serve(
        _ account: ServerAccount,
        command: String,
        _ started: [OpenSSHServer],
        _ body: @escaping @Sendable ([OpenSSHServer]) async throws -> Void
    ) async throws {
        guard started.count * perServer < count else { return try await body(started) }
        var options = OpenSSHServer.Options()
        options.account = account
        options.addresses = (0..<perServer).map { address(started.count * perServer + $0) }
        options.lines = ["MaxStartups 200", "ForceCommand \(command)"]
        try await OpenSSHServer.with(options) { server in
            try await serve(account, command: command, started + [server], body)
        }
    }

    private static func address(_ index: Int) -> String { "127.0.8.\(index + 1)" }

    /// All checks of the catalogue but those that compare addresses; the limits are such that any machine passes.
    private static func write(
        _ servers: [OpenSSHServer],
        _ account: ServerAccount,
        in program: Program
    ) throws {
        for path in ["room", "room/playbooks", "app"] { mkdir("\(program.folder.path)/\(path)", 0o700) }
        let hosts = (0..<count).map { index in
            "    pc\(index + 1): { ansible_host: \(address(index)), "
                + "ansible_port: \(servers[index / perServer].port) }\n"
        }
        try program.folder.write(
            """
            lab:
              vars:
                room_name: Lab
                room_network: 127.0.0.0/8
                room_mode: online
                seats: \(count)
                time_zone: Asia/Jakarta
                ansible_user: \(account.user)
                ansible_ssh_private_key_file: '\(account.privateKeyPath)'
                exam_processes: [\(program.examProgram)]
                exam_app_path: '\(program.folder.path)/app'
              hosts:
            \(hosts.joined())
            """,
            to: "room/hosts.yaml"
        )
        // Enrolling refuses to believe in one key for sixteen PCs; somebody wrote them down by hand.
        try program.folder.write(
            (0..<count).map { "pc\($0 + 1) \(servers[$0 / perServer].hostKeyLines[0])" }.joined(),
            to: "room/known_hosts"
        )
        try program.folder.write("26.0222\n", to: "app/version.txt")
        let indifferent = [
            "host.unique", "ip.dup", "freeze.state", "machine.chassis", "cpu.virtualization", "disp.res",
            "disp.scale", "disp.count", "input.hid", "audio.dev", "power.state", "virt.env", "rt.dotnet",
            "link.wired", "net.multi", "net.cards", "net.proxy", "sec.updates", "sec.firewall", "time.zone",
        ]
        try program.folder.write(
            """
            name: Whole
            hosts: all
            checks:
              - ssh.reach
              - host.key
              - exam.running
              - os.version: { pass: [linux] }
              - os.arch: { expected: any }
              - cpu.cores: { warn_below: 1 }
              - ram.total: { fail_below: 64 MiB }
              - ram.free: { warn_below: 1 MiB }
              - disk.free: { path: ~, fail_below: 1 MiB }
              - disk.write
              - time.offset
              - app.files: { files: [version.txt] }
              - app.version: { expected: "26.0222" }
              - app.hash: { manifest: ["f6a7df889c82c406e096cf39ae29f5925dde0f5d4166491ab8414daaebf46410  version.txt"] }
              - dns.hosts: { names: [127.0.0.1] }
              - net.server: { url: "http://127.0.0.1:64999/unbk", within: 8 s }
              - net.exam: { hosts: [127.0.0.1], port: 64999 }
              - net.quality: { target: "127.0.0.1:64999", probes: 5, p95_above: 5 s }
              - net.download: { url: "http://127.0.0.1:64999/large", at_most: 1 MiB }
              - ip.plan: { network: 10.0.0.0/8, severity: warn, required: false }
              - apps.forbid: { programs: [no-such-program], severity: warn, required: false }
              - command: { name: one, run: "true" }
              - process: { name: two, program: [no-such-program], running: false }

            """ + indifferent.map { "  - \($0): { severity: warn, required: false }\n" }.joined(),
            to: "room/playbooks/readiness.yaml"
        )
    }

    /// Runs the scan beside an exam server that answers at once and ends with it.
    private static func script(_ folder: String) -> String {
        """
        cd '\(folder)' || exit 1
        mkfifo port || exit 1
        python3 -c '
        import http.server, sys
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                if self.path == "/large":
                    try: self.wfile.write(bytes(2 << 20))
                    except OSError: pass
            def log_message(self, *words): pass
        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 256
        server = Server(("127.0.0.1", 0), Handler)
        print(server.server_address[1], file=open("port", "w"), flush=True)
        server.serve_forever()
        ' &
        server=$!
        trap 'kill "$server"; wait "$server" 2>/dev/null' EXIT
        read -r port <port
        sed -i "s/64999/$port/" playbooks/readiness.yaml
        "\(Program.path)" scan -i '\(folder)' --format json
        """
    }
}
