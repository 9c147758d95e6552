import Glibc

/// The PCs of the benchmark as Siaga sees them: a room folder, a home with the bundles, and the program itself.
struct AppRoom {
    let world: LoopbackHosts
    /// Where the PCs' folders are.
    let pcs: String
    let width: Int

    private var folder: String { pcs + "/room" }

    /// Writes the room; the bundles of this account are those below it from now on.
    init(world: LoopbackHosts, pcs: String, width: Int) throws {
        self.world = world
        self.pcs = pcs
        self.width = width
        setenv("XDG_DATA_HOME", pcs + "/data", 1)
        try ChildProcess.run(["mkdir", "-p", folder])
        let hosts = world.hosts.map { host in
            "    \(host.name): { ansible_host: \(host.address), siaga_folder: '\(pcs)/\(host.name)/state' }"
        }
        try TextFile.write(
            """
            all:
              vars:
                room_name: Benchmark
                room_network: 127.0.0.0/8
                exam_processes: [no-such-exam]
                siaga_frozen: false
                ansible_port: \(world.port)
                ansible_user: \(world.user)
                ansible_ssh_private_key_file: \(world.key)
              hosts:
            \(hosts.joined(separator: "\n"))

            """,
            to: folder + "/hosts.yaml"
        )
        try ChildProcess.run(["cp", world.inventory + "/known_hosts", folder])
    }

    /// Makes a bundle of a folder, and a playbook that brings it to every PC.
    func add(_ name: String, from source: String) throws {
        try run(["bundle", "add", source, "--name", name])
        try TextFile.write(
            """
            name: \(name)
            hosts: all
            steps:
              - app: { path: "\(pcs)/{{ inventory_hostname }}/App", bundle: \(name) }

            """,
            to: "\(pcs)/\(name).yaml"
        )
        let sums = "\(pcs)/\(name).sums"
        try ChildProcess.run([
            "sh", "-c", "cd \"$1\" && find . -type f -exec sha256sum {} + | sed 's/ [ *]\\.\\// /' >\"$2\"",
            "sh", source, sums,
        ])
        let lines = try TextFile.read(sums).split(separator: "\n").map { line in
            "          - '\(line.prefix(64))  \(line.dropFirst(65))'"
        }
        try TextFile.write(
            """
            name: Hashes of \(name)
            hosts: all
            checks:
              - exam.running
              - app.hash:
                  path: "\(pcs)/{{ inventory_hostname }}/App"
                  manifest:
            \(lines.joined(separator: "\n"))

            """,
            to: "\(pcs)/\(name)-hashes.yaml"
        )
    }

    /// Brings a bundle to every PC: `siaga install`, from its start to its end.
    @discardableResult
    func install(_ name: String) throws -> ChildProcess.Usage {
        try run([
            "install", "-i", folder, "-F", "none", "-p", "\(pcs)/\(name).yaml", "--yes", "--transfers",
            "\(width)",
        ])
    }

    /// Asks every PC for the hash of every file: `siaga scan`.
    func scan(_ name: String) throws -> ChildProcess.Usage {
        try run([
            "scan", "-i", folder, "-F", "none", "-p", "\(pcs)/\(name)-hashes.yaml", "--width", "\(width)",
        ])
    }

    @discardableResult
    private func run(_ words: [String]) throws -> ChildProcess.Usage {
        let log = pcs + "/log"
        let usage = try ChildProcess([ScanBenchmark.sibling("siaga")] + words, output: log)
            .wait(within: .seconds(300))
        guard usage.exitCode == 0 else {
            throw try BenchmarkError(
                "`siaga \(words[0])` ended with \(usage.exitCode): \(TextFile.read(log))"
            )
        }
        return usage
    }
}
