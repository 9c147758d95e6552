import RoomModel
import Testing

@Suite struct ProgramNameTests {
    @Test(arguments: [
        "ExamBrowser.exe", "/opt/anbk/exam", "C:\\anbk\\Exam Browser.exe", "exam", "a.b", ".hidden", "..a",
        "exe",
        "chrome-remote-desktop-host", "ujian-é", "[kiosk]", "a..", "nginx: master",
    ])
    func `takes what a process may be called`(_ text: String) throws {
        #expect(try ProgramName(text).text == text)
    }

    @Test(arguments: [
        "", " ", "\t", "/opt/anbk/", "/", "C:\\anbk\\", "exam*", "*", "?", "exam?.exe", ".", "..", "/opt/.",
        "/opt/..",
        ".exe", ".EXE", "/opt/.exe", " exam", "exam ", "/opt/ exam", "a\nb", "a\u{0}b", "a\u{7F}", "a\u{85}b",
        "a.exe, b.exe", "a.exe;b.exe", "\"exam.exe\"", "a|b", String(repeating: "a", count: 256),
    ])
    func `refuses what no process is called, with what to write instead`(_ text: String) {
        let error = #expect(throws: UnmatchableName.self) { try ProgramName(text) }
        for sentence in [error?.message, error?.hint].compactMap(\.self) {
            #expect(sentence.id != sentence.en)
            #expect(!sentence.en.contains("\n") && !sentence.en.contains("\u{0}"))
        }
        #expect(throws: InvalidArgument.self) { try ProgramName.check(text, for: "programs") }
    }
}
