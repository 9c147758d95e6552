import Documents
import RoomModel
import Testing

@Suite struct DocumentTests {
    private func document(_ text: String, duplicates: Problem.Severity = .error) -> Document {
        Document(Array(text.utf8), file: "room.yaml", duplicateKeys: duplicates)
    }

    private func rendered(_ text: String, duplicates: Problem.Severity = .error) -> String {
        ProblemRenderer.render(document(text, duplicates: duplicates).problems)
    }

    @Test(arguments: [
        "07:30", "07.30", "1_000", "0x1F", "123456789012", "00:11:22:33:44:55", "yes", "26.0222",
    ])
    func `keeps scalars as text`(_ text: String) throws {
        let root = try #require(document("value: \(text)\n").root)
        #expect(root.value == .table([.init("value", .text(text))]))
    }

    @Test func `tells null from a quoted word`() throws {
        let root = try #require(document("a: ~\nb: 'null'\nc:\nd: \"\"\n").root)
        #expect(
            root.value
                == .table([
                    .init("a", .null), .init("b", .text("null")), .init("c", .null), .init("d", .text("")),
                ])
        )
    }

    @Test func `gives every value its line and column`() throws {
        let root = try #require(document("rooms:\n  - name: é  x\n    seats: [1, 22]\n").root)
        let room = try #require(root.entries?.first?.value.list?.first?.entries)
        #expect(room.map(\.location.description) == ["room.yaml:2:5", "room.yaml:3:5"])
        #expect(room[1].value.list?.last?.location.description == "room.yaml:3:16")
    }

    @Test(arguments: ["", "\n", "# nothing\n", "a"])
    func `reads short texts`(_ text: String) {
        #expect(document(text).problems.isEmpty)
        #expect(document(text).root?.location.line == 1)
    }

    @Test func `expands aliases and merges tables`() throws {
        let text = """
            base: &base { user: siaga, port: 22 }
            pc: { <<: *base, port: 23 }
            same: *base
            glob: "*.exe"
            words: a *b
            """
        let root = try #require(document(text).root)
        #expect(
            root.value
                == .table([
                    .init("base", .table([.init("user", .text("siaga")), .init("port", .text("22"))])),
                    .init("pc", .table([.init("port", .text("23")), .init("user", .text("siaga"))])),
                    .init("same", .table([.init("user", .text("siaga")), .init("port", .text("22"))])),
                    .init("glob", .text("*.exe")), .init("words", .text("a *b")),
                ])
        )
    }

    @Test(arguments: [
        "*", "*.lab", "&amp", "!bang", "? d", "- e", "@g", "%p", "`t", "{b", "[c", "#h", "|p", ">q",
    ])
    func `takes a key in quotes as it stands`(_ key: String) throws {
        for text in ["\"\(key)\": 1\n", "a: { '\(key)': 1 }\n"] {
            let document = document(text)
            #expect(document.problems.isEmpty)
            let entries = try #require(document.root?.entries)
            #expect((entries[0].value.entries ?? entries).map(\.key) == [key])
        }
    }

    @Test func `takes an alias for the key it stands for`() throws {
        let document = document("a: &x k\n*x : 1\nk: 2\n", duplicates: .warning)
        #expect(document.root?.value == .table([.init("a", .text("k")), .init("k", .text("2"))]))
        #expect(document.problems.map(\.location.description) == ["room.yaml:3:1"])
        #expect(rendered("a: &x [k]\n*x : 1\n").hasPrefix("room.yaml:2:1: error: a key must be a plain text"))
    }

    @Test func `takes the nearest earlier anchor and none that comes later`() throws {
        let root = try #require(document("a: &x 1\nb: *x\nc: &x 2\nd: *x\n").root)
        #expect(root.entries?.map(\.value.text) == ["1", "1", "2", "2"])
        #expect(rendered("a: *later\nb: &later 1\n").hasPrefix("room.yaml:1:4: error: no anchor `&later`"))
    }

    @Test func `names both places of a key given twice`() {
        #expect(
            rendered("seats: 20\nlanguage: id\nseats: 30\n")
                == """
                room.yaml:3:1: error: `seats` is given twice
                    3 | seats: 30
                      | ^
                    hint: first given at room.yaml:1:1; keep one

                """
        )
    }

    @Test func `lists every key given twice, in one table or several`() {
        let text = "a: {x: 1, x: 2, x: 3, \"y\": 1, y: 2}\nb: [{z: 1, z: 2}]\na: 1\n"
        let places = document(text).problems.map(\.location.description).sorted()
        #expect(
            places == [
                "room.yaml:1:11", "room.yaml:1:17", "room.yaml:1:31", "room.yaml:2:12", "room.yaml:3:1",
            ]
        )
    }

    @Test func `lets the last of two keys count where that is a warning`() throws {
        let document = document("seats: 20\nlanguage: id\nseats: 30\n", duplicates: .warning)
        #expect(document.problems.map(\.severity) == [.warning])
        let root = try #require(document.root)
        #expect(root.value == .table([.init("language", .text("id")), .init("seats", .text("30"))]))
    }

    @Test func `explains a bell in a path`() {
        #expect(
            rendered("a: 1\nexam_app_path: \"D:\\anbk\"\n")
                == """
                room.yaml:2:16: error: path has a control character (U+0007)
                    2 | exam_app_path: "D:\\anbk"
                      |                ^
                    hint: in double quotes `\\a` is a bell; write 'D:\\anbk' or D:/anbk

                """
        )
    }

    @Test(arguments: ["D:\\\\temp", "D:\\new", "E:\\_x", "C:\\bin", "C:\\ux"])
    func `accepts no escape in a path but a backslash`(_ path: String) {
        let isFine = path.contains("\\\\")
        #expect(document("path: \"\(path)\"\n").problems.isEmpty == isFine)
        #expect(document("path: '\(path)'\n").problems.isEmpty)
    }

    @Test func `accepts tabs and line ends in ordinary texts`() {
        #expect(document("text: \"a\\tb\\nc\"\n").problems.isEmpty)
    }

    @Test(arguments: [
        ("a: b: c\n", 1), ("a:\n\t- b\n", 2), ("a: [1, 2\nb: 3\n", 2), ("a: \"open\n", 2),
        ("a: 'x' y\n", 1), ("a: 1\n b: 2\n", 2), ("- a\nb: 1\n", 2), ("a: \"\\q\"\n", 1), ("{a: 1\n", 2),
        ("a: 1\n---\nb: 2\n", 2), ("a: @x\n", 1), ("a: %x\n", 1), ("? [a, b]\n: c\n", 1), ("*a: 1\n", 1),
    ])
    func `puts its own sentence at the place of what is no YAML`(_ text: String, _ line: Int) throws {
        let document = document(text)
        #expect(document.root == nil)
        let problem = try #require(document.problems.first)
        #expect(abs(problem.location.line - line) <= 1, "\(problem)")
        #expect(problem.message != "the text is no YAML")
    }

    @Test(arguments: [
        "ansible_password: \"hunter2\n", "password: {x: hunter2, hunter2\n", "token: hunter2: hunter2\n",
        "vault_pw: |\n  hunter2\n bad hunter2\n", "ansible_become_pass: \"\\hunter2\"\n",
        "secret:\n  deep:\n    hunter2: hunter2: x\n", "password: \"\\a:hunter2\"\n",
        "pwd: \"D:\\anbk hunter2\"\n",
        "password: *hunter2\n", "ansible_password: 1\nansible_password: hunter2\n",
    ])
    func `never shows a secret's line`(_ text: String) {
        let shown = rendered(text)
        #expect(!shown.isEmpty)
        #expect(!shown.replacing("&hunter2", with: "").contains("hunter2"), "\(shown)")
    }

    @Test func `refuses raw control characters, wrong encodings and encrypted files with the place`() {
        #expect(
            rendered("a: x\u{7}\n").contains(
                "room.yaml:1:5: error: the text has a control character (U+0007)"
            )
        )
        let latin = Document([0x61, 0x3A, 0x20, 0xC3, 0xA9, 0xE9, 0x0A], file: "x")
        #expect(latin.problems.map(\.location.description) == ["x:1:5"])
        #expect(
            Document([0xFF, 0xFE, 0x61, 0x00], file: "x").problems.first?.message.contains("UTF-16") == true
        )
        #expect(rendered("$ANSIBLE_VAULT;1.1;AES256\n3132\n").contains("encrypted by Ansible Vault"))
        #expect(
            Document([0xEF, 0xBB, 0xBF] + Array("a: 1\n".utf8), file: "x").root?.entries?.first?.key == "a"
        )
    }
}
