import Reports
import RoomModel
import Testing

@testable import SiagaCommands

/// What is seen of PCs before any login, shown from recorded enrolments; each screen fits 80 columns and 24 lines.
@Suite struct RecordedEnrolmentTests {
    private func screen(_ language: Language) -> EnrollmentScreen {
        EnrollmentScreen(
            wording: Speech(nil, language: language, terminal: Terminal()).wording,
            page: Page(width: 80, height: 24)
        )
    }

    @Test(arguments: Language.allCases)
    func `a first look says what it is worth, and names the clones`(_ language: Language) throws {
        let enrollment = Enrollment(try SurveyFixture("first-look").rows)
        #expect(enrollment.clones.map { $0.map(\.host.description) } == [["pc21", "pc22", "pc30"]])
        #expect(enrollment.acceptable.count == 27)
        let samples = try ["pc05", "pc17", "pc29"].map { try HostName($0) }
        let screen = screen(language)
        let question = try #require(screen.question(enrollment, room: "Lab 1"))
        let text = screen.render(enrollment, samples: samples, isAsked: true) + question + "\n"
        expectFits(text)
        try Snapshot.expect(text, "recorded-first-look-\(language.rawValue)")
        let pages = screen.pages(enrollment)
        #expect(pages.count == 2)
        for page in pages { expectFits(page + question + "\n") }
        for row in enrollment.newcomers {
            let digest = (row.fingerprint ?? "").replacing("SHA256:", with: "")
            #expect(pages.joined().contains("  \(row.host)  \(digest)\n"))
        }
    }

    @Test(arguments: Language.allCases)
    func `a reinstalled PC stands beside what it was`(_ language: Language) throws {
        let rows = try SurveyFixture("reinstalled").rows
        let enrollment = Enrollment(rows, rotating: Set(rows.map(\.host)))
        let row = try #require(enrollment.rotated.first)
        let screen = screen(language)
        let text = screen.render(enrollment, isAsked: true) + screen.question(rotating: row) + "\n"
        expectFits(text)
        try Snapshot.expect(text, "recorded-reinstalled-\(language.rawValue)")
    }

    @Test func `a list for comparing is one that a comparison takes`() throws {
        let rows = try SurveyFixture("first-look").rows
        let text = try EnrollmentList(.text).render(rows)
        let list = try FingerprintList(text: text, file: "fingerprints.txt")
        for row in rows {
            let fingerprint = try #require(row.fingerprint)
            #expect(list.compare(row.host, fingerprint) == .matches)
            #expect(list.compare(row.host, "SHA256:x") == .differs(listed: [fingerprint]))
        }
        #expect(try SurveyFixture.rows(in: EnrollmentList(.ndjson).render(rows)) == rows)
    }
}
