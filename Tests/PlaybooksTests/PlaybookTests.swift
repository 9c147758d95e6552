import Checks
import Documents
import Playbooks
import RoomModel
import Testing

@Suite struct PlaybookTests {
    @Test func `reads a playbook`() throws {
        let playbook = try Fakes.playbook(
            """
            name: Ready?
            hosts: lab1:!pc07
            vars: { exam_server: 192.168.0.200 }
            room: { seats: 20, time_zone: Asia/Jakarta }
            checks:
              - ssh.reach
              - disk.free: { path: '{{ x }}', warn_below: 10 GiB }
            """
        )
        #expect(playbook.name == "Ready?")
        #expect(playbook.hosts.description == "lab1:!pc07")
        #expect(playbook.variables["exam_server"]?.origin.description == "p.yaml:3:9")
        #expect(try Fakes.playbook("checks: [ssh.reach]\n").hosts.description == "clients")
    }

    @Test func `lists every mistake at once`() throws {
        let error = #expect(throws: InvalidDocuments.self) {
            try Fakes.playbook(
                """
                nmae: x
                hosts: "pc[9:1]"
                steps: []
                room: { seat: 20 }
                checks:
                  - disk.fre
                  - disk.free: { warn_belw: 10 GiB, fail_below: 10 }
                  - disk.free: 10 GiB
                  - net.server: { tls: pinned, within: 5 parsecs, status: [200, abc] }
                    severity: warn
                  - net.quality: { loss_above: 101 %, strict: yes }
                  - ssh.reach: { severity: fatal, required: yes, hint: { id: x }, on: { os: linx } }
                  - [a]
                  - ssh.reach
                hosts: all
                """
            )
        }
        #expect(
            error?.lines == [
                "p.yaml:1:1 unknown key `nmae` | did you mean `name`?",
                "p.yaml:3:1 `steps` takes a list with at least one entry | begin each entry with `- `",
                "p.yaml:4:9 unknown key `seat` in `room` | did you mean `seats`?",
                "p.yaml:6:5 unknown check `disk.fre` | did you mean `disk.free`?",
                "p.yaml:7:18 `disk.free` has no parameter `warn_belw` | did you mean `warn_below`?",
                "p.yaml:7:49 `fail_below: 10` has no unit | write `fail_below: 10 GiB`",
                "p.yaml:8:5 `disk.free` takes a table of parameters, this is a text | write `disk.free: { … }`",
                "p.yaml:10:5 an entry holds one check; `severity` is a second key"
                    + " | indent it under `net.server:`, or begin a new entry with `- `",
                "p.yaml:11:32 `loss_above` takes a percentage from 0 to 100 | write `loss_above: 10 %`",
                "p.yaml:11:47 `strict` is `true` or `false` | ",
                "p.yaml:12:28 `severity` is `warn` or `fail` | ",
                "p.yaml:12:45 `required` is `true` or `false` | ",
                "p.yaml:12:56 a hint needs both languages | write `{ id: …, en: … }`",
                "p.yaml:12:71 `linx` is no `os` | did you mean `linux`?",
                "p.yaml:13:5 a check is a name or a table, this is a list | ",
                "p.yaml:15:1 `hosts` is given twice | first given at p.yaml:2:1; keep one",
            ]
        )
        #expect(error?.problems.first?.excerpt == "nmae: x")
    }

    @Test(arguments: [
        ("- a\n", "a playbook is a table"), ("name: x\n", "has no `checks:`"),
        ("checks: []\n", "at least one entry"),
        ("checks: ssh.reach\n", "takes a list"), ("", "has no `checks:`"),
        ("hosts: 'a:!'\nchecks: [ssh.reach]\n", "empty term"),
        ("name: [x]\nchecks: [ssh.reach]\n", "takes a text"),
        ("checks:\n  - net.server: { url: a, within: 10 }\n", "`within: 10` has no unit"),
        ("checks:\n  - net.server: { url: a, within: 5 parsecs }\n", "`5 parsecs` is no time"),
        ("checks:\n  - net.server: { url: a, status: [200, abc] }\n", "whole number without a unit"),
        ("checks:\n  - net.server: { url: a, tls: pinned }\n", "`pinned` is no `tls`"),
        ("checks:\n  - net.exam: { port: 443 tcp }\n", "whole number without a unit"),
        ("checks:\n  - net.server: { url: a, within: 99999999999999999999 h }\n", "is no time"),
        ("checks:\n  - net.server: { url: a, within: -1 s }\n", "is no time"),
        ("checks:\n  - net.server: { url: a, status: [200, 99999999999999999999] }\n", "whole number"),
        ("checks:\n  - net.server: { url: a, status: [9223372036854775807] }\n", "whole number"),
        ("checks:\n  - net.exam: { port: -9223372036854775808 }\n", "whole number without a unit"),
        ("checks:\n  - disk.free: { fail_below: 8193 TiB }\n", "`8193 TiB` is no amount of bytes"),
        ("room: { seats: 9223372036854775807 }\nchecks: [ssh.reach]\n", "is no number of seats"),
        ("room: { seats: -9223372036854775808 }\nchecks: [ssh.reach]\n", "is no number of seats"),
        ("room: { seats: many }\nchecks: [ssh.reach]\n", "`many` is no number of seats"),
    ])
    func `refuses`(_ text: String, _ message: String) {
        let error = #expect(throws: InvalidDocuments.self) { try Fakes.playbook(text) }
        #expect(error?.lines.contains { $0.contains(message) } == true, "\(error?.lines ?? [])")
    }
}
