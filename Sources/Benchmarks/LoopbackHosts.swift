import Glibc

/// Many "hosts" on this machine: one port on many loopback addresses, one sshd for every 16 (its `MAX_LISTEN_SOCKS`).
struct LoopbackHosts {
    let count: Int
    let port: Int
    let folder: String
    let user: String
    let checks: CheckSet
    private var servers: [ChildProcess] = []

    /// The room folder that `siaga scan -i` takes.
    var inventory: String { folder + "/room" }
    /// The room of the one host that writes down what it is asked.
    var recordingInventory: String { folder + "/recording-room" }
    var key: String { folder + "/key" }
    /// The exec's line, its stdin and its stdout, as the recording host saw them.
    var recordedCommand: String { folder + "/recorded-command" }
    var recordedScript: String { folder + "/recorded-script" }
    var recordedOutput: String { folder + "/recorded-output" }
    /// When the recording host began and ended, in seconds since 1970, one a line.
    private var recordedTimes: String { folder + "/recorded-times" }

    /// Every host's name and address.
    var hosts: [(name: String, address: String)] { (0..<count).map { ("pc\($0 + 1)", Self.address($0)) } }

    /// Host `index`'s address; the floor counts in the same way.
    static func address(_ index: Int) -> String { "127.0.\(index / 250 + 1).\(index % 250 + 1)" }

    /// Starts the servers.
    ///
    /// - Parameters:
    ///   - count: How many hosts.
    ///   - checks: What their room's playbook asks.
    ///   - replays: Whether they answer what the recording host did and take as long, instead of running the script:
    ///     as PCs that have a processor of their own.
    ///   - folder: An empty folder for keys and settings.
    /// - Throws: ``BenchmarkError`` with what sshd said.
    init(count: Int, checks: CheckSet, replays: Bool, in folder: String) throws(BenchmarkError) {
        self.count = count
        self.checks = checks
        self.folder = folder
        // sshd insists on it as root; nobody else made it where no sshd was ever started as a service.
        if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
        guard let account = getpwuid(getuid()) else { throw BenchmarkError("this account has no name") }
        user = String(cString: account.pointee.pw_name)
        port = try Self.freePort()
        for name in ["host_key", "key"] {
            try ChildProcess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)"])
        }
        try TextFile.write(TextFile.read(key + ".pub"), to: folder + "/authorized_keys")
        try RoomFolder.writeApplication(of: self)
        let server = try ExamServer()
        _ = try RoomFolder(inventory, hosts: hosts, of: self, server: server)
        _ = try RoomFolder(recordingInventory, hosts: [("pc1", "127.0.0.1")], of: self, server: server)
        do {
            let command =
                replays ? try replayingCommand() : checks.compareIdentities ? try separatingCommand() : nil
            let settings = command.map { "ForceCommand \($0)\n" } ?? ""
            for first in stride(from: 0, to: count, by: 16) {
                let addresses = (first..<min(first + 16, count)).map(Self.address)
                try servers.append(start(addresses, settings: settings))
            }
            try servers.append(start(["127.0.0.1"], settings: "ForceCommand \(recordingCommand())\n"))
        } catch {
            stop()
            throw error
        }
    }

    /// Ends the servers.
    func stop() {
        for server in servers { server.stop() }
    }

    private func start(_ addresses: [String], settings: String) throws(BenchmarkError) -> ChildProcess {
        let path = "\(folder)/sshd-\(addresses[0])"
        try TextFile.write(
            """
            Port \(port)
            \(addresses.map { "ListenAddress \($0)" }.joined(separator: "\n"))
            HostKey \(folder)/host_key
            AuthorizedKeysFile \(folder)/authorized_keys
            Subsystem sftp internal-sftp
            PidFile none
            UsePAM no
            UseDNS no
            StrictModes no
            PasswordAuthentication no
            PrintMotd no
            MaxStartups 2000:30:4000
            SetEnv HOME=\(folder)
            LogLevel ERROR
            \(settings)
            """,
            to: path
        )
        let server = try ChildProcess(["/usr/sbin/sshd", "-D", "-e", "-f", path], output: path + ".log")
        for address in addresses where !Self.answers(address, port: port) {
            server.stop()
            throw try BenchmarkError("sshd did not start: " + TextFile.read(path + ".log"))
        }
        return server
    }

    /// A forced command that runs what was asked and keeps a copy of line, stdin and stdout.
    private func recordingCommand() throws(BenchmarkError) -> String {
        let path = folder + "/record"
        try TextFile.write(
            """
            #!/bin/sh
            [ ! -e '\(recordedCommand)' ] || exit 75
            printf %s "$SSH_ORIGINAL_COMMAND" >'\(recordedCommand)'
            date +%s.%N >'\(recordedTimes)'
            tee '\(recordedScript)' | sh -c "$SSH_ORIGINAL_COMMAND" | tee '\(recordedOutput)'
            date +%s.%N >>'\(recordedTimes)'
            """,
            to: path,
            mode: 0o700
        )
        return path
    }

    /// Shell text that names a start of the host's own, as PCs have: else all were one machine, which fills one seat.
    private static let ownStart = """
        set -- $SSH_CONNECTION
        last=${3#127.0.}
        start=00000000-0000-0000-0000-$(printf %06d%06d "${last%.*}" "${last#*.}")
        """

    /// A forced command that runs what was asked, as a machine of its own.
    private func separatingCommand() throws(BenchmarkError) -> String {
        let path = folder + "/separate"
        try TextFile.write(
            """
            #!/bin/sh
            \(Self.ownStart)
            sh -c "$SSH_ORIGINAL_COMMAND" | sed "s/:boot .*/:boot $start/"
            """,
            to: path,
            mode: 0o700
        )
        return path
    }

    /// A forced command that answers as the recording host did, in the same time, with this run's nonces and clock.
    ///
    /// The first line of the input holds the mark behind which the answer stands, and one further on the probe's nonce.
    private func replayingCommand() throws(BenchmarkError) -> String {
        let path = folder + "/replay"
        try TextFile.write(
            """
            #!/bin/sh
            began=$(date +%s.%N)
            \(Self.ownStart)
            IFS= read -r first
            mark=$(printf '%s' "$first" | grep -o '[0-9a-f]\\{32\\}' | head -n 1)
            nonce=$(sed -n 's/^nonce //p')
            printf '\\n%s 2\\n' "$mark" >&2
            { read -r from; read -r to; } <'\(recordedTimes)'
            sleep "$(echo "$from $to" | awk '{ print $2 - $1 }')"
            exec sed -e "s/^[0-9a-f]\\{32\\} 1\\$/$mark 1/;t" -e "s/^[0-9a-f]\\{32\\}/$nonce/" \
                -e "s/ begin .*/ begin $began/" \
                -e "s/:boot .*/:boot $start/" \
                -e "s/ time .*/ time $(date +%s.%N)/" '\(recordedOutput)'
            """,
            to: path,
            mode: 0o700
        )
        return path
    }

    private static func freePort() throws(BenchmarkError) -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        return try bindFreePort(socket)
    }

    /// Binds a socket to a free port of 127.0.0.1.
    static func bindFreePort(_ socket: CInt) throws(BenchmarkError) -> Int {
        var address = sockaddr_in(loopback: "127.0.0.1", port: 0)
        guard address.with({ bind(socket, $0, $1) }) == 0,
            address.with({ pointer, length in
                var length = length
                return getsockname(socket, UnsafeMutablePointer(mutating: pointer), &length)
            }) == 0
        else { throw BenchmarkError("no port is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func answers(_ text: String, port: Int) -> Bool {
        var address = sockaddr_in(loopback: text, port: port)
        let deadline = ContinuousClock.now.advanced(by: .seconds(10))
        while ContinuousClock.now < deadline {
            let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(socket) }
            if address.with({ connect(socket, $0, $1) }) == 0 { return true }
            usleep(10_000)
        }
        return false
    }

    /// Connects to the first host's port: 127.0.0.1 is the one that records.
    static func connection(to port: Int) -> CInt? {
        var address = sockaddr_in(loopback: address(0), port: port)
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if address.with({ connect(socket, $0, $1) }) == 0 { return socket }
        close(socket)
        return nil
    }
}

extension sockaddr_in {
    fileprivate init(loopback text: String, port: Int) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_port = UInt16(port).bigEndian
        inet_pton(AF_INET, text, &sin_addr)
    }

    fileprivate mutating func with(
        _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeMutableBytes(of: &self) { bytes in
            bytes.baseAddress.map {
                body($0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
            } ?? -1
        }
    }
}
