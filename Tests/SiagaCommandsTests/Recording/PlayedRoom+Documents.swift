import Glibc
import TestRoom

extension PlayedRoom {
    /// What the PCs are held to; everything a proctor is shown comes from these checks.
    static let playbook = """
        name: Kesiapan semi-daring
        hosts: all
        checks:
          - ssh.reach
          - host.key
          - exam.running
          - host.unique
          - os.version: { pass: [linux] }
          - disp.res: { required: false }
          - disk.free: { path: "{{ exam_app_path }}", warn_below: 10 GiB, fail_below: 1 GiB }
          - time.offset
          - app.files: { files: [version.txt] }
          - app.version: { expected: "26.0222" }
          - net.server: { url: "http://192.168.0.200/unbk", status: [200], within: 5 s }

        """

    /// Writes a room's folder: the list of PCs, the playbook, the keys by which the PCs are known.
    ///
    /// - Parameters:
    ///   - folder: The folder's name beside the program's home.
    ///   - name: The room's name.
    ///   - title: What people call it (default: the name).
    ///   - pcs: Its PCs; those without a seat are spares.
    ///   - seats: How many of the PCs have a seat, from the first on.
    ///   - gateway: The jump host on the way to them; nil: they are near.
    ///   - isKnown: Whether the PCs' keys are on file (default: yes).
    ///   - variables: Further lines of the room's variables.
    /// - Throws: Why a file could not be written.
    func write(
        _ folder: String,
        name: String,
        title: String? = nil,
        pcs: [Machine],
        seats: Int,
        gateway: Machine? = nil,
        isKnown: Bool = true,
        variables: [String] = []
    ) throws {
        for path in [folder, "\(folder)/playbooks"] { mkdir("\(program.folder.path)/\(path)", 0o700) }
        func lines(_ pcs: some Sequence<(offset: Int, element: Machine)>) -> String {
            pcs.map { index, pc in
                let seat = index < seats ? ", seat: \"\(index + 1)\"" : ""
                return "        \(pc.name): { ansible_host: \(pc.address), mac: \"\(pc.card)\", "
                    + "exam_processes: [\(Self.examProgram(on: pc.name))]\(seat) }\n"
            }.joined()
        }
        let vars = [
            "room_name: \(title ?? name)", "room_mode: semi-online", "room_network: 192.168.0.0/24",
            "time_zone: Asia/Jakarta", "exam_app_path: /mnt/exam",
            "ansible_user: \(account.user)", "ansible_ssh_private_key_file: '\(account.privateKeyPath)'",
        ]
        let way = gateway.map { ["ansible_ssh_common_args: -o ProxyJump=\($0.name)"] } ?? []
        let numbered = Array(pcs.enumerated())
        try program.folder.write(
            "all:\n  children:\n    \(name):\n      vars:\n"
                + (vars + way + variables).map { "        \($0)\n" }.joined()
                + "      hosts:\n" + lines(numbered)
                + "    spares:\n      hosts:\n"
                + numbered.dropFirst(seats).map { "        \($0.element.name):\n" }.joined()
                + Self.group(of: gateway, account),
            to: "\(folder)/hosts.yaml"
        )
        try program.folder.write(Self.playbook, to: "\(folder)/playbooks/readiness.yaml")
        guard isKnown else { return }
        let keys = (pcs + [gateway].compactMap(\.self)).compactMap { pc in
            servers[pc.name]?.hostKeyLines.first.map { "\(pc.name) \($0)" }
        }
        try program.folder.write(keys.joined(), to: "\(folder)/known_hosts")
    }

    private static func group(of gateway: Machine?, _ account: ServerAccount) -> String {
        guard let gateway else { return "" }
        return "    gateways:\n      hosts:\n        \(gateway.name): { ansible_host: \(gateway.address), "
            + "ansible_user: \(account.user), ansible_ssh_private_key_file: '\(account.privateKeyPath)' }\n"
    }

    /// The exam app's process on a PC: all machines here share one list of processes, so each looks for its own.
    static func examProgram(on pc: String) -> String { "Exam-\(pc)" }
}
