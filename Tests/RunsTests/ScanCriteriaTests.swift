import Checks
import Playbooks
import RoomModel
import Runs
import Testing

/// What goes into the digest of a PC's criteria: whatever could make a result *ready* wrong, and nothing else.
@Suite struct ScanCriteriaTests {
    private static let playbook = """
        name: Morning
        hosts: all
        vars: { least: 1 GiB }
        room: { room_name: Lab 1, seats: 2, sessions: [07.30-09.30] }
        checks:
          - ram.total: { fail_below: "{{ least }}", warn_below: 2 GiB }
          - app.version: { path: /opt/anbk }
          - apps.forbid: { programs: [AnyDesk], on: { os: linux } }

        """

    private static let variables = [
        "exam_app_version": "26.0222", "room_name": "Lab 1", "sessions": "07.30-09.30", "seats": "2",
        "language": "en", "history_keep": "30 days", "room_network": "10.0.0.0/8", "ansible_user": "guru",
        "seat": "1",
    ]

    /// The criteria of a room of two PCs, after an edit of the playbook and of the variables of the first.
    private static func criteria(
        _ edit: (from: String, to: String) = ("", ""),
        _ changes: [String: String] = [:],
        names: [String] = ["pc01", "pc02"],
        isExamDay: Bool = false
    ) throws -> ScanCriteria {
        let text = edit.from.isEmpty ? playbook : playbook.replacing(edit.from, with: edit.to)
        try #require(edit.from.isEmpty || text != playbook, "\(edit.from) is not in the playbook")
        let hosts = try names.map { name in
            let own = name == "pc01" ? variables.merging(changes) { $1 } : variables
            return Host(
                name: try HostName(name),
                address: try NetworkAddress(name),
                variables: own.mapValues { Variable(.text($0), origin: SourceLocation(file: "hosts.yaml")) }
            )
        }
        let room = Room(profile: RoomProfile(name: "lab"), hosts: hosts)
        let read = try Playbook(Array(text.utf8), file: "p.yaml", catalogue: Catalogue.checks)
        return ScanCriteria(
            try read.plan(for: room, hosts: hosts, catalogue: Catalogue.checks, isExamDay: isExamDay)
        )
    }

    static let harmless: [(from: String, to: String)] = [
        ("[07.30-09.30]", "[08.00-10.00]"), ("seats: 2", "seats: 1"), ("Lab 1", "Lab 2"),
        ("checks:", "# a remark\nchecks:"), ("path: /opt/anbk", "path: /opt/anbk, hint: { id: a, en: b }"),
        ("vars: { least: 1 GiB }", "vars: { least: 1 GiB, unused: 1 }"),
        ("fail_below: \"{{ least }}\"", "fail_below: 1 GiB"), ("room:", "max_failures: 3\nroom:"),
    ]

    @Test(arguments: harmless)
    func `an edit of the playbook that changes no judgement voids nothing`(_ edit: (from: String, to: String))
        throws
    {
        #expect(try Self.criteria(edit) == Self.criteria())
    }

    @Test(arguments: [
        "sessions", "seats", "room_name", "language", "history_keep", "room_network", "ansible_user", "seat",
        "mac", "anything_else",
    ])
    func `a variable that no check reads voids nothing`(_ name: String) throws {
        #expect(try Self.criteria(("", ""), [name: "9"]) == Self.criteria())
    }

    static let grave: [(from: String, to: String)] = [
        ("least: 1 GiB", "least: 1.5 GiB"), ("warn_below: 2 GiB", "warn_below: 3 GiB"),
        ("  - app.version: { path: /opt/anbk }\n", ""), ("/opt/anbk }", "/opt/other }"),
        ("/opt/anbk }", "/opt/anbk, severity: warn }"), ("/opt/anbk }", "/opt/anbk, required: false }"),
        ("[AnyDesk]", "[AnyDesk, TeamViewer]"), ("os: linux", "os: windows"), (", on: { os: linux }", ""),
        ("vars: {", "vars: { exam_processes: [Exam.exe],"), ("checks:", "checks:\n  - cpu.cores"),
    ]

    @Test(arguments: grave)
    func `an edit by which a result could be wrong makes all of them incomparable`(
        _ edit: (from: String, to: String)
    ) throws {
        let (before, after) = (try Self.criteria(), try Self.criteria(edit))
        #expect(before.whole != after.whole)
        for (host, digest) in before.hosts { #expect(after.hosts[host] != digest) }
    }

    @Test func `what one PC is held to is its own`() throws {
        let before = try Self.criteria()
        let changes = ["exam_app_version": "25.0525", "least": "1.5 GiB", "exam_processes": "Exam.exe"]
        for (name, value) in changes {
            let after = try Self.criteria(("", ""), [name: value])
            #expect(after.hosts[try HostName("pc01")] != before.hosts[try HostName("pc01")], "\(name)")
            #expect(after.hosts[try HostName("pc02")] == before.hosts[try HostName("pc02")], "\(name)")
        }
        let more = try Self.criteria(names: ["pc03", "pc01", "pc02"])
        for (host, digest) in before.hosts { #expect(more.hosts[host] == digest) }
    }

    @Test func `on a day of the exam a note weighs more, and what was a note before does not count`() throws {
        #expect(try Self.criteria(isExamDay: true).whole != Self.criteria().whole)
    }
}
