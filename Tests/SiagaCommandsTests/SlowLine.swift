import Glibc
import TestRoom

/// A laptop and PCs, each in a network namespace (ip-netns(8)) on one switch, behind a line of 1 Mb/s that all of them share:
/// real SSH servers, and on each PC a list of processes of its own, and a disk at `/mnt`.
struct SlowLine: Sendable {
    /// The program, run by ``shell(_:)`` on the laptop; beside its home is the folder `room`.
    let program: Program
    private let servers: [OpenSSHServer]
    private let prefix: String

    /// What a school's radio link carries on a bad day (tc-tbf(8)).
    private static let line = "tbf rate 1mbit burst 16kb latency 200ms"
    private static let count = 8

    /// Builds it, enrols the PCs, lends it to `body`, and takes it apart.
    static func with(_ body: @escaping @Sendable (SlowLine) async throws -> Void) async throws {
        try await Program.with { program in
            let prefix = "siaga-\(getpid())-\(program.folder.path.suffix(4))-"
            let account = try await ServerAccount.make(in: program.folder)
            do {
                let built = try await program.shell(network(prefix))
                guard built.exitCode == 0 else { throw Failure(description: built.notes) }
                try await start(program, account, prefix, [], body)
            } catch {
                _ = try await program.shell(removal(prefix))
                throw error
            }
            _ = try await program.shell(removal(prefix))
        }
    }

    /// Why it could not be built.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What a sending into an open exam came to.
    struct Outcome: Sendable {
        /// The time from the start of the exam's program to the last bytes for that PC.
        let seconds: Double
        /// What the program printed, and said.
        let text: String
    }

    /// Starts the program on the laptop, opens the exam on `pc01` once bytes flow there, and sees when they cease.
    ///
    /// The line carries 12 MB in a minute and a half, which is how long the seven others are to be sent to.
    ///
    /// - Parameter words: What the program is to do, quoted for the shell.
    /// - Returns: When they ceased, and what the program said.
    /// - Throws: ``Failure`` where no bytes flowed.
    func openExam(during words: String) async throws -> Outcome {
        let outcome = try await shell(
            """
            read_count() { read -r count </sys/class/net/pc01/statistics/tx_bytes; }
            cp /bin/sleep '\(program.folder.path)/\(program.examProgram)'
            ip netns exec \(prefix)laptop "$SIAGA" \(words) >out 2>&1 &
            siaga=$!
            read_count
            begin=$count
            for _ in {1..200}; do
                read_count
                [ $((count - begin)) -lt 150000 ] || break
                sleep 0.5
            done
            [ $((count - begin)) -ge 150000 ] || { cat out >&2; kill $siaga; exit 1; }
            nsenter --target $(pgrep -P \(servers[0].processNumber)) --pid --mount \
                '\(program.folder.path)/\(program.examProgram)' 300 &
            exam=$!
            opened=${EPOCHREALTIME/./}
            last=$opened
            for _ in {1..240}; do
                before=$count
                sleep 0.5
                read_count
                now=${EPOCHREALTIME/./}
                [ $((count - before)) -lt 1500 ] || last=$now
                [ $((now - last)) -lt 20000000 ] || break
            done
            echo $((last - opened))
            wait $siaga
            kill $exam
            cat out >&2
            """
        )
        guard outcome.exitCode == 0, let time = Double(outcome.output.filter { $0 != "\n" }) else {
            throw Failure(description: outcome.notes)
        }
        return Outcome(seconds: time / 1_000_000, text: outcome.notes)
    }

    /// Runs shell text where the switch is.
    private func shell(_ text: String) async throws -> Program.Outcome {
        try program.folder.write(text, to: "script")
        return try await program.shell("exec ip netns exec \(prefix)switch bash script")
    }

    private static func start(
        _ program: Program,
        _ account: ServerAccount,
        _ prefix: String,
        _ started: [OpenSSHServer],
        _ body: @escaping @Sendable (SlowLine) async throws -> Void
    ) async throws {
        guard started.count < count else {
            let room = SlowLine(program: program, servers: started, prefix: prefix)
            try room.write(account)
            let enrolled = try await program.shell(
                "ip netns exec \(prefix)laptop $SIAGA enroll -i room --yes --lang en"
            )
            guard enrolled.exitCode == 0 else { throw Failure(description: enrolled.output + enrolled.notes) }
            return try await body(room)
        }
        var options = OpenSSHServer.Options()
        options.account = account
        options.port = 22
        // Behind this machine's own switch port.
        options.addresses = ["0.0.0.0"]
        options.launcher = [
            "/usr/sbin/ip", "netns", "exec", "\(prefix)pc0\(started.count + 1)", "unshare", "--mount",
            "--pid",
            "--fork", "--kill-child", "--mount-proc", "sh", "-c",
            "mount -t tmpfs -o mode=755 none /mnt && exec \"$@\"", "sh",
        ]
        try await OpenSSHServer.with(options) { server in
            try await start(program, account, prefix, started + [server], body)
        }
    }

    private func write(_ account: ServerAccount) throws {
        let folder = "\(program.folder.path)/room"
        for path in ["", "/playbooks"] { mkdir(folder + path, 0o700) }
        let hosts = (1...Self.count).map { number in
            "    pc0\(number): { ansible_host: 10.77.0.\(number), ansible_port: 22,"
                + " exam_app_path: /mnt/exam, siaga_folder: /mnt/state }\n"
        }
        try program.folder.write(
            """
            lab1:
              vars:
                room_name: Lab 1
                room_network: 10.77.0.0/24
                seats: \(Self.count)
                ansible_user: \(account.user)
                ansible_ssh_private_key_file: '\(account.privateKeyPath)'
                exam_processes: [\(program.examProgram)]
                siaga_frozen: false
              hosts:
            \(hosts.joined())
            """,
            to: "room/hosts.yaml"
        )
        try program.folder.write(ServedRoom.playbook, to: "room/playbooks/readiness.yaml")
    }

    private static var names: [String] { ["laptop"] + (1...count).map { "pc0\($0)" } }

    private static func network(_ prefix: String) -> String {
        let board = "ip -n \(prefix)switch"
        let ports = names.enumerated().map { index, name in
            """
            ip netns add \(prefix)\(name)
            \(board) link add \(name) type veth peer name eth0 netns \(prefix)\(name)
            \(board) link set \(name) master board up
            ip -n \(prefix)\(name) link set lo up
            ip -n \(prefix)\(name) address add 10.77.0.\(index == 0 ? 100 : index)/24 dev eth0
            ip -n \(prefix)\(name) link set eth0 up

            """
        }
        return """
            set -e
            ip netns add \(prefix)switch
            \(board) link add board type bridge
            \(board) link set board up
            \(ports.joined())
            tc -n \(prefix)laptop qdisc add dev eth0 root \(line)
            tc -n \(prefix)switch qdisc add dev laptop root \(line)
            """
    }

    private static func removal(_ prefix: String) -> String {
        "for name in switch \(names.joined(separator: " ")); do ip netns delete \(prefix)$name; done"
    }
}
