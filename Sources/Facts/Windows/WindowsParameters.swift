/// What one probe of a Windows PC asks for, as a file that the script reads as data and never evaluates.
///
/// Lines of words, separated by single spaces:
/// ```
/// siaga 1
/// exam ExamBrowser.exe
/// fact disk.free D:%005canbk
/// end
/// ```
/// `exam` names the processes that mean an exam is open, `fact` one fact and its arguments. Without `end` the
/// script measures nothing, so a cut file is never taken for a whole one.
struct WindowsParameters {
    /// Programs that run only while an exam is open: `ExamBrowser.exe`; the ending may be left out.
    let examProcesses: [String]
    /// The facts asked for, in the order of the answer.
    let facts: [any Fact]

    /// The file.
    var file: ContentNamedFile {
        let lines =
            [["siaga", "1"], ["exam"] + examProcesses.map(Self.word)]
            + facts.map { ["fact", type(of: $0).id] + $0.arguments.map(Self.word) }
            + [["end"]]
        return ContentNamedFile(
            lines.map { $0.joined(separator: " ") + "\n" }.joined(),
            ending: "par"
        )
    }

    /// `text` as one word: each UTF-16 unit but letters, digits, `.`, `:`, `-`, `_` becomes `%` and four digits.
    ///
    /// - Parameter text: Any text.
    /// - Returns: Its spelling, plain ASCII without a space.
    static func word(_ text: String) -> String {
        text.utf16.map { unit in
            switch unit {
            case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F:
                String(UnicodeScalar(UInt8(unit)))
            default:
                "%" + String(0x1_0000 + Int(unit), radix: 16).dropFirst()
            }
        }.joined()
    }
}
