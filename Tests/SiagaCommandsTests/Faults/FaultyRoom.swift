import TestRoom

/// A room of PCs that go wrong, each in its own way, and of two that are well: `pc02` and `pc03`.
///
/// The PCs that go wrong share one SSH server, which listens on an address for each of them; what it does there is a piece
/// of shell text. All PCs have a home folder of their own, although they share this machine.
struct FaultyRoom: Sendable {
    /// A PC that goes wrong.
    struct Patient: Sendable {
        /// Its name in the list of PCs, which says what is wrong with it.
        let name: String
        /// What its server does with each command: shell text, which may end in `exit`; else the command runs then.
        var shell = ""
        /// The port of 127.0.0.1 it is reached at, where something else than its server is to answer there.
        var port: Int?
    }

    /// The two healthy PCs.
    static let healthy = ["pc02", "pc03"]
    /// The addresses of the server behind the others: as many as an sshd listens on (MAX_LISTEN_SOCKS).
    static let addresses = (1...16).map { "127.0.9.\($0)" }

    /// The room; its first server is the one of the PCs that go wrong, and its program has no settings of OpenSSH.
    let room: ServedRoom
    /// Holds the homes and what the servers do.
    let folder: ScratchFolder

    /// Lends a room with servers that are well to `body`.
    ///
    /// - Parameters:
    ///   - lines: Further lines of each `sshd_config`.
    ///   - body: What needs it.
    /// - Throws: What `body` throws, or why there is no room.
    static func with(
        lines: [String] = [],
        _ body: @escaping @Sendable (FaultyRoom) async throws -> Void
    ) async throws {
        try await ScratchFolder.with { folder in
            let command = try folder.write(answer(in: folder.path), to: "answer")
            try await ServedRoom.with(
                3,
                lines: lines + ["ForceCommand /bin/sh \(command)"],
                addresses: ["127.0.0.1"] + addresses.dropLast()
            ) { room in
                try await body(FaultyRoom(room: room, folder: folder))
            }
        }
    }

    /// What each server runs: the fault of the PC at that address, then what was asked for.
    private static func answer(in folder: String) -> String {
        """
        set -- $SSH_CONNECTION
        SIAGA_TEST_PC=$3:$4 HOME='\(folder)'/home-$3-$4
        export SIAGA_TEST_PC HOME
        mkdir -p -m 700 "$HOME" && cd "$HOME" || exit 1
        case $SSH_ORIGINAL_COMMAND in internal-sftp*) exec /usr/lib/openssh/sftp-server ;; esac
        if [ -f '\(folder)'/"fault-$3-$4" ]; then . '\(folder)'/"fault-$3-$4"; fi
        exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"

        """
    }

    /// What tells a PC's own files in ``folder``, and the value of `SIAGA_TEST_PC` on it.
    private func place(of index: Int) -> (address: String, port: Int) {
        (index == 0 ? "127.0.0.1" : Self.addresses[index - 1], room.servers[0].port)
    }

    /// The home folder of the patient with this number.
    func home(_ index: Int) -> String {
        let (address, port) = place(of: index)
        return "\(folder.path)/home-\(address)-\(port)"
    }

    /// Writes the room with these PCs that go wrong, and makes all of them known.
    ///
    /// - Parameters:
    ///   - patients: At most 15 of them without a port of their own.
    ///   - checks: Further lines of the playbook.
    ///   - variables: Further lines of the room's variables.
    /// - Throws: Why a file could not be written.
    func admit(_ patients: [Patient], checks: String = "", variables: [String] = []) throws {
        let lines = try patients.enumerated().map { index, patient in
            let (address, port) = place(of: patient.port == nil ? index : 0)
            if patient.port == nil {
                try folder.write(patient.shell + "\n", to: "fault-\(address)-\(port)")
            }
            return ServedRoom.line(
                patient.name,
                at: patient.port == nil ? address : "127.0.0.1",
                port: patient.port ?? port,
                ", exam_app_path: '\(room.folder)/apps/pc01'"
            )
        }
        let well = [1, 2].map { index in
            ServedRoom.line(
                ServedRoom.name(index),
                port: room.servers[index].port,
                ", exam_app_path: '\(room.folder)/apps/\(ServedRoom.name(index))'"
            )
        }
        try room.write(
            lines: (lines + well).map { $0.replacing("        ", with: "    ") },
            variables: variables
        )
        try room.program.folder.write(ServedRoom.playbook + checks, to: "room/playbooks/readiness.yaml")
        // Enrolling refuses to believe in one key for several PCs; somebody wrote them down by hand.
        let keys =
            patients.map { "\($0.name) \(room.servers[0].hostKeyLines[0])" }
            + [1, 2].map { "\(ServedRoom.name($0)) \(room.servers[$0].hostKeyLines[0])" }
        try room.program.folder.write(keys.joined(), to: "room/known_hosts")
    }

    /// Shell text that does `text` on the patient with this number only.
    func only(_ index: Int, _ text: String) -> String {
        let (address, port) = place(of: index)
        return "case $SIAGA_TEST_PC in \(address):\(port)) \(text) ;; esac"
    }
}
