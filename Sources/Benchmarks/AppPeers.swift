import Glibc

/// Other tools that bring the same files to the same PCs, as their users would have them do it.
struct AppPeers {
    /// One of them.
    ///
    /// The last may be so slow that it is ended, and what it began on the PCs must disturb nobody behind it.
    enum Peer: String, CaseIterable {
        case ansibleSynchronize = "ansible synchronize"
        case ansibleUnarchive = "ansible unarchive"
        case pyinfraSync = "pyinfra files.sync"
        case ansibleCopy = "ansible copy"
    }

    /// How one of them did.
    enum Outcome {
        /// It came to its end.
        case done(ChildProcess.Usage)
        /// It was ended at the limit.
        case tooSlow
        /// It is not on this machine.
        case missing
    }

    /// A folder with the programs `ansible` and `pyinfra`: the `bin` of a Python environment.
    let programs: String
    /// Past this a tool is ended.
    let limit: Duration
    let world: LoopbackHosts
    let pcs: String
    let width: Int

    /// Writes what the tools read.
    func prepare() throws {
        let lines = world.hosts.map { "\($0.name) ansible_host=\($0.address)" }
        try TextFile.write(
            (lines + [
                "[all:vars]", "ansible_port=\(world.port)", "ansible_user=\(world.user)",
                "ansible_ssh_private_key_file=\(world.key)", "ansible_python_interpreter=/usr/bin/python3",
                "",
            ]).joined(separator: "\n"),
            to: "\(pcs)/peers.ini"
        )
        let hosts = world.hosts.map { host in
            "(\"\(host.name)\", {\"ssh_hostname\": \"\(host.address)\", \"ssh_port\": \(world.port), "
                + "\"ssh_user\": \"\(world.user)\", \"ssh_key\": \"\(world.key)\", "
                + "\"ssh_strict_host_key_checking\": \"no\", \"ssh_known_hosts_file\": \"/dev/null\"})"
        }
        try TextFile.write("hosts = [\(hosts.joined(separator: ", "))]\n", to: "\(pcs)/peers.py")
    }

    /// Brings a folder to every PC.
    ///
    /// - Returns: How it went.
    func bring(_ source: String, by peer: Peer) throws -> Outcome {
        let app = "\(pcs)/{{ inventory_hostname }}/App"
        let words: [String]
        switch peer {
        case .ansibleCopy: words = ansible("copy", "src=\(source)/ dest=\(app)/ mode=preserve")
        case .ansibleUnarchive:
            try ChildProcess.run(["tar", "-C", source, "-cf", "\(pcs)/peers.tar", "."])
            words = ansible("unarchive", "src=\(pcs)/peers.tar dest=\(app)/")
        case .ansibleSynchronize:
            guard has("rsync"), has("\(programs)/ansible-doc", ["-t", "module", "ansible.posix.synchronize"])
            else {
                return .missing
            }
            words = ansible("ansible.posix.synchronize", "src=\(source)/ dest=\(app)/ checksum=yes")
        case .pyinfraSync:
            try TextFile.write(
                """
                from pyinfra import host
                from pyinfra.operations import files
                files.sync(src="\(source)", dest="\(pcs)/" + host.name + "/App")

                """,
                to: "\(pcs)/peers-deploy.py"
            )
            words = [
                "\(programs)/pyinfra", "\(pcs)/peers.py", "\(pcs)/peers-deploy.py", "--parallel", "\(width)",
                "-y",
            ]
        }
        let log = "\(pcs)/peers.log"
        guard let usage = try ChildProcess(words, output: log, leadsGroup: true).end(within: limit) else {
            return .tooSlow
        }
        guard usage.exitCode == 0 else {
            throw try BenchmarkError(
                "`\(peer.rawValue)` ended with \(usage.exitCode): \(TextFile.read(log).suffix(2_000))"
            )
        }
        return .done(usage)
    }

    private func ansible(_ module: String, _ arguments: String) -> [String] {
        [
            "env", "ANSIBLE_HOST_KEY_CHECKING=False", "ANSIBLE_PIPELINING=True", "ANSIBLE_FORKS=\(width)",
            "PATH=\(programs):/usr/sbin:/usr/bin:/sbin:/bin", "\(programs)/ansible", "all", "-i",
            "\(pcs)/peers.ini", "-m", module, "-a", arguments,
        ]
    }

    private func has(_ program: String, _ words: [String] = ["--version"]) -> Bool {
        (try? ChildProcess.run([program] + words)) != nil
    }
}
