import Foundation
import Inventories
import RoomModel
import TestRoom
import Testing

/// Texts that Ansible Vault encrypted, opened by ours.
@Suite(.timeLimit(.minutes(5))) struct VaultTests {
    private static let program = """
        import json, sys
        from ansible.parsing.vault import VaultLib, VaultSecret
        made = []
        for text, password, label in json.load(open(sys.argv[1])):
            vault = VaultLib([(label or 'default', VaultSecret(password.encode()))])
            made.append(vault.encrypt(text, vault_id=label).decode())
        print(json.dumps(made))
        """

    /// Encrypts with Ansible: text, password, vault id.
    private func encrypted(_ texts: [[String?]]) async throws -> [String] {
        let ansible = try AnsibleOracle()
        return try await ScratchFolder.with { folder in
            let file = try folder.write(
                String(decoding: JSONEncoder().encode(texts), as: UTF8.self),
                to: "texts.json"
            )
            let output = try await ansible.python(Self.program, [file], in: folder.path)
            return try JSONDecoder().decode([String].self, from: Data(output.utf8))
        }
    }

    private static func inline(_ name: String, _ text: String) -> String {
        "\(name): !vault |\n" + text.split(separator: "\n").map { "  \($0)\n" }.joined()
    }

    @Test func `opens what Ansible Vault encrypted, and never prints it`() async throws {
        let password = "s3cr3t-{#-päß-🔑\tx"
        let whole = "ansible_user: guru\nansible_become_password: '{{ vault_word }}'\nvault_word: bananas\n"
        let texts: [[String?]] = [
            [password, "one", nil], [password, "two", "lab"], [whole, "one", nil], [whole, "two", "lab"],
            [String(repeating: "ansible_x: \u{1F511}\n", count: 1_000), "one", nil], ["13", "one", nil],
        ]
        let made = try await encrypted(texts)
        #expect(
            made[0].hasPrefix("$ANSIBLE_VAULT;1.1;AES256\n")
                && made[1].hasPrefix("$ANSIBLE_VAULT;1.2;AES256;lab\n")
        )
        let both = VaultKeyring([
            .init(secret: Secret("one")), .init(label: "lab", secret: Secret("two")),
        ])
        let hosts = "all:\n  hosts:\n    pc01:\n"
        for (inline, file) in [(made[0], made[3]), (made[1], made[2])] {
            let files = [
                "hosts.yaml": hosts, "group_vars/all.yml": file,
                "host_vars/pc01.yml": Self.inline("ansible_password", inline),
            ]
            try TextFolder.with(files) { folder in
                let host = try InventoryLoader.load([folder.path], vault: both).rooms[0].hosts[0]
                #expect(host.password == Secret(password))
                #expect(host.user?.description == "guru")
                #expect(host.unspoken == [Secret("guru")])
                #expect(!String(reflecting: host.variables).contains("bananas"))
                #expect(!String(reflecting: host).contains(password))
            }
            try TextFolder.with(files) { folder in
                #expect(folder.problems().joined().contains("no vault password was given"))
                let wrong = VaultKeyring([.init(secret: Secret("three"))])
                let error = #expect(throws: InvalidDocuments.self) {
                    try InventoryLoader.load([folder.path], vault: wrong)
                }
                #expect(error?.problems.contains { $0.message.contains("another password") } == true)
            }
        }
        let hostsFile = [
            "hosts.yaml": try await encrypted([[hosts + "      ansible_port: 2222\n", "one", nil]])[0]
        ]
        try TextFolder.with(hostsFile) { folder in
            let host = try InventoryLoader.load([folder.path], vault: both).rooms[0].hosts[0]
            #expect(host.port == 2_222)
        }
        let shown = ["hosts.yaml": hosts, "host_vars/pc01.yml": Self.inline("seat", made[5])]
        try TextFolder.with(shown) { folder in
            let error = #expect(throws: InvalidDocuments.self) {
                try InventoryLoader.load([folder.path], vault: both)
            }
            #expect(error?.problems.map(\.message) == ["`seat` is encrypted, and Siaga shows it"])
        }
        let last = made[0].dropLast().suffix(2)
        let damaged = String(made[0].dropLast(3)) + (last == "30" ? "31" : "30") + "\n"
        for (text, reason) in [
            (damaged, "with another password"),
            (made[0].replacing("AES256", with: "AES"), "`AES`, which is not understood"),
            (made[0].replacing("1.1", with: "1.0"), "`1.0`, which is not understood"),
            ("$ANSIBLE_VAULT;1.1;AES256\n12x4\n", "damaged"),
        ] {
            let files = ["hosts.yaml": hosts, "host_vars/pc01.yml": Self.inline("ansible_password", text)]
            try TextFolder.with(files) { folder in
                let error = #expect(throws: InvalidDocuments.self) {
                    try InventoryLoader.load([folder.path], vault: both)
                }
                let problem = error?.problems.first
                #expect(problem?.message.contains(reason) == true, "\(String(describing: problem))")
                #expect(problem?.location.line == 1)
                #expect(problem?.excerpt == nil)
            }
        }
    }

    @Test(arguments: [
        ("ansible_connection: winrm\nansible_port: 55986\n", false),
        ("ansible_host: rahasia.example\nansible_port: 55986\n", false),
        ("ansible_become: rahasia\n", true),
        ("ansible_become: true\nansible_become_method: rahasia\n", false),
        ("ansible_connection: rahasia\n", false), ("siaga_access: rahasia\n", true),
        ("ansible_host: rahasia example\n", true), ("ansible_port: rahasia\n", true),
        ("ansible_user: rahasia;x\n", true), ("seat: rahasia\n", true), ("mac: rahasia\n", true),
        ("mac: 3c:52:82:0a:11:07\n", true), ("ansible_ssh_common_args: -o Rahasia=1 -J rahasia\n", true),
        ("ansible_ssh_private_key_file: /rahasia\n", true), ("room_name: rahasia\nseats: 7\n", true),
        ("seats: rahasia\n", true), ("language: rahasia\n", true), ("room_mode: rahasia\n", true),
        ("sessions: [rahasia]\n", true), ("exam_server: rahasia.example\n", false),
        ("ansible_group_priority: rahasia\n", false), (#"{"ansible_become": "rahasia"}"#, true),
    ])
    func `nothing of an encrypted file is in a problem, a note, or what a report holds`(
        _ text: String,
        isRefused: Bool
    ) async throws {
        let encrypted = try await encrypted([[text, "one", nil]])[0]
        let keys = VaultKeyring([.init(secret: Secret("one"))])
        let files = ["hosts.yaml": "all: { hosts: { pc01: } }\n", "group_vars/all.yml": encrypted]
        try TextFolder.with(files) { folder in
            let told: [Problem]
            do throws(InvalidDocuments) {
                let loaded = try InventoryLoader.load([folder.path], vault: keys)
                told = loaded.notes
                #expect(!isRefused)
                // A PC that SSH does not serve is in no room.
                let shown = loaded.rooms.map { "\($0.hosts.map { RunHost($0) }) \($0.profile)" }.joined()
                #expect(!shown.contains("rahasia") && !shown.contains("55986"), "\(shown)")
            } catch {
                told = error.problems
                #expect(isRefused, "\(told)")
            }
            let said = told.map { "\($0.message) \($0.hint ?? "") \($0.excerpt ?? "")" }.joined()
            for word in ["rahasia", "Rahasia", "55986", "3c:52"] { #expect(!said.contains(word), "\(said)") }
        }
    }

    @Test(arguments: ["hosts.ini", "hosts", "hosts.yaml", "hosts.json", "saved.json", "hosts.cfg"])
    func `a list of PCs that is encrypted as a whole loads, whatever its form`(_ name: String) async throws {
        let keys = VaultKeyring([.init(secret: Secret("one"))])
        let text =
            switch name {
            case "hosts.yaml": "lab: { hosts: { pc01: { ansible_password: rahasia }, pc02: } }\n"
            case "saved.json":
                #"{"_meta": {"hostvars": {"pc01": {"ansible_password": "rahasia"}}}, "lab": {"hosts": ["pc01", "pc02"]}}"#
            case "hosts.json":
                #"{"lab": {"hosts": {"pc01": {"ansible_password": "rahasia"}, "pc02": {}}}}"#
            default: "[lab]\npc01 ansible_password='rahasia'\npc02\n[lab:vars]\nansible_user=rahasia\n"
            }
        try TextFolder.with([name: try await encrypted([[text, "one", nil]])[0]]) { folder in
            let path = "\(folder.path)/\(name)"
            let loaded = try InventoryLoader.load([path], vault: keys)
            let hosts = loaded.rooms[0].hosts
            #expect(hosts.map(\.name.description) == ["pc01", "pc02"])
            #expect(hosts[0].password == Secret("rahasia"))
            let list = try #require(loaded.inventories.first).list()
            #expect(!String(decoding: list, as: UTF8.self).contains("rahasia"))
        }
    }

    @Test func `nothing of an encrypted INI file is in a problem`() async throws {
        let keys = VaultKeyring([.init(secret: Secret("one"))])
        let text = """
            [lab]
            pc01 ansible_password=x rahasia
            pc02 note='rahasia
            [rahasia lab]
            [lab:rahasia]
            [all:children]
            rahasia lab
            [lab:vars]
            rahasia
            """
        try TextFolder.with(["hosts.ini": try await encrypted([[text, "one", nil]])[0]]) { folder in
            let error = #expect(throws: InvalidDocuments.self) {
                try InventoryLoader.load(["\(folder.path)/hosts.ini"], vault: keys)
            }
            let problems = error?.problems ?? []
            #expect(problems.map(\.location.line) == [2, 3, 4, 5, 7, 9])
            #expect(!"\(problems)".contains("rahasia"), "\(problems)")
        }
    }

    @Test func `an encrypted value that nobody needs stays closed`() throws {
        let files = [
            "hosts.yaml": "all:\n  hosts:\n    pc01:\n",
            "group_vars/all.yml": Self.inline("other_secret", "$ANSIBLE_VAULT;1.1;AES256\n3132\n"),
        ]
        try TextFolder.with(files) { #expect($0.problems().isEmpty) }
    }
}
