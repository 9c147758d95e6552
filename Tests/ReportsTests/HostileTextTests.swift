import Reports
import RoomModel
import Testing

/// What a PC, a file or a person sends never moves a cursor, hides a row or breaks the width.
@Suite struct HostileTextTests {
    static let hostile =
        "\u{1B}[2J\u{1B}]0;x\u{7}\r\nSIAP\u{202E}desrever\u{2066}\u{85}\u{9B}31m\u{0}\u{FEFF}"

    private func expectSafe(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        let bad = text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 10: false
            case 0..<32, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
            default: false
            }
        }
        #expect(bad.isEmpty, "\(bad.map { String($0.value, radix: 16) })", sourceLocation: sourceLocation)
    }

    @Test(
        arguments: [hostile, String(repeating: "x", count: 1_000), String(repeating: "a,", count: 600)],
        [40, 80]
    )
    func `every text of a report is made safe and kept inside the page`(_ text: String, _ width: Int) throws {
        var room = try SampleRoom(count: 12, spares: 1)
        room.profile.title = text
        room.hosts[1].seat = text
        for (index, finding) in Self.findings(text).enumerated() {
            let name = room.hosts[index % 10].name.description
            try room.measure(
                name,
                as: SampleRoom.pass,
                CheckResult(
                    check: CheckID(text),
                    subject: text,
                    status: .fail,
                    severity: .fail,
                    finding: finding
                )
            )
        }
        try room.measure(
            "pc11",
            as: SampleRoom.pass,
            CheckResult(
                check: CheckID(text),
                subject: text,
                status: .unknown,
                severity: .warn,
                finding: .notMeasured(.unreadable(text))
            )
        )
        try room.lose("pc12", as: Unreached(state: .noSSH, phase: .connecting, cause: text, detail: text))
        for language in Language.allCases {
            let screen = SampleRoom.table(try room.report(), language, page: Page(width: width))
            expectSafe(screen)
            for line in screen.split(separator: "\n") { #expect(line.count <= width) }
        }
    }

    private static func findings(_ text: String) -> [Finding] {
        [
            .met(.text(text)), .unexpected(.text(text), expected: [.text(text)]), .missing([text]),
            .altered([text, text]),
            .refused(account: text, path: text), .notPinned(text),
            .unanswered([EndpointFailure(endpoint: text, fault: .timedOut)]),
            .notMeasured(.needs([text])), .notMeasured(.noRight(text)), .notMeasured(.absent(text)),
            .notApplicable(.notConfigured(text)),
        ]
    }

    @Test func `a command's output never reaches the terminal raw`() throws {
        let rows = [
            ExecRow(
                host: try HostName("pc01"),
                outcome: .exited(code: 0, output: Self.hostile, errors: Self.hostile)
            )
        ]
        expectSafe(ExecReport(wording: SampleRoom.wording(.indonesian)).render(rows))
    }

    @Test func `a long output is cut, and says so`() throws {
        let output = String(repeating: "line\n", count: 5_000)
        let rows = [
            ExecRow(host: try HostName("pc01"), outcome: .exited(code: 0, output: output, errors: ""))
        ]
        let text = ExecReport(wording: SampleRoom.wording(.english)).render(rows)
        #expect(text.hasSuffix("(and 4000 more lines)\n"))
    }

    @Test func `colour is only added, never needed`() throws {
        let report = try TableSnapshotTests.withProblems().report()
        let plain = SampleRoom.table(report, .indonesian)
        let colored = SampleRoom.table(report, .indonesian, page: Page(style: .color))
        #expect(plain != colored)
        #expect(!plain.contains("\u{1B}"))
        var stripped = ""
        var inCode = false
        for character in colored {
            if character == "\u{1B}" {
                inCode = true
            } else if inCode {
                inCode = character != "m"
            } else {
                stripped.append(character)
            }
        }
        #expect(stripped == plain)
    }
}
