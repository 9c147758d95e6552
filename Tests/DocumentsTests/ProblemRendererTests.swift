import Documents
import RoomModel
import Testing

@Suite struct ProblemRendererTests {
    @Test func `shows place, sentence, line, caret and folded hint`() {
        let problems = [
            Problem(at: SourceLocation(file: "nothing.yaml"), "there is no such file"),
            Problem(
                .warning,
                at: SourceLocation(file: "group_vars/smpn_031.yml", line: 2, column: 1),
                "nothing reads `seatss`",
                hint: "did you mean `seats`?",
                excerpt: "seatss: 20"
            ),
            Problem(
                at: SourceLocation(file: "hosts.yml", line: 120_211, column: 11),
                "two PCs have one address",
                hint:
                    "same address behind the same jump host; another school may reuse it; and then some more words",
                excerpt: "          ansible_host: 192.168.0.7"
            ),
        ]
        #expect(
            ProblemRenderer.render(problems)
                == """
                nothing.yaml: error: there is no such file
                group_vars/smpn_031.yml:2:1: warning: nothing reads `seatss`
                    2 | seatss: 20
                      | ^
                    hint: did you mean `seats`?
                hosts.yml:120211:11: error: two PCs have one address
                120211 |           ansible_host: 192.168.0.7
                       |           ^
                    hint: same address behind the same jump host; another school may reuse it;
                          and then some more words

                """
        )
    }

    @Test func `shows no control character of a file's name or line`() {
        let document = Document(Array("a:\u{202E}b: c: d\n".utf8), file: "x\u{1B}[2J")
        let shown = ProblemRenderer.render(document.problems)
        #expect(!document.problems.isEmpty)
        #expect(!shown.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    }
}
