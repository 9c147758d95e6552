import Glibc
import TestRoom
import Testing

/// A thousand PCs that take the connection and never say a word: all end at their deadline.
@Suite(.timeLimit(.minutes(4)), .serialized) struct SilentHostsTests {
    private static let count = 1_000
    /// What the room's configuration says instead of the usual 10 s.
    private static let deadline = 2

    /// Listens on an address for each PC, says the port, and holds all of them until it is ended.
    private static let listeners = """
        import resource, signal, socket, sys
        count = int(sys.argv[1])
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, count + 64), hard))
        port, held = 0, []
        for number in range(count):
            one = socket.socket()
            one.bind((f"127.77.{number >> 8}.{number & 255}", port))
            one.listen(4)
            port = one.getsockname()[1]
            held.append(one)
        print(port, flush=True)
        signal.pause()
        """

    @Test(arguments: [1_000, 250])
    func `all of them end at their deadlines, and memory and descriptors are bounded`(_ width: Int)
        async throws
    {
        try await Program.with { program in
            try program.folder.write(Self.listeners, to: "listeners.py")
            mkdir("\(program.folder.path)/room", 0o700)
            let key = try await program.shell("ssh-keygen -q -t ed25519 -N '' -f key")
            #expect(key.exitCode == 0, "\(key)")
            let hosts = (0..<Self.count).map { number in
                "    pc\(number): { ansible_host: 127.77.\(number >> 8).\(number & 255) }\n"
            }
            try program.folder.write(
                """
                lab1:
                  vars:
                    room_name: Lab 1
                    room_network: 127.0.0.0/8
                    ansible_user: siaga
                    ansible_port: 64999
                    ansible_ssh_private_key_file: '\(program.folder.path)/key'
                    exam_processes: [\(program.examProgram)]
                  hosts:
                \(hosts.joined())
                """,
                to: "room/hosts.yaml"
            )
            try program.writeShortPlaybook()
            try program.folder.write("Host *\n  ConnectTimeout \(Self.deadline)\n", to: "ssh")
            let (outcome, usage) = try await Self.scan(program, width)
            #expect(outcome.exitCode == 3, "\(outcome.notes)")
            let report = try FaultReport(outcome)
            #expect(report.rows.count == Self.count)
            for row in report.rows {
                #expect(row.state == "too-slow" && row.unreached?.cause == "no-identification", "\(row)")
            }
            // So many rounds as the width makes of them; starting and telling a thousand of them takes its own time.
            let rounds = (Self.count + width - 1) / width
            #expect(usage.time < .seconds(Self.deadline * rounds + 20), "\(usage)")
            #expect(usage.time >= .seconds(Self.deadline), "nobody was waited for: \(usage)")
            #expect(usage.memory < 400, "\(usage)")
            // Where this machine allows fewer, a run is narrower.
            #expect(usage.descriptors <= width + 64, "\(usage)")
        }
    }

    /// Runs the scan beside the listeners, which end with it.
    private static func scan(
        _ program: Program,
        _ width: Int
    ) async throws -> (Program.Outcome, Program.Usage) {
        try await program.measured(
            ["scan", "-i", "room", "-F", "ssh", "--width", "\(width)", "--format", "json"],
            beside: """
                mkfifo port
                python3 listeners.py \(count) >port & listeners=$!
                trap 'kill "$listeners"' EXIT
                read -r port <port
                [ "$port" ] || exit 1
                sed -i "s/64999/$port/" room/hosts.yaml

                """
        )
    }
}
