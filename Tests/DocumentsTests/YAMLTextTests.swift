import Documents
import RoomModel
import Testing

@Suite struct YAMLTextTests {
    @Test(arguments: [
        "linux", "10 GiB", "0.5 s", "10 %", "26.0222", "010", "true", "on", "~", "", "a: b", "# a", "- a",
        "{{ x }}",
        "it's", "D:\\anbk", "a\tb\nc", "10 GiB, or more", "10  GiB", "192.168.0.200", "1e3", "é", "*hosts",
        "[a]",
    ])
    func `a text is read back as the text it is, alone and in a list`(_ text: String) throws {
        let document = Document(Array("a: \(YAMLText.scalar(text))\n".utf8), file: "a.yaml")
        #expect(document.problems.isEmpty)
        #expect(document.root?.value == .table([.init("a", .text(text))]))
        let value = VariableValue.list([.text(text), .table([.init("key", .text(text))]), .null])
        let flow = Document(Array("- \(YAMLText.flow(value))\n".utf8), file: "a.yaml")
        #expect(flow.root?.value == .list([value]))
    }

    @Test(arguments: [
        ("10 GiB", "10 GiB"), ("5 %", "5 %"), ("26.0222", "'26.0222'"), ("yes", "'yes'"), ("64", "64"),
    ])
    func `quotes stand where a reader could take a text for something else`(_ text: String, _ written: String)
    {
        #expect(YAMLText.scalar(text) == written)
    }

    @Test func `what is secret is masked`() {
        #expect(!YAMLText.flow(.list([.secret(Secret("hunter2"))])).contains("hunter2"))
    }
}
