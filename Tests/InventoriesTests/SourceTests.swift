import Foundation
import Inventories
import RoomModel
import Testing

/// Which files are read, together or apart, and which programs are run.
@Suite(.timeLimit(.minutes(2))) struct SourceTests {
    private static let program = """
        #!/bin/sh
        echo '{"lab1": {"hosts": ["pc01"]}, "_meta": {"hostvars": {"pc01": {"seat": "7"}}}}'

        """

    private func load(
        _ files: [String: String],
        executable: [String] = [],
        _ paths: [String],
        _ options: InventoryOptions = InventoryOptions()
    ) async throws -> (loaded: LoadedInventory?, problems: [String]) {
        try await withFolder(files, executable: executable) { folder in
            try await load(paths, in: folder, options)
        }
    }

    private func withFolder<Result>(
        _ files: [String: String],
        executable: [String] = [],
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let folder = "/tmp/siaga-sources-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files {
            let file = URL(filePath: folder).appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try text.write(to: file, atomically: true, encoding: .utf8)
            let mode = executable.contains(name) ? 0o755 : 0o644
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        }
        return try await body(folder)
    }

    private func load(
        _ paths: [String],
        in folder: String,
        _ options: InventoryOptions
    ) async throws -> (loaded: LoadedInventory?, problems: [String]) {
        func line(_ problem: Problem) -> String {
            "\(problem.location) \(problem.message)".replacing(folder + "/", with: "")
        }
        do {
            let loaded = try await InventoryLoader.load(paths.map { "\(folder)/\($0)" }, options: options)
            return (loaded, loaded.notes.map(line))
        } catch {
            return (nil, error.problems.map(line))
        }
    }

    @Test func `merges files given together, and keeps room folders apart`() async throws {
        let files = [
            "a.ini": "[lab]\npc01\n", "b.yaml": "lab: {hosts: {pc02: }}\n",
            "r1/hosts.ini": "pc01 ansible_host=192.168.0.1\n", "r2/hosts.yaml": "all: {hosts: {pc01: }}\n",
            "r2/extra.yml": "all: {hosts: {pc09: }}\n", "r2/playbooks/readiness.yaml": "name: x\n",
            "r2/waivers.yaml": "[]\n", "r2/known_hosts": "pc01 ssh-ed25519 AAAA\n",
        ]
        func rooms(_ paths: [String]) async throws -> [String] {
            try #require(try await load(files, paths).loaded).rooms.map { room in
                "\(room.profile.name): " + room.hosts.map(\.name.description).joined(separator: " ")
            }
        }
        #expect(try await rooms(["a.ini", "b.yaml"]) == ["a: pc01 pc02"])
        #expect(try await rooms(["r1", "r2"]) == ["r1: pc01", "r2: pc09 pc01"])
        #expect(try await rooms(["r1", "b.yaml"]) == ["r1: pc01 pc02"])
        #expect(
            try await rooms(["r1", "r2", "a.ini", "b.yaml"]) == ["r1: pc01", "r2: pc09 pc01", "a: pc01 pc02"]
        )
        let all = try await load(files, ["."])
        #expect(all.loaded?.rooms.map(\.profile.name) == ["r1", "r2"])
        #expect(
            all.problems.contains { $0.contains("b.yaml this file is not read: beside it are room folders") }
        )
    }

    @Test func `names with commas are PCs, as in Ansible`() async throws {
        func load(_ paths: String...) async throws -> [String] {
            do {
                let rooms = try await InventoryLoader.load(paths, options: InventoryOptions()).rooms
                return rooms.map { room in
                    "\(room.profile.name) \(room.folder ?? "-"): "
                        + room.hosts.map { "\($0.name):\($0.port)" }.joined(separator: " ")
                }
            } catch {
                return error.problems.map { "\($0.location) \($0.message)" }
            }
        }
        #expect(try await load("pc01,") == ["pc01 .: pc01:22"])
        #expect(
            try await load(" pc02:2222, pc01,,pc02") == ["pc02:2222,pc01,pc02 .: pc02:2222 pc01:22"]
        )
        #expect(try await load("pc[08:10],pc09,").map { $0.suffix(23) } == ["pc08:22 pc09:22 pc10:22"])
        let wrong = try await load("pc01,-oProxyCommand=x, $(id)")
        #expect(wrong.count == 2)
        #expect(wrong.first?.hasPrefix("pc01,-oProxyCommand=x, $(id):1:6 ") == true, "\(wrong)")
        #expect(wrong.allSatisfy { $0.contains("is no host name") }, "\(wrong)")
        #expect(try await load("pc[1:999999999],").first?.contains("at most 10,000") == true)
        #expect(try await load(",").first?.contains("there is no PC") == true)
        #expect(try await load("rooms/pc01,pc02") == ["rooms/pc01,pc02 there is no such file or folder"])
        let files = [
            "a.ini": "[lab]\npc01 ansible_port=2201\n", "group_vars/all.yml": "ansible_user: guru\n",
            "x,y": "pc05\n",
        ]
        try await withFolder(files) { folder in
            #expect(try await load("\(folder)/x,y").map { $0.suffix(7) } == ["pc05:22"])
            let merged = try await InventoryLoader.load(
                ["pc01:1,pc09", "\(folder)/a.ini"],
                options: InventoryOptions()
            )
            #expect(merged.rooms.map(\.profile.name) == ["a"])
            #expect(merged.rooms.map(\.folder) == [folder])
            #expect(merged.rooms[0].hosts.map(\.port) == [2_201, 22])
            #expect(merged.rooms[0].hosts.allSatisfy { $0.user?.description == "guru" })
        }
    }

    @Test func `passes over what is no inventory in a folder, and says so`() async throws {
        let files = [
            "inv/01.yaml": "all: {hosts: {pc01: }}\n", "inv/site.yml": "- hosts: all\n", "inv/a.md": "x: [\n",
            "inv/key": "-----BEGIN OPENSSH PRIVATE KEY-----\n",
        ]
        let (loaded, problems) = try await load(files, ["inv"])
        #expect(loaded?.rooms.first?.hosts.map(\.name.description) == ["pc01"])
        #expect(problems == ["inv/site.yml this file is no inventory and is not read"])
    }

    @Test func `reads the first hosts file of a room folder`() async throws {
        let files = ["r/hosts.yaml": "all: {hosts: {pc01: }}\n", "r/hosts.ini": "pc02\n"]
        let (loaded, problems) = try await load(files, ["r"])
        #expect(loaded?.rooms.first?.hosts.map(\.name.description) == ["pc01"])
        #expect(problems == ["r/hosts.ini this file is not read: `hosts.yaml` comes first"])
    }

    @Test func `runs a program that is named, and one in a room folder only when that is allowed`()
        async throws
    {
        let named = try await load(["list": Self.program], executable: ["list"], ["list"])
        #expect(named.loaded?.rooms.first?.hosts.first?.seat == "7")
        for path in ["r", "r/hosts"] {
            let refused = try await load(["r/hosts": Self.program], executable: ["r/hosts"], [path])
            #expect(refused.loaded == nil)
            #expect(refused.problems.first?.contains("not run unasked") == true, "\(refused.problems)")
            let allowed = try await load(
                ["r/hosts": Self.program],
                executable: ["r/hosts"],
                [path],
                InventoryOptions(allowsExecutablesInFolders: true)
            )
            #expect(allowed.loaded?.rooms.first?.hosts.first?.seat == "7", "\(allowed.problems)")
        }
    }

    @Test func `never runs a file whose name or first bytes say it is a text`() async throws {
        let touching = "#!/bin/sh\ntouch \"$0.ran\"\n"
        let files = [
            "hosts.yaml": touching + "all: {hosts: {pc01: }}\n", "hosts": "pc01\n", "x.ini": touching,
        ]
        for name in files.keys {
            let options = InventoryOptions(allowsExecutablesInFolders: true)
            let (loaded, problems) = try await load(files, executable: Array(files.keys), [name], options)
            #expect((loaded != nil) == (name == "hosts"), "\(name): \(problems)")
            if name == "x.ini" {
                #expect(problems == ["x.ini:1 this is a program, and a file of this ending is never run"])
            }
        }
        let (loaded, problems) = try await load(["list": Self.program], ["list"])
        #expect(loaded == nil)
        #expect(problems.first?.contains("may not be executed") == true, "\(problems)")
    }

    @Test(arguments: [
        ("echo no luck >&2; exit 3", "ended with exit status 3: no luck"),
        ("kill -9 $$", "ended with signal 9"), ("echo '{'", "list:2"),
        ("echo '[]'", "a list of groups is a table"),
        ("head -c 9000000 /dev/zero", "printed more than 8 MiB"),
        (
            "echo '{\"lab\": [\"$(id)\"], \"_meta\": {\"hostvars\": {}}}' | sed 's/(.*)/(id)/'",
            "is no host name|no PC"
        ),
        ("exec sleep 600", "did not end within"),
    ])
    func `says why a program gave no inventory`(_ body: String, _ message: String) async throws {
        let (loaded, problems) = try await load(
            ["list": "#!/bin/sh\n\(body)\n"],
            executable: ["list"],
            ["list"],
            InventoryOptions(programDeadline: message.contains("within") ? .milliseconds(500) : .seconds(30))
        )
        #expect(loaded == nil)
        let words = message.split(separator: "|")
        #expect(words.contains { word in problems.contains { $0.contains(word) } }, "\(problems)")
    }

    @Test func `says what an ansible.cfg sets that is not read`() async throws {
        let files = [
            "hosts.ini": "pc01\n",
            "ansible.cfg": "[ssh_connection]\nremote_user = x\n[defaults]\n# c\nremote_user = ops\n",
        ]
        let problems = try await load(files, ["hosts.ini"]).problems
        #expect(
            problems == [
                "ansible.cfg:5 ansible.cfg beside the inventory is not read: its `remote_user = ops` applies to Ansible only"
            ]
        )
    }

    @Test func `knows where each variable comes from and what it overrode`() async throws {
        let files = [
            "a.ini": "[lab1]\npc01 x=host\n[lab1:vars]\nx=group\n", "b.ini": "[lab1:vars]\nx=again\n[lab1]\n",
            "group_vars/all.yml": "x: all\n", "host_vars/pc01.yml": "y: 1\nx: last\n",
        ]
        let loaded = try #require(try await load(files, ["a.ini", "b.ini"]).loaded)
        let history = try #require(loaded.inventories.first?.history(of: HostName("pc01")))
        let x = try #require(history.first { $0.name == "x" })
        #expect(x.current.value.text == "last")
        #expect(x.current.origin.line == 2)
        #expect(x.overridden.map { $0.value.text } == ["host", "all", "again", "group"])
        #expect(x.overridden.map(\.origin.line) == [2, 1, 2, 4])
        #expect(history.map(\.name) == ["x", "y"])
    }

    @Test func `reads its own keys from the text, whatever Ansible makes of them`() async throws {
        let files = [
            "hosts.ini": """
            pc01 mac=010203040506 seat=07 ansible_port=022
            [all:vars]
            sessions=["07.30-09.30", "10:30-12:30"]
            seats=0x10
            """
        ]
        let (loaded, problems) = try await load(files, ["hosts.ini"])
        #expect(loaded == nil)
        #expect(problems == ["hosts.ini:4:1 `0x10` is no number of seats"])
        let good = ["hosts.ini": (files["hosts.ini"] ?? "").replacing("seats=0x10", with: "seats=1 # one")]
        let room = try #require(try await load(good, ["hosts.ini"]).loaded?.rooms.first)
        #expect(room.hosts.first?.mac == "01:02:03:04:05:06")
        #expect(room.hosts.first?.seat == "07")
        #expect(room.hosts.first?.port == 22)
        #expect(room.profile.seats == 1)
        #expect(room.profile.sessions.map(\.start.minutes) == [450, 630])
    }
}
