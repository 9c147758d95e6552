import Foundation
import RoomModel
import Subprocess
import Testing

@testable import Reports

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// Every form of a result, whole, and as the programs that read such files understand it.
@Suite struct FormatTests {
    /// A room with one of everything: ready, noted, broken, unmeasured, unreached, in an exam, without SSH.
    static func mixed() throws -> SampleRoom {
        var room = try SampleRoom(count: 12, spares: 2)
        room.profile.seats = 10
        try room.measure("pc02", as: SampleRoom.oldVersion, SampleRoom.fullDisk)
        try room.measure("pc03", as: SampleRoom.pass, SampleRoom.lowDisk)
        try room.measure("pc04", as: SampleRoom.pass, SampleRoom.noCurl)
        try room.measure("pc05", as: SampleRoom.pass, SampleRoom.screen)
        try room.measure("pc06", examOpen: true)
        try room.lose("pc07", as: SampleRoom.off)
        try room.lose("pc08", as: Unreached(state: .noSSH, phase: .connecting, cause: "connection-refused"))
        try room.measure(
            "pc09",
            as: SampleRoom.pass,
            CheckResult(
                check: "net.server",
                status: .notApplicable,
                severity: .fail,
                finding: .notApplicable(.mode)
            )
        )
        room.hosts[9].access = .none
        room.skip("pc10")
        return room
    }

    static func text(
        _ format: ReportFormat,
        _ language: Language = .english,
        _ rooms: [SampleRoom]
    ) throws -> String {
        try RoomDocument(wording: SampleRoom.wording(language), now: SampleRoom.scanned)
            .render(rooms.map { try $0.report() }, events: rooms.flatMap(\.events), as: format)
    }

    /// A room whose every text is an attack on the reader of some form.
    static func hostile() throws -> SampleRoom {
        let text =
            "=cmd|'/C calc'!A0,\"x\"\r\n\u{1B}[2J\u{202E}</td><script>alert(1)</script>&`|*_#\\ ]]>'\u{FFFF}"
        var room = try SampleRoom(count: 3, spares: 0)
        room.profile.name = text
        room.profile.title = text
        room.hosts[0].seat = text
        room.hosts[1].seat = "=1+1"
        let findings: [Finding] = [.met(.text(text)), .missing([text]), .notMeasured(.unreadable(text))]
        try room.measure(
            "pc01",
            as: SampleRoom.pass,
            CheckResult(
                check: CheckID(text),
                subject: text,
                status: .fail,
                severity: .fail,
                finding: findings[1]
            ),
            CheckResult(
                check: CheckID("x"),
                subject: "@" + text,
                status: .unknown,
                severity: .warn,
                finding: findings[2]
            )
        )
        try room.lose("pc02", as: Unreached(state: .noSSH, phase: .connecting, cause: text, detail: text))
        return room
    }

    @Test(arguments: ReportFormat.allCases.filter { ![.table, .json].contains($0) }, Language.allCases)
    func `each form, whole`(_ format: ReportFormat, _ language: Language) throws {
        let text = try Self.text(format, language, [Self.mixed()])
        switch format {
        case .html, .markdown: try expectSnapshot(text, "\(format.rawValue)-\(language.rawValue)")
        // Codes alone: the same in every language.
        case .ndjson, .prometheus: try expectSnapshot(text, format.rawValue)
        case .table, .json, .csv, .junit, .tap:
            try expectSnapshot(text, "\(language.rawValue)-\(format.rawValue)")
        }
    }

    @Test(arguments: ReportFormat.allCases)
    func `hostile text does no harm in any form`(_ format: ReportFormat) throws {
        for language in Language.allCases {
            let text = try Self.text(format, language, [Self.hostile()])
            for scalar in text.unicodeScalars {
                switch scalar.value {
                case 10: break
                case 13: #expect(format == .csv)
                case 0..<32, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                    Issue.record("U+\(String(scalar.value, radix: 16))")
                default: break
                }
            }
            if [.html, .markdown, .junit].contains(format) { #expect(!text.contains("<script")) }
        }
    }

    @Test(arguments: [
        ("a/b.html", ReportFormat.html), ("r.XML", .junit), ("x.y.prom", .prometheus), ("r.md", .markdown),
        ("r.txt", nil), ("html", nil), (".json", nil), ("a.json/b", nil),
    ])
    func `a file's ending says its form`(_ name: String, _ format: ReportFormat?) {
        #expect(ReportFormat(fileName: name) == format)
    }

    @Test func `no cell begins a formula, and quotes are doubled`() {
        for text in ["=1", "+1", "-1", "@a", "\tx", "\rx"] {
            #expect(CSVReport.cell(text).hasPrefix("'"))
        }
        #expect(CSVReport.cell("=a,\"b\"") == "\"'=a,\"\"b\"\"\"")
        #expect(CSVReport.line(["a", "b c", " d"]) == "a,b c,\" d\"\r\n")
    }

    @Test func `spreadsheets read the table back, a row a PC and check`() async throws {
        let rooms = try [Self.mixed(), Self.hostile()]
        let answer = try await Oracle.python(
            """
            import csv, sys
            rows = list(csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8"), strict=True))
            assert all(None not in row and None not in row.values() for row in rows)
            assert not any(cell[:1] in "=+-@\\t\\r" for row in rows for cell in row.values() if cell)
            print(len(rows), len({row["pc"] for row in rows}), *sorted({row["state"] for row in rows}))
            """,
            Self.text(.csv, .english, rooms),
            "csv"
        )
        #expect(
            answer == "22 12 exam-open fix look-yourself no-ssh not-complete off-or-cable ready ready-note\n"
        )
    }

    @Test func `build servers read JUnit, each kind of result in its place`() async throws {
        let answer = try await Oracle.python(
            """
            import sys
            from lxml import etree
            from junitparser import JUnitXml
            schema = etree.XMLSchema(etree.parse(sys.argv[2]))
            schema.assertValid(etree.parse(sys.argv[1]))
            for suite in JUnitXml.fromfile(sys.argv[1]):
                print(suite.tests, suite.failures, suite.errors, suite.skipped, len(list(suite)))
            """,
            Self.text(.junit, .english, [Self.mixed(), Self.hostile()]),
            "xml",
            [Oracle.fixture("junit.xsd")]
        )
        #expect(answer == "17 2 4 3 17\n5 1 2 0 5\n")
    }

    @Test func `test harnesses read TAP`() async throws {
        let answer = try await Oracle.run(
            "perl",
            [
                "-MTAP::Parser", "-e",
                """
                my $p = TAP::Parser->new({ source => $ARGV[0] }); $p->run;
                print join(" ", $p->tests_run, scalar($p->passed), scalar($p->failed), scalar($p->skipped),
                    scalar($p->parse_errors), $p->is_good_plan), "\\n";
                """,
            ],
            Self.text(.tap, .english, [Self.mixed(), Self.hostile()]),
            "tap"
        )
        #expect(answer == "22 13 9 3 0 1\n")
    }

    @Test func `Prometheus reads its file, and no series is given twice`() async throws {
        let answer = try await Oracle.python(
            """
            import sys
            from prometheus_client.parser import text_string_to_metric_families
            families = list(text_string_to_metric_families(open(sys.argv[1]).read()))
            series = [(s.name, tuple(sorted(s.labels.items()))) for f in families for s in f.samples]
            assert len(series) == len(set(series))
            assert all(f.type == "gauge" and f.documentation for f in families)
            states = [s.labels["state"] for f in families if f.name == "siaga_pc_state" for s in f.samples]
            print(len(families), len(states), sum(s.value for f in families for s in f.samples
                if f.name == "siaga_room_verdict"))
            """,
            Self.text(.prometheus, .english, [Self.mixed(), Self.mixed(), Self.hostile()]),
            "prom"
        )
        #expect(answer == "11 27 3\n")
    }

    @Test func `the JSON holds to its schema, and another one does not`() async throws {
        let answer = try await Oracle.python(
            """
            import json, sys
            from jsonschema import Draft202012Validator
            schema = json.load(open(sys.argv[2]))
            Draft202012Validator.check_schema(schema)
            validator = Draft202012Validator(schema)
            text = json.load(open(sys.argv[1]))
            validator.validate(text)
            for room in text["rooms"]: validator.validate(room)
            def close(part):
                if isinstance(part, dict):
                    if part.get("type") == "object" and "properties" in part: part["additionalProperties"] = False
                    for value in part.values(): close(value)
                elif isinstance(part, list):
                    for value in part: close(value)
            closed = json.loads(json.dumps(schema))
            close(closed)
            Draft202012Validator(closed).validate(text)
            text["rooms"][0]["rows"][0]["state"] = "good"
            print(validator.is_valid(text))
            """,
            Self.text(
                .json,
                .english,
                [Self.mixed(), Self.hostile(), Self.everyFinding(), LanguageTests.remarkable()]
            ),
            "json",
            [Oracle.document("docs/report.schema.json")]
        )
        #expect(answer == "False\n")
    }

    /// A room in which every finding and every cause occurs.
    private static func everyFinding() throws -> SampleRoom {
        var room = try SampleRoom(count: 2, spares: 0)
        try room.measure("pc01", as: SampleRoom.pass)
        let results = LanguageTests.findings.enumerated().map { index, finding in
            CheckResult(
                check: "net.server",
                subject: "\(index)",
                status: CheckStatus.allCases[index % CheckStatus.allCases.count],
                severity: .warn,
                finding: finding
            )
        }
        room.unlike["pc01"] = .some(
            .measured(
                HostMeasurement(
                    host: try HostName("pc01"),
                    at: SampleRoom.scanned,
                    took: .seconds(1),
                    isExamOpen: false,
                    results: results
                )
            )
        )
        try room.lose(
            "pc02",
            as: Unreached(
                state: .otherPC,
                phase: .keyExchange,
                cause: "host-key-changed",
                belongsTo: try HostName("pc01"),
                trustedFingerprint: "SHA256:a",
                offeredFingerprint: "SHA256:b",
                hasEnrolledCard: false,
                jump: try HostName("gw"),
                jumpCause: "timed-out"
            )
        )
        return room
    }

    @Test func `what people read has no heading and no word in the other language`() throws {
        for format in [ReportFormat.html, .markdown] {
            let pages = try Language.allCases.map { try Self.text(format, $0, [Self.mixed()]) }
            let mark = format == .html ? "<h2>" : "## "
            let headings = pages.map { page in
                Set(page.split(separator: "\n").filter { $0.contains(mark) && !$0.hasPrefix("# ") })
            }
            #expect(headings[0].count >= 2 && headings[0].count == headings[1].count)
            #expect(headings[0].isDisjoint(with: headings[1]))
        }
        for status in CheckStatus.allCases { #expect(status.word.id != status.word.en) }
    }

    @Test func `each event is one line that reads back as it was`() throws {
        let room = try Self.mixed()
        let lines = try Self.text(.ndjson, .english, [room]).split(separator: "\n")
        let events = try lines.map { try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8)) }
        #expect(events == room.events)
    }

    @Test func `a PC behind a jump host is still so when read back`() throws {
        let event = RunEvent.notReached(
            try HostName("pc01"),
            Unreached(
                state: .noAccess,
                phase: .connecting,
                cause: "jump-failed",
                jump: try HostName("gw"),
                jumpCause: "timed-out"
            ),
            at: SampleRoom.scanned
        )
        let line = try EventLine().render(event)
        #expect(try JSONDecoder().decode(RunEvent.self, from: Data(line.utf8)) == event)
    }
}
