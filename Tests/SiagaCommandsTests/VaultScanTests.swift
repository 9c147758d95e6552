import Reports
import TestNeeds
import TestRoom
import Testing

/// What Ansible Vault keeps is used for a scan, and is in nothing that the scan prints or leaves.
@Suite(
    .timeLimit(.minutes(2)),
    .needs(.mountNamespace, .sudo)
)
struct VaultScanTests {
    private static let password = "canary-3b9d"

    /// What the encrypted file says: address (127.0.0.1, spelt as nothing else spells it), passwords, a note.
    private static let words = [password, "0x7f.1", "canary-5c11"]

    /// `ansible_host`, `ansible_password`, `ansible_become`, `ansible_become_password` and `room_note`, encrypted by
    /// ansible-vault with the password `lab-vault`.
    private static let encrypted = """
        $ANSIBLE_VAULT;1.1;AES256
        30346535313534336639316162306136393831613636636266353836353833653861366461363139
        3466376131623262313665316263656432366464323561380a313230323833646439366235613334
        35663664333064313832393431653362663634306338636238653365666136336437353665646266
        3065366238373166320a373133613633333665383165623433313932346561633336373566666635
        64623666316135656236356138356232303733383139313165383137633936316366613364363135
        61633837393536613432646433303762366130396637396439383237623132653539333639383633
        35633666306366633165623164313338613339623231353833623430383562383839353161363738
        31353364626262326565386263333933636563656633373662316337633432366235386633373131
        36613639633136336638623466313134326339643736633032613632326439613261353335353964
        63333664366238303464313031353161306563303436366466623238363764366238393133623930
        366433313138316439313332663037363132

        """

    private func expectNothing(in outcome: Program.Outcome, _ what: String) {
        for word in Self.words {
            #expect(!outcome.output.contains(word), "\(what): \(outcome.output)")
            #expect(!outcome.notes.contains(word), "\(what): \(outcome.notes)")
        }
    }

    @Test func `what an encrypted file says is in no event, record or report of a scan`() async throws {
        let rules = "Defaults timestamp_timeout=0\nsiaga-tech ALL=(ALL) ALL"
        try await SudoServer.with(rules: rules, password: Self.password) { world in
            try await Program.with { program in
                _ = try await program.shell(
                    "mkdir -p room/host_vars room/playbooks && umask 077 && echo lab-vault >vault"
                )
                try program.folder.write(
                    """
                    all:
                      vars: { ansible_user: siaga-tech, ansible_port: \(world.server.port), seats: 2,
                        exam_processes: [\(program.examProgram)], exam_app_path: /nonexistent }
                      hosts:
                        pc01: { seat: 1 }
                        pc02: { seat: 2, ansible_host: 127.0.0.1, ansible_port: 1 }

                    """,
                    to: "room/hosts.yaml"
                )
                try program.folder.write(Self.encrypted, to: "room/host_vars/pc01.yml")
                try program.folder.write(ServedRoom.playbook, to: "room/playbooks/readiness.yaml")
                try program.folder.write(
                    ServedRoom.playbook.replacing("26.0222", with: "{{ room_note }}"),
                    to: "compares.yaml"
                )
                let access = ["-i", "room", "--vault-password-file", "vault", "--lang", "en"]
                let unknown = try await program(["scan"] + access)
                expectNothing(in: unknown, "scan of an unknown PC")
                let enrolled = try await program(["enroll", "--yes"] + access)
                #expect(enrolled.output.contains("pc01"), "\(enrolled)")
                expectNothing(in: enrolled, "enroll")
                let scan = try await program(["scan"] + access)
                #expect(scan.output.contains("pc01") && !scan.output.contains("pc01  NO ACCESS"), "\(scan)")
                expectNothing(in: scan, "scan")
                let exec = try await program(["exec"] + access + ["pc01", "--", "id -un"])
                #expect(exec.output.contains("root"), "\(exec)")
                expectNothing(in: exec, "exec")
                for format in ReportFormat.allCases {
                    for command in ["scan", "report"] {
                        let file = format.fileExtension.map { ["-o", "\(command).\($0)"] } ?? []
                        let report = try await program(
                            [command, "--format", format.rawValue] + file + access
                        )
                        #expect([0, 2, 3].contains(report.exitCode), "\(report)")
                        #expect(report.output.contains("pc01"), "\(report)")
                        expectNothing(in: report, "\(command) as \(format)")
                    }
                }
                let compared = try await program(["scan", "-p", "compares.yaml"] + access)
                #expect(compared.exitCode == 78, "\(compared)")
                expectNothing(in: compared, "a check that compares with it")
                for words in [
                    ["inventory", "list"], ["inventory", "graph", "--vars"], ["playbook", "show"],
                ] {
                    expectNothing(in: try await program(words + access), words.joined(separator: " "))
                }
                let why = try await program(["inventory", "host", "pc01", "--why"] + access)
                #expect(why.output.contains("room_note"), "\(why)")
                expectNothing(in: why, "host --why")
                let list = try await program(["inventory", "list", "--format", "json"] + access)
                #expect(list.output.contains("room_note"), "\(list)")
                expectNothing(in: list, "list as JSON")
                let left = try await program.shell(
                    "grep -rlF \(Self.words.map { "-e '\($0)'" }.joined(separator: " ")) . ; true"
                )
                #expect(left.output == "", "\(left)")
                let opened = try await program.shell("grep -rlF lab-vault . ; true")
                #expect(opened.output == "./vault\n", "\(opened)")
                let records = try await program.shell("find home/.local/state -type f | head -1")
                #expect(!records.output.isEmpty)
            }
        }
    }
}
