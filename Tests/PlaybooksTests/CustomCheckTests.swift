import Checks
import Playbooks
import RoomModel
import Testing

/// Checks that a playbook makes up: any number of a kind, each by its name.
@Suite struct CustomCheckTests {
    private func plan(_ checks: String) throws -> [PlannedCheck] {
        let text = "hosts: all\nchecks:\n\(checks)\n"
        let playbook = try Playbook(Array(text.utf8), file: "own.yaml", catalogue: Catalogue.checks)
        let room = try Fakes.room(1)
        return try playbook.plan(for: room, hosts: room.hosts, catalogue: Catalogue.checks).hosts[0].checks
    }

    private func problems(_ checks: String) -> [Problem] {
        do {
            _ = try plan(checks)
            return []
        } catch {
            return (error as? InvalidDocuments)?.problems ?? []
        }
    }

    @Test func `a playbook holds several of one kind, each under its own id`() throws {
        let checks = try plan(
            """
              - command: { name: printer, run: lpstat -p }
              - command: { name: suhu, run: sensors, warn_above: 70, severity: warn, required: false }
              - process: { name: antivirus, program: clamd }
              - service: { name: cetak, unit: cups }
              - port: { name: cetak, port: 631 }
              - file: { name: hosts, path: /etc/hosts, mode: '0644' }
              - http: { name: portal, url: 'http://192.168.0.200/', warn_above: 1 s }
            """
        )
        #expect(
            checks.map(\.id.description) == [
                "command.printer", "command.suhu", "process.antivirus", "service.cetak", "port.cetak",
                "file.hosts",
                "http.portal",
            ]
        )
        #expect(checks[1].severity == .warn && !checks[1].isRequired)
        #expect(checks[0].wording?.label == Localized(id: "Perintah printer", en: "Command printer"))
    }

    @Test func `its label and hint are the playbook's`() throws {
        let check = try plan(
            """
              - command:
                  name: printer
                  run: lpstat -p
                  label: { id: Printer, en: Printer }
                  hint: { id: Nyalakan printer, en: Switch the printer on }
            """
        )[0]
        #expect(check.wording?.label.en == "Printer")
        #expect(check.wording?.hint.id == "Nyalakan printer")
    }

    @Test func `a second one of the same name is refused`() {
        let found = problems("  - file: { name: a, path: /a }\n  - file: { name: a, path: /b }")
        #expect(found.map(\.message) == ["`file.a` stands twice"])
        #expect(found.first?.location.line == 4)
    }

    @Test(arguments: [
        ("  - command", ["`command` needs `name`", "`command` needs `run`"]),
        ("  - command: { name: printer }", ["`command` needs `run`"]),
        ("  - command: { name: Printer 1, run: x }", ["`Printer 1` is no name of a check"]),
        ("  - command: { name: '{{ x }}', run: x }", ["`{{ x }}` is no name of a check"]),
        ("  - disk.free: { label: { id: a, en: b } }", ["`disk.free` has no parameter `label`"]),
        ("  - command: { name: a, run: x, label: { id: a } }", ["a label needs both languages"]),
        ("  - command.printer: { run: x }", ["unknown check `command.printer`"]),
    ])
    func `what is wrong with one is said with its place`(_ checks: String, _ messages: [String]) {
        let found = problems(checks)
        #expect(found.map(\.message) == messages)
        #expect(found.allSatisfy { $0.location.line == 3 })
    }

    @Test func `a bad pattern is a mistake of the playbook`() {
        let found = problems("  - command: { name: a, run: x, matches: '(' }")
        #expect(found.map(\.message) == ["`command`: `(` cannot be used: missing ): ("])
    }

    @Test(arguments: [
        ("'a(?=b)'", "invalid perl operator: (?="), (#"'(a)\1'"#, #"invalid escape sequence: \1"#),
        ("'a++'", "bad repetition operator: ++"),
        ("'((a{1,100}){1,100}){1,100}'", "invalid repetition size"),
        (#"'\pL{1000}'"#, "pattern too large"),
    ])
    func `a pattern that would need backtracking or much memory is a mistake that names the part`(
        _ pattern: String,
        _ said: String
    ) {
        let found = problems("  - command: { name: a, run: x, matches: \(pattern) }")
        #expect(found.count == 1)
        #expect(found.first?.message.contains("cannot be used: \(said)") == true, "\(found.map(\.message))")
    }
}
