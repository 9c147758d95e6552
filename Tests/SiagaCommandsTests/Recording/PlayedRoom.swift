import Glibc
import TestRoom

/// A room whose PCs are machines of their own: real SSH servers, each in a network namespace (ip-netns(8)) on one
/// switch, with an address, a network card, a name, a disk and a clock of its own; and a laptop on the same switch.
///
/// Only for recording: it needs root and `ip` (Debian: iproute2), and starts some thirty servers.
struct PlayedRoom: Sendable {
    /// A machine at the switch.
    struct Machine: Sendable {
        /// What it is called, and the switch's port it is plugged into.
        let name: String
        let address: String
        /// The address of its network card.
        let card: String
        /// How large the disk is that the exam app lies on, as mount(8) takes it for tmpfs.
        var disk = "40g"
        /// Whether it is plugged in from the start.
        var isPluggedIn = true
        /// The machine whose host keys it has: it was cloned from it.
        var twin: String?
        /// Further lines of its `sshd_config`.
        var lines: [String] = []
    }

    /// The program, run on the laptop; beside its home is the folder `room`.
    var program: Program
    /// Who may log in to every PC.
    let account: ServerAccount
    /// The servers, by the machine's name.
    let servers: [String: OpenSSHServer]
    private let prefix: String

    /// The PCs: 27 seats, three spares; three disks are nearly full.
    static let pcs = (1...30).map { number in
        Machine(
            name: number < 10 ? "pc0\(number)" : "pc\(number)",
            address: "192.168.0.\(number)",
            card: card(number),
            disk: (13...15).contains(number) ? "6g" : "40g"
        )
    }
    /// pc07 after somebody installed it anew: the same card, another key; not plugged in until a scene does it.
    ///
    /// Its SSH service calls itself by another name than before, as that of a newer system does.
    static let reinstalled = Machine(
        name: "pc07-anew",
        address: "192.168.0.7",
        card: card(7),
        isPluggedIn: false,
        lines: ["DebianBanner no"]
    )
    /// Three PCs as they were before each was given host keys of its own; not plugged in until a scene does it.
    static let clones = [21, 22, 30].map { number in
        Machine(
            name: "pc\(number)-cloned",
            address: "192.168.0.\(number)",
            card: card(number),
            isPluggedIn: false,
            twin: number == 21 ? nil : "pc21-cloned"
        )
    }
    /// Where the exam server answers, while a scene runs it.
    static let examServer = Machine(name: "server", address: "192.168.0.200", card: card(200))
    /// The way to a school elsewhere.
    static let gateway = Machine(name: "gw-031", address: "192.168.0.231", card: card(231))
    static let laptop = Machine(name: "laptop", address: "192.168.0.50", card: card(50))

    private static func card(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "3c:52:82:0a:11:" + (digits.count == 1 ? "0" : "") + digits
    }

    /// Plugs everything together, lends it to `body`, and takes it apart.
    static func with(_ body: @escaping @Sendable (PlayedRoom) async throws -> Void) async throws {
        try await Program.with { program in
            let prefix = "siaga-\(getpid())-"
            let account = try await ServerAccount.make(in: program.folder)
            try program.folder.write(world, to: "world")
            let built = try await program.shell(network(prefix))
            do {
                guard built.exitCode == 0 else { throw Failure(description: built.notes) }
                try await start(pcs + [reinstalled, gateway] + clones, program, account, prefix, [:], body)
            } catch {
                _ = try await program.shell(removal(prefix))
                throw error
            }
            _ = try await program.shell(removal(prefix))
        }
    }

    /// Why a machine or a scene could not be had.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static func start(
        _ machines: [Machine],
        _ program: Program,
        _ account: ServerAccount,
        _ prefix: String,
        _ started: [String: OpenSSHServer],
        _ body: @escaping @Sendable (PlayedRoom) async throws -> Void
    ) async throws {
        guard let machine = machines.first else {
            try await body(
                PlayedRoom(program: program, account: account, servers: started, prefix: prefix)
            )
            return
        }
        var options = OpenSSHServer.Options()
        options.account = account
        options.port = 22
        // Behind this machine's own switch port; a PC that is carried to another seat is given its address.
        options.addresses = ["0.0.0.0"]
        options.lines = ["AllowTcpForwarding yes"] + machine.lines
        options.hostKeyFolder = machine.twin.flatMap { started[$0]?.folder.path }
        options.launcher = [
            "/usr/sbin/ip", "netns", "exec", prefix + machine.name, "unshare", "--uts", "--mount",
            "--propagation", "private", "sh", "\(program.folder.path)/world", machine.name, machine.disk,
        ]
        try await OpenSSHServer.with(options) { server in
            try await start(
                Array(machines.dropFirst()),
                program,
                account,
                prefix,
                started.merging([machine.name: server]) { $1 },
                body
            )
        }
    }

    /// What makes a machine out of a namespace: its name, its identity, a disk with the exam app on it.
    private static let world = #"""
        set -e
        hostname "$1"
        mount -t tmpfs -o "size=$2,mode=755" none /mnt
        mkdir /mnt/exam
        echo 26.0222 >/mnt/exam/version.txt
        cp /usr/bin/date /mnt/date
        printf '#!/bin/sh\nexec /mnt/date -d "$(cat /mnt/offset) seconds" "$@"\n' >/mnt/skewed
        printf '#!/bin/sh\nexec sleep 60\n' >/mnt/stuck
        chmod 755 /mnt/skewed /mnt/stuck
        if [ -e /etc/machine-id ]; then
            printf %s "$1" | sha256sum | cut -c 1-32 >/mnt/machine-id
            mount --bind /mnt/machine-id /etc/machine-id
        fi
        shift 2
        exec "$@"

        """#

    private static var machines: [Machine] { pcs + [reinstalled, gateway, examServer, laptop] + clones }

    private static func network(_ prefix: String) -> String {
        let switchboard = "ip -n \(prefix)switch"
        let ports = machines.map { machine in
            """
            ip netns add \(prefix)\(machine.name)
            \(switchboard) link add \(machine.name) type veth peer name eth0 netns \(prefix)\(machine.name) address \(machine.card)
            \(switchboard) link set \(machine.name) master board \(machine.isPluggedIn ? "up" : "down")
            ip -n \(prefix)\(machine.name) link set lo up
            ip -n \(prefix)\(machine.name) address add \(machine.address)/24 dev eth0
            ip -n \(prefix)\(machine.name) link set eth0 up

            """
        }
        return """
            set -e
            ip netns add \(prefix)switch
            \(switchboard) link add board type bridge
            \(switchboard) link set board up
            \(ports.joined())
            """
    }

    private static func removal(_ prefix: String) -> String {
        "for name in \((["switch"] + machines.map(\.name)).joined(separator: " ")); do "
            + "ip netns delete \(prefix)$name; done"
    }
}

extension PlayedRoom {
    /// What happens to a machine before a scene.
    enum Event: Sendable {
        /// Its cable is pulled, or it loses its power: both look the same from outside.
        case off
        case on
        /// Its card gets another address: the PC was carried to another seat.
        case takes(address: String)
        /// Another version of the exam app is on it.
        case hasApp(String)
        /// Its clock is off by so many seconds.
        case clock(Int)
        /// It lets Siaga in, and then its programs hang.
        case hangs
        /// Its clock is right, and its programs run again.
        case recovers
    }

    /// Lets things happen, one after the other.
    func stage(_ events: [(name: String, event: Event)]) async throws {
        let lines = events.map { line(for: $0.event, of: $0.name) }
        let outcome = try await program.shell("set -e\n" + lines.joined(separator: "\n"))
        guard outcome.exitCode == 0 else { throw Failure(description: outcome.notes) }
    }

    /// Lets the same happen to several machines.
    func stage(_ names: [String], _ event: Event) async throws {
        try await stage(names.map { (name: $0, event: event) })
    }

    private func line(for event: Event, of name: String) -> String {
        let process = servers[name]?.processNumber ?? 0
        let inside = "nsenter --target \(process) --mount"
        return switch event {
        case .off: "ip -n \(prefix)switch link set \(name) down"
        case .on: "ip -n \(prefix)switch link set \(name) up"
        case .takes(let address):
            "ip -n \(prefix)\(name) address flush dev eth0; "
                + "ip -n \(prefix)\(name) address add \(address)/24 dev eth0"
        case .hasApp(let version): "\(inside) sh -c 'echo \(version) >/mnt/exam/version.txt'"
        case .clock(let offset):
            "\(inside) sh -c 'echo \(offset) >/mnt/offset && mount --bind /mnt/skewed /usr/bin/date'"
        case .recovers: "\(inside) umount /usr/bin/date"
        case .hangs: "\(inside) mount --bind /mnt/stuck /usr/bin/date"
        }
    }

    /// Words that run a program on a machine.
    func at(_ name: String) -> String { "ip netns exec \(prefix)\(name)" }
}
