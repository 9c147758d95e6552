import TestRoom
import Testing

/// What `siaga inventory` shows; nobody is contacted.
@Suite(.timeLimit(.minutes(2))) struct InventoryCommandTests {
    private static let hosts = """
        [lab1]
        pc[01:12]
        [spares]
        pc13 ansible_host=192.168.0.13
        [sekolah:children]
        lab1
        spares
        [sekolah:vars]
        room_name="Lab 1"
        seats=12
        room_mode=semi-online
        net=192.168.0
        ansible_user=siaga
        ansible_password=hunter2
        catatan="{{ lookup('env', 'HOME') }}"
        ansible_ssh_common_args='-J gerbang'

        """

    private func with(_ body: (Program) async throws -> Void) async throws {
        try await Program.with { program in
            try program.folder.write(Self.hosts, to: "hosts.ini")
            try await Subfolder.write(
                "host_vars/pc03.yml",
                "ansible_user: guru\nseat: 07\n",
                in: program.folder
            )
            try await body(program)
        }
    }

    @Test(arguments: ["id", "en"])
    func `lists what there is in a few lines`(_ language: String) async throws {
        try await with { program in
            let outcome = try await program("inventory", "list", "-i", "hosts.ini", "--lang", language)
            #expect(outcome.exitCode == 0)
            #expect(!outcome.output.contains("hunter2"))
            try outcome.expectSnapshot("inventory-list-\(language)")
        }
    }

    @Test func `lists many rooms in one line`() async throws {
        try await Program.with { program in
            let rooms = (1...14).map { number in
                "[smp\(number)]\nsmp\(number)-pc[1:\(number + 14)]\n[smp\(number):vars]\nroom_name=SMP \(number)\n"
                    + "room_mode=\(number.isMultiple(of: 3) ? "online" : "semi-online")\n"
                    + "ansible_ssh_common_args=-J gw\(number)\n"
            }
            try program.folder.write(rooms.joined(), to: "prod.ini")
            let outcome = try await program("inventory", "list", "-i", "prod.ini", "--lang", "en")
            #expect(outcome.exitCode == 0)
            try outcome.expectSnapshot("inventory-list-many-en")
        }
    }

    @Test(arguments: ["id", "en"])
    func `says where each variable of a PC comes from, and masks secrets`(_ language: String) async throws {
        try await with { program in
            let outcome = try await program(
                "inventory",
                "host",
                "pc03",
                "-i",
                "hosts.ini",
                "--why",
                "--lang",
                language
            )
            #expect(outcome.exitCode == 0)
            #expect(!outcome.output.contains("hunter2"))
            try outcome.expectSnapshot("inventory-host-\(language)")
        }
    }

    @Test func `draws groups, and their variables without secrets`() async throws {
        try await with { program in
            let outcome = try await program(
                "inventory",
                "graph",
                "spares",
                "-i",
                "hosts.ini",
                "--vars",
                "--lang",
                "en"
            )
            #expect(outcome.exitCode == 0)
            #expect(!outcome.output.contains("hunter2"))
            try outcome.expectSnapshot("inventory-graph-en")
        }
    }

    @Test func `prints for other programs what Ansible prints`() async throws {
        try await with { program in
            let list = try await program("inventory", "list", "-i", "hosts.ini", "--format", "json")
            #expect(list.exitCode == 0)
            #expect(list.output.contains("\"ansible_password\": \"hunter2\""))
            #expect(list.output.contains("\"seat\": 7"))
            let some = try await program(
                "inventory",
                "list",
                "-i",
                "hosts.ini",
                "--format",
                "json",
                "-l",
                "pc01,pc13"
            )
            #expect(some.output.contains("\"pc13\": {") && !some.output.contains("\"pc02\""))
            let host = try await program("inventory", "host", "pc13", "-i", "hosts.ini", "--format", "json")
            #expect(host.output.hasPrefix("{\n    \"ansible_host\": \"192.168.0.13\",\n"))
        }
    }

    @Test func `lists what is not evaluated, with its place`() async throws {
        try await with { program in
            let outcome = try await program("inventory", "list", "-i", "hosts.ini", "--opaque")
            #expect(outcome.output == "hosts.ini:15:1: catatan\n")
        }
    }

    @Test(arguments: ["id", "en"])
    func `suggests the PC or group that was meant`(_ language: String) async throws {
        try await with { program in
            let host = try await program("inventory", "host", "pc3", "-i", "hosts.ini", "--lang", language)
            #expect(host.exitCode == 64)
            try host.expectSnapshot("inventory-no-host-\(language)")
            let group = try await program(
                "inventory",
                "graph",
                "spare",
                "-i",
                "hosts.ini",
                "--lang",
                language
            )
            #expect(group.exitCode == 64)
            #expect(group.notes.contains("`spares`"))
        }
    }

    @Test func `asks which room is meant where each has a list of its own`() async throws {
        try await Program.with { program in
            for room in ["r1", "r2"] {
                try await Subfolder.write("\(room)/hosts.ini", "pc01\n", in: program.folder)
            }
            let list = try await program("inventory", "list", "-i", ".", "--format", "json", "--lang", "en")
            #expect(list.exitCode == 64)
            #expect(list.notes.contains("there are 2 room folders"))
            let host = try await program("inventory", "host", "pc01", "-i", ".", "--lang", "en")
            #expect(host.exitCode == 64)
            #expect(host.notes.contains("2 rooms have a PC `pc01`"))
        }
    }

    @Test func `reads variables beside a playbook`() async throws {
        try await with { program in
            try await Subfolder.write("play/site.yaml", "name: x\n", in: program.folder)
            try await Subfolder.write("play/group_vars/lab1.yml", "ansible_user: lain\n", in: program.folder)
            let outcome = try await program(
                "inventory",
                "host",
                "pc01",
                "-i",
                "hosts.ini",
                "-p",
                "play/site.yaml",
                "--why",
                "--lang",
                "en"
            )
            #expect(outcome.output.contains("from play/group_vars/lab1.yml:1:1"))
            #expect(outcome.output.contains("over siaga from hosts.ini:13:1"))
        }
    }

    @Test func `runs a program in a room folder only when told to`() async throws {
        try await Program.with { program in
            let text = "#!/bin/sh\necho '{\"lab\": [\"pc01\"], \"_meta\": {\"hostvars\": {}}}'\n"
            try await Subfolder.write("r/hosts", text, in: program.folder, mode: 0o755)
            let refused = try await program("inventory", "list", "-i", "r", "--lang", "en")
            #expect(refused.exitCode == 78)
            #expect(refused.notes.contains("add --allow-exec-inventory"))
            let allowed = try await program(
                "inventory",
                "list",
                "-i",
                "r",
                "--allow-exec-inventory",
                "--lang",
                "en"
            )
            #expect(allowed.exitCode == 0)
            #expect(allowed.output.contains("1 room, 1 host, 1 group"))
        }
    }
}
