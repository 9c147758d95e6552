import Checks
import Documents
import Foundation
import Playbooks
import Provisioning
import RoomModel
import Testing

/// Playbooks with `steps:`.
@Suite struct StepPlaybookTests {
    private func playbook(_ text: String, file: String = "p.yaml") throws(InvalidDocuments) -> Playbook {
        try Playbook(Array(text.utf8), file: file, catalogue: Catalogue.checks)
    }

    private func lines(_ text: String) -> [String] {
        do throws(InvalidDocuments) {
            _ = try playbook(text)
            return []
        } catch {
            return error.problems.map { "\($0.location) \($0.message) | \($0.hint ?? "")" }
        }
    }

    private func steps(_ text: String, _ variables: [String: String] = [:]) throws -> [PlannedStep] {
        let room = try Fakes.room(2, variables)
        let plans = try playbook(text).steps(for: room, hosts: room.hosts, examProcesses: { _ in ["x"] })
        return try #require(plans.first).steps
    }

    @Test func `every mistake is told with its place and what to write`() {
        let lines = lines(
            """
            hosts: all
            serial: 0
            max_failures: many
            verify: [a]
            steps:
              - fille: { path: /opt/x }
              - file: { path: /opt/x, mod: "0644" }
              - folder
              - service: { unit: cups, running: perhaps }
              - remove: { path: /opt/x, id: Big }
              - clock: { become: "-x" }
              - clock: { id: same }
              - folder: { path: /opt/y, id: same }
              - wait_for: { within: 5 parsecs }
            """
        )
        #expect(
            lines == [
                "p.yaml:2:9 `serial` takes a number of PCs, or a percentage of them"
                    + " | write `serial: 5` or `serial: 25 %`",
                "p.yaml:3:15 `max_failures` takes a number of PCs"
                    + " | write `max_failures: 3`, or 0 to stop at the first",
                "p.yaml:4:1 `verify` takes a text, this is a list | ",
                "p.yaml:6:5 unknown step `fille` | did you mean `file`?",
                "p.yaml:7:27 `file` has no parameter `mod` | did you mean `mode`?",
                "p.yaml:8:5 `folder` needs `path` | write `folder: { path: /opt/exam, … }`",
                "p.yaml:9:37 `running` is `true` or `false` | ",
                "p.yaml:10:33 `Big` is no name of a step"
                    + " | use small letters, digits, `-` and `_`, at most 40",
                "p.yaml:11:22 `become` is `true`, `false` or an account | ",
                "p.yaml:13:33 two steps are called `same` | give one of them another `id`",
                "p.yaml:14:25 `5 parsecs` is no time | units are `ms`, `s`, `min`, `h`",
            ]
        )
    }

    @Test func `a path that would ruin a PC is told with its line, without any bundle or PC`() {
        let lines = lines(
            """
            hosts: all
            steps:
              - app: { path: /etc }
              - remove: { path: /usr/lib/, recursive: true }
              - folder: { path: "{{ place }}" }
            """
        )
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("p.yaml:3:") == true && lines.last?.hasPrefix("p.yaml:4:") == true)
        #expect(lines.first?.contains("`app`: `/etc` belongs to the system, or to a person") == true)
    }

    @Test func `steps have names, variables and conditions`() throws {
        let steps = try steps(
            """
            hosts: all
            vars: { place: /opt/exam }
            steps:
              - folder: { path: "{{ place }}" }
              - folder: { path: "{{ place }}/data", become: true }
              - service: { unit: cups, running: false, id: printer, on: { os: linux }, become: false }
              - clock
            """,
            ["time_zone": "Asia/Makassar"]
        )
        #expect(steps.map(\.name.description) == ["folder", "folder-2", "printer", "clock"])
        #expect(steps.map(\.step.subject) == ["/opt/exam", "/opt/exam/data", "cups", nil])
        #expect(steps[1].account == .other(try UserName("root")))
        #expect(steps[2].account == .login)
        #expect(steps[2].condition?.operatingSystems == [.linux])
        #expect(steps[3].account == nil)
    }

    @Test func `files are read from the playbook's folder, and one that is missing is told`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("seat {{ place }}\n".utf8).write(to: folder.appending(path: "seat.conf"))
        func problems(_ last: String) throws -> [Problem] {
            let text = """
                hosts: all
                steps:
                  - template: { path: /etc/exam.conf, source: seat.conf }
                  - file: { path: /etc/exam.raw, source: seat.conf }
                \(last)
                """
            let room = try Fakes.room(1, ["place": "A3"])
            let book = try playbook(text, file: "\(folder.path)/p.yaml")
            do throws(InvalidDocuments) {
                _ = try book.steps(for: room, hosts: room.hosts, examProcesses: { _ in [] })
                return []
            } catch {
                return error.problems
            }
        }
        #expect(try problems("").isEmpty)
        let missing = try problems("  - script: { source: missing.sh }")
        #expect(missing.map(\.location.line) == [5])
        #expect(missing.first?.message.contains("missing.sh") == true)
        let unknown = try problems("  - package: { name: exam, source: seat.conf }")
        #expect(unknown.map { "\($0.location.line):\($0.location.column)" } == ["5:36"])
        #expect(unknown.first?.message.contains("`source` needs `version`") == true)
        #expect(try problems("  - package: { name: exam, source: seat.conf, version: '1.0' }").isEmpty)
    }

    /// `stick/p.yaml`, `stick/files/in`, `room/in`, `room/.ssh/key` and `secret` in a folder of their own.
    private func withStick(_ body: (URL) throws -> Void) throws {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.resolvingSymlinksInPath().appending(path: UUID().uuidString)
        defer { try? manager.removeItem(at: folder) }
        for name in ["stick/files/in", "room/in", "room/.ssh/key", "secret"] {
            let file = folder.appending(path: name)
            try manager.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(name.utf8).write(to: file)
        }
        for (link, target) in [("leak", "../secret"), ("near", "files/in"), ("out", "..")] {
            try manager.createSymbolicLink(
                atPath: "\(folder.path)/stick/\(link)",
                withDestinationPath: target
            )
        }
        try body(folder)
    }

    private func sources(_ source: String, _ step: String, in folder: URL) throws -> [String] {
        var room = try Fakes.room(1)
        room.folder = "\(folder.path)/room"
        let more = [
            "package": "name: exam, version: '1.0', ", "file": "path: /etc/a, ", "template": "path: /etc/a, ",
        ]
        let book = try playbook(
            "hosts: all\nsteps:\n  - \(step): { \(more[step] ?? "")source: '\(source)' }\n",
            file: "\(folder.path)/stick/p.yaml"
        )
        return try book.steps(for: room, hosts: room.hosts, examProcesses: { _ in [] })[0].steps[0].sources
    }

    @Test(arguments: ["file", "template", "package", "script"])
    func `a playbook on a stick sends no file of the laptop`(_ step: String) throws {
        try withStick { folder throws in
            for source in [
                "/etc/passwd", "../secret", "files/../../secret", "\(folder.path)/secret", "leak",
                "out/secret",
                "\(folder.path)/room/.ssh/key",
            ] {
                let error = #expect(throws: InvalidDocuments.self) { try sources(source, step, in: folder) }
                let problem = try #require(error?.problems.first)
                #expect(problem.location.line == 3)
                #expect(problem.message.contains("lies outside"), "\(source): \(problem.message)")
                #expect(problem.message(in: .indonesian).contains("di luar folder"))
                #expect(problem.hint?.contains("cp ") == true)
            }
        }
    }

    @Test(arguments: ["file", "template", "package", "script"])
    func `sends what lies in its own folder or the room's, and says which file that is`(_ step: String) throws
    {
        try withStick { folder throws in
            for source in ["files/in", "near", "./files/../files/in", "\(folder.path)/stick/files/in"] {
                #expect(try sources(source, step, in: folder) == ["\(folder.path)/stick/files/in"])
            }
            for source in ["../room/in", "\(folder.path)/room/in"] {
                #expect(try sources(source, step, in: folder) == ["\(folder.path)/room/in"])
            }
        }
    }

    @Test(arguments: [("!<arch>\n", "siaga push"), ("MZ", "siaga bundle add")])
    func `a file that is too large is told with the way that it can take`(
        _ start: String,
        _ way: String
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let large = folder.appending(path: "large")
        try Data(start.utf8).write(to: large)
        let file = try FileHandle(forWritingTo: large)
        try file.truncate(atOffset: (16 << 20) + 1)
        try file.close()
        let room = try Fakes.room(1)
        let book = try playbook(
            "hosts: all\nsteps:\n  - package: { name: exam, version: '1.0', source: large }\n",
            file: "\(folder.path)/p.yaml"
        )
        do throws(InvalidDocuments) {
            _ = try book.steps(for: room, hosts: room.hosts, examProcesses: { _ in [] })
            Issue.record("it was read")
        } catch {
            #expect(error.problems.map(\.location.line) == [3])
            #expect(error.problems.first?.message.contains("is larger than 16384 KiB") == true)
            #expect(error.problems.first?.hint?.contains(way) == true)
        }
    }

    @Test func `nothing follows a PC that is off`() throws {
        let room = try Fakes.room(1)
        do throws(InvalidDocuments) {
            _ = try playbook("hosts: all\nsteps:\n  - power_off\n  - clock\n")
                .steps(for: room, hosts: room.hosts, examProcesses: { _ in [] })
            Issue.record("it was planned")
        } catch {
            #expect(error.problems.map(\.location.line) == [3])
        }
    }

    @Test func `a playbook needs work of some kind, and shows what it comes to`() throws {
        #expect(lines("hosts: all\n").count == 1)
        let text = """
            name: Set-up
            hosts: all
            serial: 25 %
            max_failures: 2
            verify: readiness-online.yaml
            steps:
              - folder: { path: /opt/exam, id: place }
              - remove:
                  path: /opt/old
                  recursive: false

            """
        let shown = EffectivePlaybook(try playbook(text)).text
        let again = EffectivePlaybook(try playbook(shown)).text
        #expect(shown == again)
        #expect(shown.contains("serial: 25 %\nmax_failures: 2\nverify: readiness-online.yaml\n"))
        #expect(shown.contains("  - folder:\n      path: '/opt/exam'\n      id: place\n"))
        #expect(try playbook(text).batchSize?.size(of: 10) == 3)
        #expect(BatchSize.share(1).size(of: 10) == 1)
        #expect(BatchSize.count(5).size(of: 3) == 5)
    }

    @Test func `what a check names as its repair is a step that can be made`() throws {
        let text = """
            hosts: all
            checks:
              - time.zone: { expected: WIB }
              - time.offset
              - service: { name: cups, unit: cups.service }
              - process: { name: chat, program: [chat, chat-helper], running: false }
              - process: { name: antivirus, program: clamd }
              - apps.forbid: { programs: [AnyDesk.exe, TeamViewer.exe] }
              - power.state
              - ram.total
            """
        let room = try Fakes.room(1)
        let plan = try playbook(text).plan(for: room, hosts: room.hosts, catalogue: Catalogue.checks)
        let checks = try #require(plan.hosts.first).checks
        let repairs = checks.map { $0.check.repair }
        #expect(
            repairs.map { $0?.step } == [
                "clock", "clock", "service", "process", nil, "process", "stay_awake", nil,
            ]
        )
        for repair in repairs.compactMap(\.self) {
            let row = try #require(StepCatalogue.steps.first { $0.kind == repair.step })
            #expect(throws: Never.self) { try row.make(ParameterValues(repair.arguments)) }
        }
    }
}
