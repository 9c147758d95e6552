import Checks
import Playbooks
import RoomModel
import Testing

@Suite struct WaiverTests {
    private static let today = CalendarDate("2026-11-25")

    private func list(_ text: String, hosts: Int = 3) throws -> WaiverList {
        try WaiverList(
            Array(text.utf8),
            file: "waivers.yaml",
            hosts: Fakes.room(hosts).hosts,
            catalogue: Fakes.catalogue,
            today: try #require(Self.today)
        )
    }

    private func problems(_ text: String) throws -> InvalidDocuments {
        try #require(throws: InvalidDocuments.self) { try list(text) }
    }

    @Test func `a waiver holds for its PCs and checks until its last day`() throws {
        let list = try list(
            """
            - pc01: disk.free
              until: 2026-11-25
              reason: disk baru dipesan
              by: Bu Sari
            - pc0[2-3]: [net.exam, net.quality]
              until: 2027-01-31
              reason: kabel
              by: teknisi
              unmeasured: true

            """
        )
        #expect(list.warnings.isEmpty)
        let (first, second) = (try HostName("pc01"), try HostName("pc03"))
        let waiver = try #require(list.waiver(of: "disk.free", on: first))
        #expect(waiver.reason == "disk baru dipesan" && waiver.by == "Bu Sari")
        #expect(waiver.until.description == "2026-11-25")
        #expect(
            waiver.covers(.warn) && waiver.covers(.fail) && !waiver.covers(.unknown) && !waiver.covers(.pass)
        )
        #expect(list.waiver(of: "net.exam", on: first) == nil)
        #expect(list.waiver(of: "net.exam", on: second)?.covers(.unknown) == true)
        #expect(list.waiver(of: "net.quality", on: second) != nil)
    }

    @Test func `every mistake is named at once, in both languages`() throws {
        let error = try problems(
            """
            - pc01: host.key
              until: 30-11-2026
              reason: a
            - pc01: disk.free
              untill: 2026-11-30
              reason: ""
              by: b
            - pc01: disk.free
              pc02: disk.free
              until: 2026-11-31
              reason: a
              by: b
            - until: 2026-11-30
              reason: a
              by: b
            - disk.free

            """
        )
        #expect(
            error.lines == [
                "waivers.yaml:1:3 this waiver has no `by` | add it, for example `by: Bu Sari`",
                "waivers.yaml:1:9 `host.key` cannot be waived | delete it; without that check no PC may be called ready",
                "waivers.yaml:2:10 `until` takes a date | write its last day as 2026-11-30",
                "waivers.yaml:4:3 this waiver has no `until` | add it, for example `until: 2026-11-30`",
                "waivers.yaml:5:3 unknown key `untill` | did you mean `until`?",
                "waivers.yaml:6:11 `reason` takes a text | write why it is accepted",
                "waivers.yaml:9:3 one waiver has one key of PCs; `pc02` is a second"
                    + " | begin a new waiver with `- `, or write `pc[13-15]`",
                "waivers.yaml:10:10 `until` takes a date | write its last day as 2026-11-30",
                "waivers.yaml:13:3 this waiver names no PC | write `pc17: audio.dev`",
                "waivers.yaml:16:3 a waiver names PCs and a check"
                    + " | write `- pc17: audio.dev`, then until, reason and by",
            ]
        )
        for problem in error.problems {
            #expect(problem.message(in: .indonesian) != problem.message, "\(problem.message)")
            #expect(problem.hint(in: .indonesian) != problem.hint)
        }
    }

    @Test(arguments: ["ssh.reach", "host.key", "exam.running"])
    func `what tells whether a PC may be touched cannot be waived`(_ check: String) throws {
        let error = try problems("- { pc01: \(check), until: 2026-12-01, reason: a, by: b }\n")
        #expect(error.problems.map(\.message) == ["`\(check)` cannot be waived"])
    }

    @Test func `what has no effect is a warning with a suggestion`() throws {
        let list = try list(
            """
            - { pc01: disk.free, until: 2026-11-24, reason: a, by: b }
            - { pc02: disk.fre, until: 2026-11-30, reason: a, by: b }
            - { pc07: disk.free, until: 2026-11-30, reason: a, by: b }
            - { "pc0[1-2]": net.exam, until: 2026-11-30, reason: a, by: b }

            """
        )
        #expect(list.warnings.allSatisfy { $0.severity == .warning })
        #expect(list.warnings.map(\.location.line) == [1, 2, 3])
        #expect(list.warnings[0].message == "the waiver for pc01 ended on 2026-11-24 and is ignored")
        #expect(list.warnings[1].hint == "did you mean `disk.free`?")
        #expect(list.waiver(of: "disk.free", on: try HostName("pc01")) == nil)
        #expect(list.waiver(of: "net.exam", on: try HostName("pc02")) != nil)
    }

    @Test(arguments: ["", "# nothing\n", "[]\n"])
    func `an empty file waives nothing`(_ text: String) throws {
        #expect(try list(text).warnings.isEmpty)
    }

    @Test func `another shape says how to write it`() throws {
        let error = try problems("pc01: disk.free\n")
        #expect(
            error.lines == ["waivers.yaml:1:1 the waivers are a list | begin each with `- pc17: audio.dev`"]
        )
    }
}
