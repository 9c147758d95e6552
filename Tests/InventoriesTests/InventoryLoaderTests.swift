import Inventories
import RoomModel
import Testing

@Suite struct InventoryLoaderTests {
    @Test func `reads a room folder`() throws {
        let hosts = """
            all:
              vars:
                room_name: Lab 1
                room_mode: semi-online
                seats: 3
                language: id
                sessions: [07.30-09.30, "10:30-12:30"]
                time_zone: Asia/Jakarta
                room_network: 192.168.0.0/24
                ansible_user: siaga
                ansible_ssh_private_key_file: ~/.ssh/room
              children:
                clients:
                  hosts:
                    pc[01:03]:
                    pc04: { seat: A3, mac: 3C-52-82-0A-11-07, ansible_host: 192.168.0.4, ansible_port: 2222 }
                  children:
                    spares: { hosts: { pc05: } }
                proctor:
                  hosts:
                    laptop: { ansible_connection: local }
                    tablet: { siaga_access: none }
            """
        let inventory = try TextFolder.with(["lab1/hosts.yaml": hosts]) { try $0.load("lab1") }
        let room = try #require(inventory.rooms.first)
        #expect(inventory.notes.isEmpty)
        #expect(room.profile.name == "lab1")
        #expect(room.profile.title == "Lab 1")
        #expect(room.profile.mode == .semiOnline)
        #expect(room.profile.seats == 3)
        #expect(room.profile.language == .indonesian)
        #expect(room.profile.sessions.map(\.start.minutes) == [450, 630])
        #expect(room.profile.timeZone == "Asia/Jakarta")
        #expect(room.profile.network == "192.168.0.0/24")
        #expect(
            room.hosts.map(\.name.description) == [
                "pc01", "pc02", "pc03", "pc04", "pc05", "laptop", "tablet",
            ]
        )
        let host = room.hosts[3]
        #expect(host.address.description == "192.168.0.4")
        #expect(host.port == 2_222)
        #expect(host.user?.description == "siaga")
        #expect(host.identityFiles == ["/home/guru/.ssh/room"])
        #expect(host.seat == "A3")
        #expect(host.mac == "3c:52:82:0a:11:07")
        #expect(host.variables["ansible_port"]?.origin.line == 16)
        #expect(room.hosts.map(\.access) == [.ssh, .ssh, .ssh, .ssh, .ssh, .local, .none])
        #expect(room.hosts[4].isSpare)
        #expect(room.hosts[4].groups.map(\.description) == ["all", "clients", "spares"])
    }

    @Test func `merges variables in Ansible's order and keeps the place that won`() throws {
        let files = [
            "hosts.yaml": """
            all:
              vars: { a: all, b: all, c: all, d: all, e: all, f: all, g: all }
              children:
                outer:
                  vars: { b: outer, c: outer, d: outer, e: outer, f: outer, g: outer }
                  children:
                    inner:
                      vars: { c: inner, d: inner, e: inner, f: inner, g: inner }
                      hosts:
                        pc01: { f: host, g: host }
            """,
            "group_vars/all.yml": "d: group_vars all\n",
            "group_vars/inner/one.yml": "e: group_vars inner\n",
            "host_vars/pc01": "g: host_vars\n",
        ]
        let (host, path) = try TextFolder.with(files) {
            (try #require(try $0.load().rooms.first?.hosts.first), $0.path)
        }
        let found = host.variables.mapValues { $0.value.text ?? "" }
        #expect(
            found == [
                "a": "all", "b": "outer", "c": "inner", "d": "group_vars all", "e": "group_vars inner",
                "f": "host", "g": "host_vars",
            ]
        )
        #expect(host.variables["g"]?.origin.description == path + "/host_vars/pc01:1:1")
        #expect(host.variables["c"]?.origin.line == 8)
    }

    @Test func `lets the later name win among groups of one depth, unless a priority is set`() throws {
        func winner(_ priority: String) throws -> String? {
            let hosts = """
                b: { vars: { x: b }, hosts: { pc01: } }
                a: { vars: { x: a\(priority) }, hosts: { pc01: } }
                """
            return try TextFolder.with(["hosts.yaml": hosts]) {
                try $0.load().rooms[0].hosts[0].variables["x"]?.value.text
            }
        }
        #expect(try winner("") == "b")
        #expect(try winner(", ansible_group_priority: 10") == "a")
    }

    @Test func `inserts variables, and refuses other Jinja only where it is needed`() throws {
        let hosts = """
            all:
              vars:
                net: 192.168.0
                note: "{{ lookup('env', 'HOME') }}"
              hosts:
                pc07: { n: 7, ansible_host: "{{ net }}.{{ n }}", seat: "{{ n }}" }
                pc08: { ansible_user: "{{ lookup('env', 'PC_PW') }}" }
                pc09: { ansible_host: "{{ nte }}" }
            """
        try TextFolder.with(["hosts.yaml": hosts]) { folder in
            #expect(
                folder.problems() == [
                    "hosts.yaml:7:13 cannot evaluate Jinja in a value used"
                        + " | `{{ name }}` is understood; lookups and filters are not",
                    "hosts.yaml:8:13 nobody set `nte`"
                        + " | set it in the inventory or in the playbook, under `vars:`",
                ]
            )
        }
        let good = hosts.split(separator: "\n").dropLast(2).joined(separator: "\n")
        let host = try TextFolder.with(["hosts.yaml": good]) { try $0.load().rooms[0].hosts[0] }
        #expect(host.address.description == "192.168.0.7")
        #expect(host.seat == "7")
    }

    @Test func `makes each group with a room name a room of its own`() throws {
        let hosts = """
            lab1: { vars: { room_name: Lab 1, seats: 1 }, hosts: { a01: { ansible_host: 192.168.0.1 } } }
            lab2: { hosts: { b01: { ansible_host: 192.168.0.1 } } }
            gateways: { hosts: { gw: } }
            """
        let files = ["hosts.yaml": hosts, "group_vars/lab2.yaml": "room_name: Lab 2\nseats: 2\n"]
        try TextFolder.with(files) { folder in
            let inventory = try folder.load()
            #expect(inventory.rooms.map(\.profile.name) == ["lab1", "lab2"])
            #expect(inventory.rooms.map(\.profile.title) == ["Lab 1", "Lab 2"])
            #expect(inventory.rooms.map(\.profile.seats) == [1, 2])
            #expect(inventory.rooms.map { $0.hosts.map(\.name.description) } == [["a01"], ["b01"]])
            #expect(
                folder.problems() == [
                    "hosts.yaml:3:22 note: `gw` is in no room and will not be scanned"
                        + " | put it into a group that has a `room_name`"
                ]
            )
        }
    }

    @Test func `reads a folder of rooms, and a room said in its only group`() throws {
        let files = [
            "a/hosts.yaml": "lab: { vars: { seats: 1 }, hosts: { pc01: } }\nproctor: { hosts: { p: } }\n",
            "b/hosts.yml": "all: { hosts: { pc01: } }\n", "c/readme.txt": "no room",
        ]
        let rooms = try TextFolder.with(files) { try $0.load().rooms }
        #expect(rooms.map(\.profile.name) == ["a", "b"])
        #expect(rooms.map(\.profile.seats) == [1, nil])
        #expect(rooms[1].hosts[0].groups.map(\.description) == ["all", "ungrouped"])
    }

    @Test func `reaches WinRM hosts by SSH and says so once`() throws {
        let hosts = """
            all:
              vars: { ansible_connection: winrm, ansible_port: 5986 }
              hosts: { 'pc[01:03]': , pc04: { siaga_port: 2022, siaga_user: guru, ansible_user: x } }
            """
        try TextFolder.with(["hosts.yaml": hosts]) { folder in
            let hosts = try folder.load().rooms[0].hosts
            #expect(hosts.map(\.port) == [22, 22, 22, 2_022])
            #expect(hosts.map { $0.user?.description } == [nil, nil, nil, "guru"])
            #expect(folder.problems().count == 1)
            #expect(folder.problems()[0].contains("4 PCs say `ansible_connection: winrm`"))
        }
    }

    @Test func `finds key files beside the inventory`() throws {
        let hosts = "all: { vars: { ansible_ssh_private_key_file: keys/room }, hosts: { pc01: } }\n"
        let files = ["hosts.yaml": hosts, "keys/room": "key"]
        let (files1, path) = try TextFolder.with(files) {
            (try $0.load().rooms[0].hosts[0].identityFiles, $0.path)
        }
        #expect(files1 == [path + "/keys/room"])
        let files2 = try TextFolder.with(["hosts.yaml": hosts]) {
            try $0.load().rooms[0].hosts[0].identityFiles
        }
        #expect(files2 == ["keys/room"])
    }

    @Test func `keeps a password from every description`() throws {
        let hosts = "all: { hosts: { pc01: { ansible_password: hunter2 } } }\n"
        let host = try TextFolder.with(["hosts.yaml": hosts]) { try $0.load().rooms[0].hosts[0] }
        #expect(host.password?.reveal { $0 } == "hunter2")
        #expect(!"\(String(describing: host.password))".contains("hunter2"))
    }
}
