import Documents
import Inventories
import RoomModel
import Testing

/// Inventories that Ansible loads, with hosts and values that an exam room has no use for.
@Suite struct ForeignInventoryTests {
    private func notes(_ folder: TextFolder, _ name: String) -> [String] {
        folder.problems(name).map { String($0.split(separator: " | ")[0]) }
    }

    // MARK: Connections

    @Test func `a host that SSH does not serve is listed, left out, and named with the reason`() throws {
        let hosts = """
            [lab]
            pc[01:03] ansible_user=guru
            [switches]
            sw01 ansible_host=unix:///run/sw
            sw02
            [switches:vars]
            ansible_connection=ansible.netcommon.network_cli
            ansible_become=true
            ansible_become_method=enable
            [more]
            web ansible_connection=community.docker.docker ansible_user="a;b"
            old ansible_connection=community.docker.docker siaga_access=ssh
            """
        try TextFolder.with(["hosts.ini": hosts]) { folder in
            let loaded = try folder.load("hosts.ini")
            #expect(
                loaded.rooms.map { $0.hosts.map(\.name.description) } == [["pc01", "pc02", "pc03", "old"]]
            )
            #expect(loaded.unserved.map(\.name.description) == ["sw01", "sw02", "web"])
            #expect(loaded.inventories[0].hosts.count == 7)
            #expect(
                notes(folder, "hosts.ini") == [
                    "hosts.ini:7:1 note: `sw01` and 1 more are listed and left out of every run:"
                        + " `ansible.netcommon.network_cli` is not SSH",
                    "hosts.ini:11:1 note: `web` is listed and left out of every run:"
                        + " `community.docker.docker` is not SSH",
                ]
            )
        }
    }

    @Test func `a switch in no room is not missed there`() throws {
        let hosts = """
            lab: { vars: { room_name: Lab 1 }, hosts: { pc01: } }
            net: { hosts: { sw01: { ansible_connection: httpapi } } }
            """
        try TextFolder.with(["hosts.yaml": hosts]) { folder in
            #expect(
                notes(folder, "") == [
                    "hosts.yaml:2:25 note: `sw01` is listed and left out of every run: `httpapi` is not SSH"
                ]
            )
        }
    }

    @Test(arguments: [
        ("ssh", HostAccess.ssh, 2_222), ("ansible.builtin.ssh", .ssh, 2_222), ("smart", .ssh, 2_222),
        ("ansible.legacy.ssh", .ssh, 2_222), ("ansible.builtin.paramiko_ssh", .ssh, 2_222),
        ("ansible.netcommon.libssh", .ssh, 2_222), ("local", .local, 2_222),
        ("ansible.builtin.local", .local, 2_222), ("winrm", .ssh, 22), ("ansible.builtin.winrm", .ssh, 22),
        ("ansible.builtin.psrp", .ssh, 22),
    ])
    func `a plugin is known by its short and by its full name`(
        _ name: String,
        _ access: HostAccess,
        _ port: Int
    ) throws {
        let hosts = "all: { hosts: { pc01: { ansible_connection: \(name), ansible_port: 2222 } } }\n"
        let host = try TextFolder.with(["hosts.yaml": hosts]) { try $0.load().rooms[0].hosts[0] }
        #expect(host.access == access)
        #expect(host.port == port)
    }

    @Test(arguments: ["sudo", "ansible.builtin.sudo", "ansible.legacy.sudo"])
    func `sudo is known by its full name`(_ name: String) throws {
        let hosts = "all: { hosts: { pc01: { ansible_become: true, ansible_become_method: \(name) } } }\n"
        let room = try TextFolder.with(["hosts.yaml": hosts]) { try $0.load().rooms[0] }
        #expect(room.hosts[0].privilege?.user.description == "root")
        #expect(room.doubts.isEmpty)
    }

    @Test func `another way to change the account keeps only its own PCs from being reached`() throws {
        let hosts = """
            all:
              vars: { ansible_become: true }
              hosts:
                pc01:
                pc02: { ansible_become_method: ansible.builtin.runas }
            """
        try TextFolder.with(["hosts.yaml": hosts]) { folder in
            let room = try folder.load().rooms[0]
            #expect(notes(folder, "").count == 1)
            let doubt = try #require(room.doubts.first)
            let (one, two) = (try HostName("pc01"), try HostName("pc02"))
            #expect(doubt.problem(choosing: [one]).severity == .warning)
            #expect(doubt.problem(choosing: [one, two]).severity == .error)
            #expect(doubt.note.message == "`ansible.builtin.runas` is no way Siaga can change the account")
            #expect(room.hosts.map { $0.privilege?.user.description } == ["root", nil])
        }
    }

    // MARK: Accounts

    @Test(arguments: [
        (#".\guru"#, "guru"), (#"SEKOLAH\guru"#, #"SEKOLAH\guru"#),
        ("guru@sekolah.sch.id", "guru@sekolah.sch.id"),
    ])
    func `accounts of Windows are accounts`(_ text: String, _ user: String) throws {
        let hosts = "all: { hosts: { pc01: { ansible_connection: winrm, ansible_user: '\(text)' } } }\n"
        let host = try TextFolder.with(["hosts.yaml": hosts]) { try $0.load().rooms[0].hosts[0] }
        #expect(host.user?.description == user)
    }

    // MARK: Names Ansible always has

    @Test func `the folder of the list and that of the playbook can be inserted`() async throws {
        let hosts = """
            [lab]
            pc01 ansible_ssh_private_key_file="{{ inventory_dir }}/keys/room"
            pc02 ansible_ssh_private_key_file="{{ playbook_dir }}/room"
            10.0.0.7 ansible_user="{{ inventory_hostname_short }}"
            pc08.lab.sch.id ansible_user="{{ inventory_hostname_short }}"
            """
        try TextFolder.with(["a/hosts.ini": hosts, "b/more.ini": "pc01 x=1\n"]) { folder in
            let loaded = try InventoryLoader.load([
                "\(folder.path)/b/../a/./hosts.ini", "\(folder.path)/b/more.ini",
            ])
            let room = loaded.rooms[0]
            #expect(room.hosts[0].identityFiles == ["\(folder.path)/a/keys/room"])
            #expect(
                room.hosts.prefix(2).map { $0.value(of: "inventory_file") }
                    == Array(repeating: .text("\(folder.path)/a/hosts.ini"), count: 2)
            )
            #expect(room.hosts[0].value(of: "group_names") == .list([.text("lab")]))
            #expect(room.hosts[1].identityFiles.first?.hasSuffix("/room") == true)
            #expect(room.hosts[1].identityFiles.first?.contains("{") == false)
            #expect(room.hosts[2...].map { $0.user?.description } == ["10.0.0.7", "pc08"])
        }
        let named = try await InventoryLoader.load(
            ["pc01,"],
            options: InventoryOptions(playbookFolder: "/srv/./play/../plays")
        )
        let place = try #require(named.rooms.first?.hosts.first?.place)
        #expect(place == HostPlace(inventoryFile: nil, playbookFolder: "/srv/plays"))
    }

    // MARK: Values that cannot be settled

    @Test(arguments: [
        ("{{ short | default(inventory_hostname) }}.lab", "cannot evaluate Jinja in a value used"),
        ("{{ short }}.lab", "nobody set `short`"), ("{{ fqdn }}", "`fqdn` stands in its own value"),
    ])
    func `an error stands at the line that is to be put right`(_ value: String, _ message: String) throws {
        let hosts = """
            all:
              vars:
                fqdn: "\(value)"
                ansible_host: "{{ fqdn }}"
              hosts:
                pc01:
            """
        try TextFolder.with(["hosts.yaml": hosts]) { folder in
            #expect(notes(folder, "") == ["hosts.yaml:3:5 \(message); `ansible_host` needs it"])
        }
    }

    // MARK: One machine under two names, one name twice

    @Test func `two names of one address are a note until both are asked`() throws {
        let hosts = """
            [web]
            portal ansible_host=10.0.0.1
            [judges]
            judge1 ansible_host=10.0.0.1
            judge2 ansible_host=10.0.0.2 seat=2
            """
        try TextFolder.with(["hosts.ini": hosts]) { folder in
            let room = try folder.load("hosts.ini").rooms[0]
            #expect(
                notes(folder, "hosts.ini") == ["hosts.ini:4:1 note: `portal` and `judge1` have one address"]
            )
            let doubt = try #require(room.doubts.first)
            #expect(room.doubts.count == 1)
            let (portal, judge1, judge2) = (room.hosts[0].name, room.hosts[1].name, room.hosts[2].name)
            #expect(doubt.problem(choosing: [portal, judge2]).severity == .warning)
            #expect(doubt.problem(choosing: [portal, judge1]).severity == .error)
        }
        let seated = hosts.replacing("portal ", with: "portal seat=1 ").replacing(
            "judge1 ",
            with: "judge1 seat=3 "
        )
        try TextFolder.with(["hosts.ini": seated]) { folder in
            #expect(throws: InvalidDocuments.self) { try folder.load("hosts.ini") }
            #expect(notes(folder, "hosts.ini") == ["hosts.ini:4:1 `portal` and `judge1` have one address"])
        }
    }

    @Test func `a PC listed twice is one PC, with what was said last`() throws {
        let hosts = "[lab]\npc01 x=1\npc02\npc01 x=2\npc[02:04]\n"
        try TextFolder.with(["hosts.ini": hosts]) { folder in
            let pcs = try folder.load("hosts.ini").rooms[0].hosts
            #expect(pcs.map(\.name.description) == ["pc01", "pc02", "pc03", "pc04"])
            #expect(pcs[0].variables["x"]?.value.text == "2")
            #expect(
                notes(folder, "hosts.ini") == [
                    "hosts.ini:4:1 note: `pc01` is listed twice in this group",
                    "hosts.ini:5:1 note: `pc02` is listed twice in this group",
                ]
            )
        }
    }

    // MARK: Addresses

    @Test(arguments: [
        ("192.168.0.2:22", "write `192.168.0.2`, and the port as `ansible_port: 22`"),
        ("192.168.0.1/24", "write `192.168.0.1`"), ("http://192.168.0.3", "write `192.168.0.3`"),
        ("https://192.168.0.3:8443/exam", "write `192.168.0.3`"),
        ("ssh://guru@pc07:2222", "write `pc07`, and the port as `ansible_port: 2222`"),
        ("guru@pc07", "write `pc07`"), ("[fe80::1]", "write `fe80::1`"),
        ("[2001:db8::7]:2222", "write `2001:db8::7`, and the port as `ansible_port: 2222`"), ("a b", ""),
        ("192.168.0.2:ssh", ""), ("http://", ""),
    ])
    func `an address with more in it is told apart`(_ text: String, _ hint: String) throws {
        try TextFolder.with(["hosts.yaml": "all: { hosts: { pc01: { ansible_host: '\(text)' } } }\n"]) {
            folder in
            let problems = folder.problems()
            #expect(problems.count == 1)
            #expect(problems.first?.contains("`\(text)` is no address") == true)
            #expect(problems.first?.hasSuffix("| \(hint)") == true, "\(problems)")
        }
    }
}
