import Checks
import Playbooks
import RoomModel
import Testing

/// A check with parameters that cannot be right is an error of the playbook, for every check there is: the catalogue is
/// walked, so that a new check is tried without a line here.
@Suite struct WrongParameterTests {
    /// A check with one parameter written in one way.
    struct Case: Sendable, CustomTestStringConvertible {
        let definition: CheckDefinition
        let parameter: Parameter
        let text: String

        var testDescription: String { "\(definition.id) \(parameter.name): \(text)" }
    }

    /// A check with a softer and a harder limit, and two values in their order.
    struct Limits: Sendable, CustomTestStringConvertible {
        let definition: CheckDefinition
        let warn: String
        let fail: String
        let values: (low: String, high: String)

        var testDescription: String { "\(definition.id) \(warn)" }

        var isFalling: Bool { warn == "warn_below" }
        /// What turns them round.
        var wrong: [String: String] {
            isFalling ? [warn: values.low, fail: values.high] : [warn: values.high, fail: values.low]
        }
        /// The same values, each where it belongs.
        var right: [String: String] {
            isFalling ? [warn: values.high, fail: values.low] : [warn: values.low, fail: values.high]
        }
    }

    static let missing = Catalogue.checks.flatMap { definition in
        definition.parameters.filter(\.isRequired).map {
            Case(definition: definition, parameter: $0, text: "~")
        }
    }

    static let mistyped = Catalogue.checks.flatMap { definition in
        definition.parameters.flatMap { parameter in
            wrongTexts(parameter.kind).map { Case(definition: definition, parameter: parameter, text: $0) }
        }
    }

    static let limits = Catalogue.checks.flatMap { definition in
        [("warn_below", "fail_below"), ("warn_above", "fail_above")].compactMap { warn, fail -> Limits? in
            guard let softer = definition.parameters.first(where: { $0.name == warn }),
                definition.parameters.contains(where: { $0.name == fail }),
                let values = ordered(softer.kind)
            else { return nil }
            return Limits(definition: definition, warn: warn, fail: fail, values: values)
        }
    }

    private static func wrongTexts(_ kind: Parameter.Kind) -> [String] {
        switch kind {
        case .bytes: ["10", "ten", "-1 GiB", "1 parsec", "[1 GiB]", "{ a: b }"]
        case .duration: ["10", "soon", "-1 s", "1 parsec", "[1 s]", "{ a: b }"]
        case .percent: ["10", "101 %", "-1 %", "much", "{ a: b }"]
        case .count: ["-1", "1.5", "many", "1 GiB", "[1]", "{ a: b }"]
        case .text, .content, .file: ["[a]", "{ a: b }"]
        case .texts: ["{ a: b }", "[{ a: b }]", "[[a]]"]
        case .counts: ["many", "[1.5]", "[a]", "{ a: b }"]
        case .choice: ["nonsense", "[any]", "{ a: b }"]
        case .flag: ["maybe", "[true]", "{ a: b }"]
        }
    }

    private static func ordered(_ kind: Parameter.Kind) -> (low: String, high: String)? {
        switch kind {
        case .bytes: ("1 GiB", "2 GiB")
        case .duration: ("1 s", "2 s")
        case .percent: ("10 %", "20 %")
        case .count: ("150", "200")
        case .text: ("1", "2")
        case .texts, .counts, .content, .file, .choice, .flag: nil
        }
    }

    /// A playbook with one entry: the check, what it must have, and more.
    private static func playbook(
        _ definition: CheckDefinition,
        _ more: [String: String],
        leavingOut missing: String? = nil
    ) -> String {
        var values: [String: String] = [:]
        for parameter in definition.parameters where parameter.isRequired && parameter.name != missing {
            values[parameter.name] = parameter.example ?? "1"
        }
        values.merge(more) { $1 }
        let entries = values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return "hosts: all\nchecks:\n  - \(definition.id): { \(entries.joined(separator: ", ")) }\n"
    }

    /// What reading says, and where reading says nothing, what planning says for a PC with these variables.
    private static func problems(_ text: String, _ variables: [String: String] = [:]) -> [Problem] {
        do {
            let playbook = try Playbook(Array(text.utf8), file: "p.yaml", catalogue: Catalogue.checks)
            let room = try Fakes.room(1, variables)
            _ = try playbook.plan(for: room, hosts: room.hosts, catalogue: Catalogue.checks)
            return []
        } catch {
            return (error as? InvalidDocuments)?.problems ?? []
        }
    }

    private static func isRead(_ text: String) -> Bool {
        (try? Playbook(Array(text.utf8), file: "p.yaml", catalogue: Catalogue.checks)) != nil
    }

    @Test func `the walk finds what it looks for`() {
        #expect(Self.missing.count > 20 && Self.mistyped.count > 200)
        let checks = Set(Self.limits.map(\.definition.id))
        #expect(
            checks.isSuperset(of: [
                "cpu.cores", "ram.total", "disk.free", "time.offset", "net.download", "command", "http",
            ])
        )
    }

    @Test(arguments: Catalogue.checks.map(\.id))
    func `with what it must have a check is right`(_ id: CheckID) throws {
        let definition = try #require(Catalogue.definition(of: id))
        #expect(Self.problems(Self.playbook(definition, [:])).isEmpty)
    }

    @Test(arguments: missing)
    func `without a parameter that it must have, a check is an error, or a variable's to select`(
        _ wrong: Case
    ) {
        let texts = [
            Self.playbook(wrong.definition, [:], leavingOut: wrong.parameter.name),
            Self.playbook(wrong.definition, [wrong.parameter.name: "~"]),
        ]
        for text in texts {
            let problems = Self.problems(text)
            if wrong.parameter.variable != nil {
                #expect(problems.isEmpty, "\(text)\(problems)")
                continue
            }
            #expect(!Self.isRead(text), "\(text)")
            #expect(
                problems.map(\.message) == ["`\(wrong.definition.id)` needs `\(wrong.parameter.name)`"],
                "\(text)"
            )
            #expect(problems.allSatisfy { $0.location.line == 3 && $0.hint != nil })
            #expect(problems.allSatisfy { $0.message(in: .indonesian) != $0.message })
        }
        guard wrong.parameter.variable == nil, wrong.parameter.name != "name" else { return }
        let inserted = Self.playbook(wrong.definition, [wrong.parameter.name: "\"{{ gap }}\""])
        let text = "vars: { gap: ~ }\n" + inserted
        #expect(!Self.problems(text).isEmpty, "what comes to nothing on a PC is an error, too: \(text)")
    }

    @Test(arguments: mistyped)
    func `a value of another kind is an error where it stands`(_ wrong: Case) {
        let text = Self.playbook(wrong.definition, [wrong.parameter.name: wrong.text])
        #expect(!Self.isRead(text), "\(text)")
        let problems = Self.problems(text)
        #expect(!problems.isEmpty && problems.allSatisfy { $0.location.line == 3 }, "\(problems)")
    }

    @Test(arguments: limits)
    func `limits that are turned round are one error, as they stand and by way of a variable`(
        _ limits: Limits
    ) {
        #expect(Self.problems(Self.playbook(limits.definition, limits.right)).isEmpty)
        let literal = Self.playbook(limits.definition, limits.wrong)
        #expect(!Self.isRead(literal), "\(literal)")
        let problems = Self.problems(literal)
        #expect(problems.count == 1 && problems[0].message.hasSuffix("so that it never holds"), "\(problems)")
        let message = problems.first?.message(in: .indonesian)
        #expect(message != nil && message != problems.first?.message)

        var inserted = limits.wrong
        inserted[limits.fail] = "\"{{ limit }}\""
        let text = Self.playbook(limits.definition, inserted)
        #expect(Self.isRead(text), "what the variable is, the room says: \(text)")
        let value = limits.wrong[limits.fail] ?? ""
        #expect(Self.problems(text, ["limit": value]).map(\.message) == problems.map(\.message))
        #expect(
            Self.problems(text, ["limit": limits.right[limits.fail] ?? ""]).isEmpty,
            "equal limits are right"
        )
    }

    /// Values of the right kind with which a check could never be met, or never be missed, or never be known.
    static let useless = [
        "os.version: { pass: [] }", "cpu.cores: { warn_below: 0 }", "cpu.cores: { fail_below: 4 }",
        "ram.total: { fail_below: 4 GiB }", "time.offset: { fail_above: 1 s }",
        "disk.free: { path: opt/anbk }",
        "disk.write: { path: opt/anbk }", "disk.write: { path: /opt/anbk, account: 'a;b' }",
        "time.zone: { expected: 'somewhere else' }", "disp.res: { width: 0 }",
        "disp.scale: { warn_above: 99 }",
        "disp.count: { warn_above: 0 }", "link.wired: { warn_below: 0 }", "net.cards: { fail_below: 0 }",
        "net.server: { url: 'ftp://a/' }", "net.server: { url: 'http://a/', tls: verify }",
        "net.exam: { hosts: [a.example], required: [b] }", "app.files: { path: anbk, files: [a] }",
        "app.files: { files: [] }", "app.version: { expected: ' 26' }", "ip.plan: { network: '10.0.0.1' }",
        "command: { name: a, run: x, fail_below: 5, fail_above: 4 }",
        "command: { name: a, run: x, matches: '(' }",
        "file: { name: a, path: /a, mode: '-44' }", "file: { name: a, path: /a, exists: false, owner: root }",
        "service: { name: a, unit: 'a b' }", "service: { name: a, unit: '-H x' }",
        "port: { name: a, port: 0 }",
    ]

    @Test(arguments: useless)
    func `a check that could tell nothing is an error of the playbook alone`(_ entry: String) {
        let text = "hosts: all\nchecks:\n  - \(entry)\n"
        #expect(!Self.isRead(text), "\(text)")
        let problems = Self.problems(text)
        #expect(problems.count == 1 && problems[0].location.line == 3, "\(problems)")
    }

    @Test func `nothing is held against a playbook for what only a room can say`() {
        for entry in [
            "net.exam: { hosts: '{{ servers }}', required: [b] }",
            "net.server: { url: '{{ a }}', tls: verify }",
            "disk.free: { warn_below: '{{ a }}', fail_below: 500 GiB }", "app.files: { files: '{{ a }}' }",
        ] {
            #expect(Self.isRead("hosts: all\nchecks:\n  - \(entry)\n"), "\(entry)")
        }
    }

    @Test func `the playbooks that Siaga brings are right`() throws {
        for name in ShippedPlaybooks.names {
            let bytes = try #require(ShippedPlaybooks.bytes(of: name))
            _ = try Playbook(bytes, file: name, catalogue: Catalogue.checks)
        }
    }
}
