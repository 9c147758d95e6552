import Foundation
import Inventories
import RoomModel
import Testing

/// Files that merely lie beside the list: what they hold decides whether they are part of it.
@Suite struct FoundFileTests {
    private static let hosts = "all: { hosts: { pc01: , pc02: } }\n"

    /// What people and programs leave in a folder of PCs.
    private static let others: [(name: String, text: String)] = [
        ("package.json", "{ \"name\": \"anbk\", \"keywords\": [\"exam\"] }\n"),
        ("tsconfig.json", "{ \"include\": [\"src\"] }\n"),
        (
            "playbook.schema.json",
            "{\n  \"$schema\": \"https://json-schema.org/draft\",\n  \"required\": [\"checks\"],\n  \"properties\": {}\n}\n"
        ),
        (
            "hasil.json",
            "{ \"schema\": 1, \"rooms\": [{ \"hosts\": [{ \"name\": \"pc01\" }] }], \"controller\": { \"hosts\": [] } }\n"
        ),
        ("riwayat.json", "{\"runs\": [{\"id\": \"r1\"}], \"room\": \"lab-1\"}\n"), ("list.json", "[1, 2]\n"),
        ("desktop.ini", "[.ShellClassInfo]\r\nIconResource=C:\\Windows\\x.ico,0\r\n"),
        ("setting.ini", "[app]\nserver = http://192.168.0.200\nlanguage=id\n"),
        ("my.ini", "[mysqld]\nskip-networking\ndatadir=/var/lib/mysql\n"),
        ("note.ini", "Kunci ruang ada di meja guru.\n"), ("binary.ini", "MZ\u{1}\u{2}\u{7F}\n"),
        ("vars.yml", "exam_server: 192.168.0.200\n"), ("tables.yml", "lab: { server: 192.168.0.200 }\n"),
        ("compose.yml", "services: { web: { image: nginx, ports: [80] } }\nvolumes: {}\n"),
        ("play.yml", "- hosts: all\n  roles: [exam]\n"), ("broken.yml", "a: [1\nb: {{ x }}\n"),
        ("empty.yml", "# nothing\n"),
    ]

    @Test(arguments: others)
    func `no other file beside the list changes it, and each is named`(_ name: String, _ text: String) throws
    {
        try TextFolder.with(["hosts.yaml": Self.hosts, name: text]) { folder in
            let loaded = try folder.load()
            #expect(loaded.rooms.map { $0.hosts.map(\.name.description) } == [["pc01", "pc02"]])
            #expect(loaded.inventories.first?.groupCount == 0)
            #expect(
                folder.problems().map { $0.split(separator: " | ")[0] }
                    == ["\(name) note: this file is no inventory and is not read"]
            )
        }
    }

    @Test func `a file in Windows' own encoding is no list`() throws {
        try TextFolder.with(["hosts.yaml": Self.hosts]) { folder in
            let text = "[.ShellClassInfo]\r\nIconIndex=0\r\n"
            let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            try Data(bytes).write(to: URL(filePath: folder.path + "/desktop.ini"))
            let pcs = try folder.load().rooms[0].hosts
            #expect(pcs.count == 2)
            #expect(folder.problems().count == 1)
        }
    }

    @Test func `a folder of sources passes over what is none`() throws {
        let files = [
            "inv/01.ini": "[lab]\npc01\n", "inv/hasil.html": "<html>\n",
            "inv/catatan": "Kunci di meja guru\n",
            "inv/daftar.csv": "barang;jumlah\nmeja;40\n", "inv/buku.xlsx": "PK\u{3}\u{4}",
            "inv/pc.csv": "nama\npc02\n",
            "inv/constructed.yml": "plugin: ansible.builtin.constructed\nstrict: false\n",
        ]
        try TextFolder.with(files) { folder in
            let pcs = try folder.load("inv").rooms[0].hosts
            #expect(pcs.map(\.name.description) == ["pc01", "pc02"])
            let notes = folder.problems("inv").map { $0.split(separator: " | ")[0] }
            #expect(
                notes == [
                    "inv/buku.xlsx note: this file is no inventory and is not read",
                    "inv/catatan note: this file is no inventory and is not read",
                    "inv/constructed.yml:1:1 note: this configures one of Ansible's inventory plugins,"
                        + " which Siaga does not have",
                    "inv/daftar.csv note: this file is no inventory and is not read",
                    "inv/hasil.html note: this file is no inventory and is not read",
                ]
            )
        }
    }

    @Test(arguments: [
        ("more.ini", "[lab]\npc03\n", ["pc03"]), ("more.ini", "pc03 seat=3\n", ["pc03"]),
        ("more.ini", "[lab]\npc[03:04] # near the door\n", ["pc03", "pc04"]),
        ("more.ini", "[all:vars]\nx=1\n", []), ("more.yml", "lab: { hosts: { pc03: } }\n", ["pc03"]),
        ("more.yml", "lab:\n  vars: { x: 1 }\n", []), ("more.yml", "lab1:\nlab2:\n", []),
        ("more.json", "{ \"lab\": { \"hosts\": [\"pc03\"] } }\n", ["pc03"]),
        ("more.json", "{ \"lab\": [\"pc03\"], \"_meta\": { \"hostvars\": {} } }\n", ["pc03"]),
    ])
    func `a second list beside the first is read`(_ name: String, _ text: String, _ more: [String]) throws {
        try TextFolder.with(["hosts.yaml": Self.hosts, name: text]) { folder in
            #expect(folder.problems().isEmpty)
            let names = try folder.load().inventories[0].hosts.map(\.description)
            #expect(Set(names) == Set(["pc01", "pc02"] + more))
        }
    }

    @Test(arguments: [
        ("more.ini", "[lab:vars]\nx\n[lab]\npc03\n", "more.ini:2:1 this is no variable"),
        ("more.ini", "[lab]\npc03 seat=3\n$(id)\n", "more.ini:3:1 `$(id)` is no host name"),
        ("more.ini", "[lab]\npc03\nansible_user=guru\n", "more.ini:3:1 `ansible_user=guru` is no host name"),
        ("more.yml", "lab: { hots: { pc03: } }\n", "more.yml:1:8 unknown key `hots` in group `lab`"),
        ("more.yml", "lab:\n  hosts:\n    pc03: [\n", "more.yml:"),
        ("more.json", "{\n \"lab\": {\n  \"hosts\": [\"pc03\"\n", "more.json:"),
    ])
    func `a mistake in a second list is told with its line`(
        _ name: String,
        _ text: String,
        _ problem: String
    ) throws {
        try TextFolder.with(["hosts.yaml": Self.hosts, name: text]) { folder in
            #expect(throws: InvalidDocuments.self) { try folder.load() }
            let problems = folder.problems()
            #expect(problems.contains { $0.hasPrefix(problem) }, "\(problems)")
        }
    }
}
