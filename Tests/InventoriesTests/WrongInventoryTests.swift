import Documents
import Inventories
import RoomModel
import Testing

@Suite struct WrongInventoryTests {
    @Test func `lists every mistake of every file at once`() throws {
        let files = [
            "hosts.yaml": """
            all:
              hosts:
                pc01: { ansible_host: 192.168.0.7, seat: 1 }
                pc02:
                  ansible_host: 192.168.0.7
                  seat: 1
                $(id):
                pc[1:999999999]:
                pc[03:05]:
                pc[05:06]:
              childrn: {}
            """,
            "group_vars/all.yml":
                "exam_app_path: \"D:\\anbk\"\nseatss: 20\nsessions: [7-9]\ntime_zone: WIB\n",
            "group_vars/al.yml": "x: 1\n",
            "host_vars/pc03.yml":
                "ansible_port: 99999\nmac: 12:34\nansible_password: \"{{ lookup('x') }}\"\n",
        ]
        try TextFolder.with(files) { folder in
            #expect(
                folder.problems() == [
                    "group_vars/al.yml note: this file is not read: no group is named `al` | did you mean `all`?",
                    "group_vars/all.yml:1:16 path has a control character (U+0007)"
                        + " | in double quotes `\\a` is a bell; write 'D:\\anbk' or D:/anbk",
                    "group_vars/all.yml:2:1 note: nothing reads `seatss`"
                        + " | did you mean `seats`? without it this room has no verdict",
                    "group_vars/all.yml:3:1 `7-9` is no session | write `07.30-09.30`, the end after the beginning",
                    "group_vars/all.yml:4:1 `WIB` is no time zone | write `Asia/Jakarta`",
                    "host_vars/pc03.yml:1:1 `99999` is no port | write a number from 1 to 65535",
                    "host_vars/pc03.yml:2:1 `12:34` is no hardware address | write six pairs, `3c:52:82:0a:11:07`",
                    "host_vars/pc03.yml:3:1 cannot evaluate Jinja in a value used"
                        + " | `{{ name }}` is understood; lookups and filters are not;"
                        + " use --ask-pass or SIAGA_PASSWORD_FILE",
                    "hosts.yaml:5:7 `pc01` and `pc02` have one address"
                        + " | first used at hosts.yaml:3; behind another jump host it may be used again",
                    "hosts.yaml:6:7 `pc01` and `pc02` have one seat | first used at hosts.yaml:3;"
                        + " give each PC its own, or each room's group a `room_name`",
                    "hosts.yaml:7:5 `$(id)` is no host name: it holds U+0024, which no host name may hold"
                        + " | use letters, digits, `.`, `_` and `-`, beginning with a letter or a digit",
                    "hosts.yaml:8:5 `pc[1:999999999]`: the range stands for 999,999,999 names,"
                        + " at most 10,000 are allowed | a room has 15 to 40 PCs; is a digit too many?",
                    "hosts.yaml:10:5 note: `pc05` is listed twice in this group"
                        + " | first listed at hosts.yaml:9:5; of a variable given twice the last one counts",
                    "hosts.yaml:11:3 unknown key `childrn` in group `all` | did you mean `children`?",
                ]
            )
        }
    }

    @Test func `one seat is one seat, however it is written, and a proctor's PC has none`() throws {
        let text = """
            pc01 seat=01
            pc02 seat=1
            pc03 seat=A1
            pc04 seat=a1
            pc05 seat=2
            [proctor]
            server seat=02

            """
        try TextFolder.with(["hosts.ini": text]) { folder in
            #expect(
                folder.problems("hosts.ini").map { $0.split(separator: " | ").first.map(String.init) } == [
                    "hosts.ini:2:1 `pc01` and `pc02` have one seat (`01`, `1`)",
                    "hosts.ini:4:1 `pc03` and `pc04` have one seat (`A1`, `a1`)",
                ]
            )
        }
    }

    @Test func `says once what many PCs have in common and must not`() throws {
        let text = """
            pc[01:30] seat=1 ansible_host=10.0.0.7 mac=3c:52:82:0a:11:07
            pc31 seat=2
            pc32 seat=2
            """
        try TextFolder.with(["hosts.ini": text]) { folder in
            #expect(
                folder.problems("hosts.ini").map { $0.split(separator: " | ").first.map(String.init) } == [
                    "hosts.ini:1:1 `pc01`, `pc02` and 28 more have one address",
                    "hosts.ini:1:1 `pc01`, `pc02` and 28 more have one seat",
                    "hosts.ini:1:1 note: `pc01`, `pc02` and 28 more have one hardware address",
                    "hosts.ini:3:1 `pc31` and `pc32` have one seat",
                ]
            )
        }
    }

    @Test(arguments: [
        ("- pc01\n", "hosts.yaml:1:1 an inventory is a table of groups, this is a list"),
        ("[lab]\npc01\n", "hosts.yaml:2:1 nothing was expected here"),
        (
            "all: { hosts: [pc01] }\n",
            "`hosts` takes a table of PCs, each with a colon (`pc01:`), this is a list"
        ),
        ("all: { hosts: { pc01: 7 } }\n", "`pc01` takes a table of variables, this is a text"),
        ("all: { hosts: {} }\n", "there is no PC in this inventory"),
        ("", "there is no PC in this inventory"),
        ("lab: pc01\n", "group `lab` is a text, a table was expected"),
        ("a: { children: { b: { children: { a: } } }, hosts: { pc01: } }\n", "is below itself"),
        ("all: { children: { a: { children: { all: } } }, hosts: { pc01: } }\n", "is below itself"),
        ("all: { hosts: { -oProxyCommand=x: } }\n", "`-oProxyCommand=x` is no host name"),
        ("all: { hosts: { \"pc01\\nx\": } }\n", "`pc01\\u{a}x` is no host name"),
        ("all: { hosts: { рс01: } }\n", "is no host name: it holds U+0440"),
        (
            "all: { hosts: { pc01: { ansible_connection: shh } } }\n",
            "`shh` is no connection | did you mean `ssh`?"
        ),
        ("all: { hosts: { pc01: { siaga_access: nohne } } }\n", "`nohne` is no way to reach a PC"),
        ("all: { hosts: { pc01: { ansible_user: \"a\\nb\" } } }\n", "is no user: it holds U+000A"),
        ("all: { hosts: { pc01: { ansible_user: [a] } } }\n", "`ansible_user` takes a text"),
        (
            "all: { hosts: { pc01: { ansible_password: !vault '$ANSIBLE_VAULT;1.1' } } }\n",
            "encrypted by Ansible Vault"
        ),
        ("all: { vars: { seats: 0 }, hosts: { pc01: } }\n", "`0` is no number of seats"),
        ("all: { vars: { language: in }, hosts: { pc01: } }\n", "`in` is no `language`"),
        ("all: { vars: { room_mode: semi_online }, hosts: { pc01: } }\n", "`semi_online` is no `room_mode`"),
        ("all: { vars: { room_network: 192.168.0.0 }, hosts: { pc01: } }\n", "is no IPv4 network"),
        (
            "a: { vars: { room_name: A }, hosts: { pc01: } }\nb: { vars: { room_name: B }, hosts: { pc01: } }\n",
            "`pc01` is in several rooms: `a` and `b`"
        ),
    ])
    func `refuses`(_ text: String, _ message: String) throws {
        try TextFolder.with(["hosts.yaml": text]) { folder in
            #expect(throws: InvalidDocuments.self) { try folder.load() }
            let problems = folder.problems().joined(separator: "\n")
            #expect(problems.contains(message), "\(problems)")
        }
    }

    @Test func `says what is wrong with the path`() throws {
        try TextFolder.with(["empty/x.txt": ""]) { folder in
            #expect(folder.problems("nothing").first?.contains("there is no such file or folder") == true)
            #expect(folder.problems("empty").first?.contains("no room is in this folder") == true)
        }
    }

    @Test func `warns of a key given twice and takes the last`() throws {
        let hosts = "all: { hosts: { pc01: { seat: 1, seat: 2 } } }\n"
        try TextFolder.with(["hosts.yaml": hosts]) { folder in
            let rooms = try folder.load().rooms
            #expect(rooms[0].hosts[0].seat == "2")
            #expect(folder.problems().first?.contains("note: `seat` is given twice") == true)
        }
    }

    @Test func `lists no more than a thousand problems, and never drops the first error`() throws {
        let wrong = (0..<1_500).map { "    siaga_\($0): 1\n" }.joined()
        try TextFolder.with(["hosts.yaml": "all:\n  vars:\n\(wrong)  hosts: { pc01: { seat: [1] } }\n"]) {
            folder in
            let problems = folder.problems()
            #expect(problems.count == 1_002)
            #expect(problems.contains { $0.contains("`seat` takes a text") })
            #expect(problems.contains { $0.contains("500 more problems are not listed") })
        }
    }

    @Test func `loads ten thousand PCs in two hundred groups`() throws {
        var text = "all:\n  vars: { ansible_user: siaga, exam_app_path: 'D:\\anbk' }\n  children:\n"
        for group in 0..<200 {
            text += "    g\(group):\n      vars: { v\(group): x, w: '{{ v\(group) }}' }\n      hosts:\n"
            for host in 0..<50 {
                text +=
                    "        g\(group)-pc\(host): { ansible_host: 10.\(group).0.\(host), seat: \(host) }\n"
            }
        }
        let clock = ContinuousClock()
        let start = clock.now
        try TextFolder.with(["hosts.yaml": text.replacing(", seat", with: ", place")]) { folder in
            let rooms = try folder.load().rooms
            #expect(rooms[0].hosts.count == 10_000)
        }
        #expect(clock.now - start < .seconds(40), "a release build takes a tenth of this")
    }
}
