import Checks
import Documents
import Playbooks
import RoomModel
import Testing

@Suite struct PlanTests {
    private func plan(
        _ text: String,
        _ room: Room,
        extra: [String: String] = [:]
    ) throws -> RoomPlan {
        let origin = SourceLocation(file: "-e")
        return try Fakes.playbook(text).plan(
            for: room,
            hosts: room.hosts,
            catalogue: Fakes.catalogue,
            extraVariables: extra.mapValues { Variable(.text($0), origin: origin) }
        )
    }

    @Test(arguments: [
        ("10 GiB", Int64(10) << 30), ("1 GB", 1_000_000_000), ("1.5 MiB", 1_572_864), ("10GiB", 10 << 30),
        ("512 kb", 512_000), ("7 B", 7),
    ])
    func `reads amounts of bytes`(_ text: String, _ bytes: Int64) throws {
        let plan = try plan("checks: [disk.free: { warn_below: \(text) }]\n", Fakes.room(1))
        #expect(plan.arguments("disk.free")?.bytes("warn_below") == ByteCount(bytes: bytes))
    }

    @Test(arguments: [
        ("500 ms", Duration.milliseconds(500)), ("10 s", .seconds(10)), ("2 min", .seconds(120)),
        ("1 h", .seconds(3_600)),
        ("0.5s", .milliseconds(500)),
    ])
    func `reads times`(_ text: String, _ time: Duration) throws {
        let plan = try plan("checks: [net.server: { url: a, within: \(text) }]\n", Fakes.room(1))
        #expect(plan.arguments("net.server")?.duration("within") == time)
    }

    @Test func `reads lists, words, percentages and flags`() throws {
        let text = """
            checks:
              - net.server: { url: a, status: [200, 302], tls: pin }
              - net.quality: { loss_above: 2.5 %, strict: true }
              - net.exam: { hosts: one, port: 443, required: [a, b] }
            """
        let plan = try plan(text, Fakes.room(1))
        #expect(plan.arguments("net.server")?.counts("status") == [200, 302])
        #expect(plan.arguments("net.server")?.text("tls") == "pin")
        #expect(plan.arguments("net.quality")?.percent("loss_above") == 2.5)
        #expect(plan.arguments("net.quality")?.flag("strict") == true)
        #expect(plan.arguments("net.exam")?.texts("hosts") == ["one"])
        #expect(plan.arguments("net.exam")?.texts("required") == ["a", "b"])
        #expect(plan.hosts[0].checks[2].isRequired)
    }

    @Test func `looks for variables on the command line, the PC, the room, the playbook`() throws {
        let text = """
            vars: { a: playbook, b: playbook, seats: 9, d: "{{ a }}" }
            room: { seats: 20 }
            checks:
              - app.files: { path: "{{ a }} {{ b }} {{ seats }} {{ d }} {{ inventory_hostname }}", files: x }
            """
        let room = try Fakes.room(1, ["b": "host"])
        #expect(
            try plan(text, room).arguments("app.files")?.text("path") == "playbook host 20 playbook pc01"
        )
        #expect(
            try plan(text, room, extra: ["b": "extra"]).arguments("app.files")?.text("path")
                == "playbook extra 20 playbook pc01"
        )
    }

    @Test func `fills parameters from variables and defaults, and selects no check that lacks one`() throws {
        let text = "checks: [app.files: { files: [a] }, disk.free]\n"
        let without = try plan(text, Fakes.room(1))
        #expect(without.hosts[0].checks.map(\.id.description) == ["disk.free"])
        #expect(without.arguments("disk.free")?.text("path") == "/")
        let with = try plan(text, Fakes.room(1, ["exam_app_path": "D:\\anbk"]))
        #expect(with.arguments("app.files")?.text("path") == "D:\\anbk")
    }

    @Test func `keeps what a playbook says of any check`() throws {
        let text = """
            checks:
              - ssh.reach: { severity: warn, required: false, hint: { id: Cek, en: Look }, on: { os: [linux] } }
            """
        let check = try plan(text, Fakes.room(1)).hosts[0].checks[0]
        #expect(check.severity == .warn)
        #expect(!check.isRequired)
        #expect(check.wording?.hint == Localized(id: "Cek", en: "Look"))
        #expect(check.condition?.operatingSystems == [.linux])
        #expect(check.condition?.architectures == [.bits32, .bits64])
    }

    @Test func `plans an entry only for its PCs`() throws {
        let text = "checks: [ssh.reach, disk.free: { hosts: 'pc[02-03]' }]\n"
        let plan = try plan(text, Fakes.room(3))
        #expect(plan.hosts.map(\.checks.count) == [1, 2, 2])
    }

    @Test func `fills what the inventory leaves unset of the room`() throws {
        var room = try Fakes.room(1)
        room.profile.seats = 30
        let plan = try plan("room: { seats: 20, language: en }\nchecks: [ssh.reach]\n", room)
        #expect(plan.profile.seats == 30)
        #expect(plan.profile.language == .english)
        #expect(plan.profile.title == "lab")
    }

    @Test func `lists the problems of all PCs, each once`() throws {
        var room = try Fakes.room(5, ["size": "big", "exam_app_path": "D:\\anbk"])
        room.hosts[0].variables["size"] = Variable(.text("5 GiB"), origin: SourceLocation(file: "h", line: 3))
        room.hosts = room.hosts.map { host in
            var host = host
            host.variables["least"] = Variable(.text("1 GiB"), origin: SourceLocation(file: "h", line: 4))
            return host
        }
        let text = """
            checks:
              - net.server: { url: "http://{{ exam_sever }}/" }
              - disk.free: { path: /a, warn_below: "{{ size }}" }
              - disk.free: { path: /b, warn_below: "{{ least }}", fail_below: 2 GiB }
              - disk.free: { path: /c }
              - disk.free: { path: /c, warn_below: 1 GB }
              - app.files: { files: "{{ ls | sort }}" }
              - ssh.reach: { hosts: pc9 }
            """
        let error = #expect(throws: InvalidDocuments.self) { try plan(text, room) }
        #expect(
            error?.lines == [
                "p.yaml:2:24 nobody set `exam_sever` | set it in the inventory or in the playbook, under `vars:`",
                "p.yaml:3:40 `big` is no amount of bytes (for pc02, pc03, pc04 and 1 more)"
                    + " | write `warn_below: 10 GiB`",
                "p.yaml:4:40 `disk.free`: `warn_below` is below `fail_below` | swap them",
                "p.yaml:6:5 `disk.free` stands twice for `/c` | keep one, or set them apart with `hosts:` or `on:`",
                "p.yaml:7:25 cannot evaluate Jinja in a value used"
                    + " | `{{ name }}` is understood; lookups and filters are not",
                "p.yaml:8:25 no PC or group is named `pc9` | there are `all`, `pc01`, `pc02`, `pc03`, ...",
            ]
        )
        #expect(error?.problems.first?.excerpt?.hasPrefix("  - net.server") == true)
    }

    @Test func `takes two entries that come to the same check as one`() throws {
        let text = "checks: [disk.free: { path: ~ }, disk.free: { path: '{{ place }}' }, disk.free]\n"
        #expect(try plan(text, Fakes.room(1, ["place": "/"])).hosts[0].checks.count == 2)
    }

    @Test func `takes the interlock's processes from the PC, else from the playbook`() throws {
        let text = "vars: { exam_processes: [a.exe, '{{ b }}'], b: b.exe }\nchecks: [ssh.reach]\n"
        #expect(try plan(text, Fakes.room(1)).hosts[0].examProcesses == ["a.exe", "b.exe"])
        #expect(try plan(text, Fakes.room(1, ["exam_processes": "c"])).hosts[0].examProcesses == ["c"])
        #expect(try plan("checks: [ssh.reach]\n", Fakes.room(1)).hosts[0].examProcesses.isEmpty)
        let error = #expect(throws: InvalidDocuments.self) {
            try plan("vars: { exam_processes: [{ a: b }] }\nchecks: [ssh.reach]\n", Fakes.room(1))
        }
        #expect(error?.lines == ["p.yaml:1:9 `exam_processes` takes a text | write a list of process names"])
    }

    @Test(arguments: ["/opt/anbk/", "exam*", "*", ".", "..", ".exe", "a.exe, b.exe", " a.exe"])
    func `a program of the exam that can never be found is an error with its line`(_ name: String) throws {
        let place = SourceLocation(file: "hosts.yaml", line: 1, column: 1)
        let error = #expect(throws: InvalidDocuments.self) {
            try plan("checks: [ssh.reach]\n", Fakes.room(2, ["exam_processes": name]))
        }
        let problem = try #require(error?.problems.first)
        #expect(error?.problems.count == 1 && problem.location == place)
        #expect(problem.message.hasPrefix("`exam_processes`: ") && problem.hint != nil)
        #expect(problem.message(in: .indonesian) != problem.message)
        for text in [
            "vars: { exam_processes: [a.exe, \"\(name)\"] }\nchecks: [ssh.reach]\n",
            "room: { exam_processes: [\"\(name)\"] }\nchecks: [ssh.reach]\n",
        ] {
            #expect(throws: InvalidDocuments.self) { try plan(text, Fakes.room(1)) }
        }
    }

    @Test func `a wrong program of one PC among several says which PC, in both languages`() throws {
        var room = try Fakes.room(2)
        room.hosts[1].variables["exam_processes"] = Variable(
            .list([.text("exam*")]),
            origin: SourceLocation(file: "hosts.yaml", line: 7)
        )
        let error = #expect(throws: InvalidDocuments.self) { try plan("checks: [ssh.reach]\n", room) }
        let problem = try #require(error?.problems.first)
        #expect(problem.message.hasSuffix("(for pc02)"))
        #expect(problem.message(in: .indonesian).hasSuffix("(untuk pc02)"))
        #expect(problem.hint(in: .indonesian) != problem.hint)
    }

    @Test func `reads a default as the playbook would write it`() throws {
        let plan = try plan("checks: [net.server: { url: a }]\n", Fakes.room(1))
        #expect(plan.arguments("net.server")?.counts("status") == [200, 302])
    }

    @Test func `lets one check stand twice on different systems`() throws {
        let text =
            "checks: [disk.free: { on: { os: linux } }, disk.free: { on: { os: windows }, warn_below: 1 GB }]\n"
        #expect(try plan(text, Fakes.room(1)).hosts[0].checks.count == 2)
    }

    @Test func `on a day of the exam a check may be stricter, by its own row or the playbook`() throws {
        let words = Localized(id: "-", en: "-")
        let strict = CheckDefinition(
            id: "apps.forbid",
            label: words,
            hint: words,
            source: "test",
            examDaySeverity: .fail
        ) { FakeCheck(arguments: $0, subject: nil) }
        let catalogue = Fakes.catalogue + [strict]
        func strictness(_ entry: String, isExamDay: Bool) throws -> Bool? {
            let text = "hosts: all\nchecks:\n  - \(entry)\n"
            let playbook = try Playbook(Array(text.utf8), file: "p.yaml", catalogue: catalogue)
            let room = try Fakes.room(1)
            let plan = try playbook.plan(
                for: room,
                hosts: room.hosts,
                catalogue: catalogue,
                isExamDay: isExamDay
            )
            return plan.hosts[0].checks.first?.isStrict
        }
        #expect(try strictness("apps.forbid", isExamDay: true) == true)
        #expect(try strictness("apps.forbid", isExamDay: false) == false)
        #expect(try strictness("apps.forbid: { on_exam_day: warn }", isExamDay: true) == false)
        #expect(try strictness("disk.free", isExamDay: true) == false)
        #expect(try strictness("disk.free: { on_exam_day: fail }", isExamDay: true) == true)
        #expect(try strictness("disk.free: { on_exam_day: fail }", isExamDay: false) == false)
    }
}
