import Glibc

/// A room folder as a proctor has one, with a playbook that holds every check and that every host here passes.
struct RoomFolder {
    /// The file that every host's exam app consists of, besides its version.
    private static let program = "ExamBrowser.exe"
    private static let version = "26.0222"

    let path: String

    /// Writes the folder.
    ///
    /// - Parameters:
    ///   - path: Where; must not exist.
    ///   - hosts: The PCs' names and addresses.
    ///   - world: The servers, whose key and account the room uses.
    ///   - server: What the network checks ask.
    /// - Throws: ``BenchmarkError`` when it cannot be written.
    init(
        _ path: String,
        hosts: [(name: String, address: String)],
        of world: LoopbackHosts,
        server: ExamServer
    ) throws(BenchmarkError) {
        self.path = path
        for folder in [path, path + "/playbooks"] where mkdir(folder, 0o700) != 0 {
            throw BenchmarkError("`\(folder)` cannot be made")
        }
        let hostKey = try TextFile.read(world.folder + "/host_key.pub").split(separator: " ").prefix(2)
        try TextFile.write(
            """
            all:
              vars:
                room_name: Benchmark
                room_network: 127.0.0.0/8
                time_zone: Asia/Jakarta
                student_user: \(world.user)
                exam_app_path: \(world.folder)/app
                exam_app_version: "\(Self.version)"
                exam_processes: [ExamBrowser.exe, runningexam.exe, ExamServices.exe, ExamCam.exe, elekbrowser.exe]
                siaga_frozen: false
                ansible_port: \(world.port)
                ansible_user: \(world.user)
                ansible_ssh_private_key_file: \(world.key)
              hosts:
            \(hosts.map { "    \($0.name): { ansible_host: \($0.address) }" }.joined(separator: "\n"))

            """,
            to: path + "/hosts.yaml"
        )
        try TextFile.write(
            hosts.map { "\($0.name) \(hostKey.joined(separator: " "))\n" }.joined(),
            to: path + "/known_hosts"
        )
        try TextFile.write(Self.playbook(of: world, server: server), to: path + "/playbooks/readiness.yaml")
    }

    /// Writes the exam app that every host has: one version file and a program of 1 MiB.
    ///
    /// - Parameter world: The servers.
    /// - Throws: ``BenchmarkError`` when it cannot be written.
    static func writeApplication(of world: LoopbackHosts) throws(BenchmarkError) {
        guard mkdir(world.folder + "/app", 0o700) == 0 else {
            throw BenchmarkError("the app cannot be written")
        }
        try TextFile.write(version + "\n", to: "\(world.folder)/app/version.txt")
        let line = String(repeating: "x", count: 1_023) + "\n"
        try TextFile.write(String(repeating: line, count: 1_024), to: "\(world.folder)/app/\(program)")
    }

    /// The checks; the limits are such that any machine passes.
    private static func playbook(of world: LoopbackHosts, server: ExamServer) throws(BenchmarkError) -> String
    {
        let sums = world.folder + "/sums"
        try ChildProcess.run(["sha256sum", "\(world.folder)/app/\(program)"], output: sums)
        let hash = try TextFile.read(sums).prefix(64)
        return """
            name: Benchmark
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
              - disk.free: { fail_below: 1 MiB }
              - disk.write
              - time.offset
              - time.zone
              - app.files: { files: [version.txt, \(program)] }
              - app.version
              - app.hash: { manifest: ["\(hash)  \(program)"] }
              - dns.hosts: { names: [localhost] }
              - net.server: { url: "http://127.0.0.1:\(server.port)/unbk", within: 8 s }
              - net.exam: { hosts: [127.0.0.1], port: \(server.port) }
              - net.quality: { target: "127.0.0.1:\(server.port)", probes: 5, p95_above: 1 s }

            """ + world.checks.furtherChecks
    }
}
