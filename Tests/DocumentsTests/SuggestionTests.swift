import Documents
import RoomModel
import Testing

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("seatss", "seats"), ("adress", "address"), ("langauge", "language"), ("disk.fre", "disk.free"),
        ("SEATS", "seats"),
    ])
    func `finds what was meant`(_ word: String, _ meant: String) {
        let known = ["seats", "address", "language", "disk.free", "name"]
        #expect(Suggestion.nearest(to: word, among: known) == meant)
    }

    @Test func `stays silent when nothing is near`() {
        #expect(Suggestion.nearest(to: "projector", among: ["seats", "name"]) == nil)
        #expect(Suggestion.hint(for: "projector", among: ["seats", "name"]) == "known here: `seats`, `name`")
    }
}

@Suite struct TemplateTests {
    private let variables: [String: VariableValue] = [
        "server": .text("192.168.0.200"), "url": .text("https://{{ server }}/unbk"),
        "files": .list([.text("a")]),
        "loop": .text("{{ loop }}"), "twice": .text("{{ big }}{{ big }}"),
        "big": .text(String(repeating: "x", count: 40_000)),
        "lookup": .text("{{ lookup('env', 'X') }}"), "me": .text("{{files}}"),
        "outer": .text("{{ inner }}"), "inner": .text("{{ nobody }}.lab"),
    ]

    @Test(arguments: [
        ("plain", "plain"), ("{{ server }}", "192.168.0.200"), ("{{server}}:80", "192.168.0.200:80"),
        ("see {{ url }}!", "see https://192.168.0.200/unbk!"), ("{ a } }}", "{ a } }}"),
    ])
    func `inserts variables`(_ text: String, _ expanded: String) throws {
        #expect(try Template(text).expanded { variables[$0] } == expanded)
    }

    @Test(arguments: [
        ("{{ nobody }}", TemplateFault(.unset("nobody"))),
        ("{{ server | upper }}", TemplateFault(.expression)),
        ("{% if x %}", TemplateFault(.expression)), ("{{ open", TemplateFault(.expression)),
        ("x {{ files }}", TemplateFault(.noText("files"))),
        ("{{ loop }}", TemplateFault(.endless("loop"), in: "loop")),
        ("{{ twice }}", TemplateFault(.tooLong, in: "big")),
        ("{{ lookup }}", TemplateFault(.expression, in: "lookup")),
        ("{{ outer }}", TemplateFault(.unset("nobody"), in: "inner")),
    ])
    func `says why a text has no value, and in whose value that stands`(
        _ text: String,
        _ fault: TemplateFault
    ) {
        #expect(throws: fault) { try Template(text).expanded { variables[$0] } }
        #expect(throws: fault) { try Template.expanded(.list([.text(text + " ")])) { variables[$0] } }
    }

    @Test func `ends where variables multiply without growing`() {
        let many = Array(repeating: "{{ x }}", count: 10).joined()
        let list = VariableValue.list(Array(repeating: .text("{{ y }}"), count: 10))
        var depth = 0
        #expect(throws: TemplateFault.self) {
            try Template(many).expanded { _ in
                depth += 1
                return .text(depth > 100_000 ? "" : many)
            }
        }
        #expect(throws: TemplateFault.self) { try Template.expanded(list) { _ in list } }
        #expect(depth < 2_000)
    }

    @Test func `ends where one long list is inserted over and over`() {
        let long = VariableValue.list(Array(repeating: .text("a"), count: 100_000))
        let often = VariableValue.list(Array(repeating: .text("{{ long }}"), count: 1_000))
        #expect(throws: TemplateFault(.tooLong, in: "long")) {
            try Template.expanded(often) { _ in long }
        }
        #expect(throws: Never.self) { try Template.expanded(.text("{{ long }}")) { _ in long } }
    }

    @Test func `inserts a whole list where it is the whole value`() throws {
        #expect(try Template.expanded(.text("{{ me }}")) { variables[$0] } == .list([.text("a")]))
    }
}
