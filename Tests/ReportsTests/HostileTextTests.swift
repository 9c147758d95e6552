import RoomModel
import Testing

@testable import Reports

/// What a PC, a file or a person sends never moves a cursor, hides a row or breaks the width.
@Suite struct HostileTextTests {
    static let hostile =
        "\u{1B}[2J\u{1B}]0;x\u{7}\r\nSIAP\u{202E}desrever\u{2066}\u{85}\u{9B}31m\u{0}\u{FEFF}"
        + "\u{200B}\u{200D}\u{2060}\u{AD}\u{2028}\u{2029}\u{61C}\u{E0041}\u{180E}\u{FFF9}\u{3164}\u{34F}\u{7F}"

    private func expectSafe(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        let bad = text.unicodeScalars.filter { scalar in
            scalar.value != 10 && scalar.actsUnseen
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

    @Test func `every form of a result, for people and for programs, is safe to show`() throws {
        var room = try SampleRoom(count: 12, spares: 1)
        room.profile.title = Self.hostile
        room.hosts[1].seat = Self.hostile
        for (index, finding) in Self.findings(Self.hostile).enumerated() {
            try room.measure(
                room.hosts[index % 10].name.description,
                as: SampleRoom.pass,
                CheckResult(
                    check: CheckID(Self.hostile),
                    subject: Self.hostile,
                    status: .fail,
                    severity: .fail,
                    finding: finding
                )
            )
        }
        try room.lose(
            "pc12",
            as: Unreached(state: .noSSH, phase: .connecting, cause: Self.hostile, detail: Self.hostile)
        )
        let report = try room.report()
        for language in Language.allCases {
            let document = RoomDocument(
                wording: SampleRoom.wording(language),
                page: Page(width: 80),
                now: SampleRoom.scanned,
                basis: .room
            )
            for format in ReportFormat.allCases {
                let text = try document.render([report], events: room.events, as: format)
                #expect(text.contains("SIAP"), "\(format)")
                // Lines of CSV end with both (RFC 4180 §2).
                expectSafe(format == .csv ? text.replacing("\r\n", with: "\n") : text)
            }
        }
    }

    @Test func `what cannot be seen is escaped, what can be stays`() {
        let seen = "Lab-1 é ü ñ 漢字 عربي ✓ \u{2713}\u{FE0F} 🎓 \u{A0}|"
        #expect(seen.safe() == seen && seen.escapingControlsInJSON == seen)
        #expect("a\u{202E}b\u{E0041}\u{200B}".safe() == "a\\u{202e}b\\u{e0041}\\u{200b}")
        #expect("\"\u{E0041}\u{9B}\"".escapingControlsInJSON == #""\udb40\udc41\u009b""#)
        #expect("{\n  \"a\": 1\n}\n".escapingControlsInJSON == "{\n  \"a\": 1\n}\n")
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

    @Test(arguments: Language.allCases)
    func `a long line is cut, and says so; one that ends in dots by itself does not`(
        _ language: Language
    ) throws {
        let mark = language == .english ? "… (cut)\n" : "… (terpotong)\n"
        func text(_ output: String) throws -> String {
            ExecReport(wording: SampleRoom.wording(language)).render([
                ExecRow(host: try HostName("pc01"), outcome: .exited(code: 0, output: output, errors: ""))
            ])
        }
        #expect(try text(String(repeating: "x", count: ExecReport.longestLine + 1)).hasSuffix("x" + mark))
        #expect(try !text(String(repeating: "x", count: ExecReport.longestLine)).contains("…"))
        #expect(try !text("wait…").contains(mark))
    }

    @Test(arguments: Language.allCases)
    func `what a PC said and was cut is said to be cut, in one way everywhere`(_ language: Language) throws {
        let wording = SampleRoom.wording(language)
        let mark = language == .english ? "… (cut)" : "… (terpotong)"
        let (short, long) = ("wait…", String(repeating: "x", count: 500))
        func sentences(_ text: String) -> [String] {
            let hindrance = FileProblem.Reason.unwritable(text)
            return [
                wording.text(.said(text.excerpt(limit: 60))),
                wording.why(.nonsense(text.excerpt(limit: 80))),
                wording.why(StepFailure(.failed, exitCode: 1, said: text)),
                wording.why(StepRefusal(.busy, text)),
                wording.sentence(TransferRefusal.unclear("first\n" + text)),
                wording.sentence(hindrance),
            ]
        }
        for sentence in sentences(long) { #expect(sentence.contains("x" + mark), "\(sentence)") }
        for sentence in sentences(short) {
            #expect(sentence.contains(short) && !sentence.contains(mark), "\(sentence)")
        }
        // A value that a renderer alone has no room for, too.
        #expect(wording.text(.text(String(repeating: "x", count: 61))).hasSuffix(mark))
    }

    @Test(arguments: Language.allCases)
    func `every format says that a value was cut, and JSON with a flag`(_ language: Language) throws {
        var room = try SampleRoom(count: 2)
        try room.measure(
            room.hosts[0].name.description,
            as: SampleRoom.pass,
            CheckResult(
                check: "command",
                status: .fail,
                severity: .fail,
                finding: .unexpected(
                    .said(String(repeating: "x", count: 61).excerpt(limit: 60)),
                    expected: [.text("on")]
                )
            )
        )
        let report = try room.report()
        let document = RoomDocument(
            wording: SampleRoom.wording(language),
            page: Page(width: 80),
            now: SampleRoom.scanned,
            basis: .room
        )
        let word = language == .english ? "(cut)" : "(terpotong)"
        for format in [ReportFormat.table, .html, .junit, .tap] {
            let text = try document.render([report], events: room.events, as: format)
            #expect(text.contains("xx") && text.contains(word), "\(format)")
        }
        let json = try document.render([report], events: room.events, as: .json)
        #expect(json.replacing(" ", with: "").contains(#""cut":true"#))
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
