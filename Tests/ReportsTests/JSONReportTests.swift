import Foundation
import Reports
import RoomModel
import Testing

/// The report for machines.
@Suite struct JSONReportTests {
    @Test func `is one object with stable keys`() throws {
        var room = try SampleRoom(count: 5, spares: 1)
        room.profile.seats = 4
        try room.measure("pc02", as: SampleRoom.oldVersion, SampleRoom.fullDisk)
        try room.lose("pc03", as: SampleRoom.off)
        try expectSnapshot(JSONReport().render(room.report()), "report-json")
    }

    @Test func `several rooms are one object too`() throws {
        let text = try JSONReport().render([SampleRoom().report(), SampleRoom().report()])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((object["rooms"] as? [Any])?.count == 2)
        #expect(object["exitCode"] as? Int == 0)
    }

    @Test func `hostile text comes back as it was, and never raw`() throws {
        var room = try SampleRoom(count: 2, spares: 0)
        let hostile = "a\u{1B}[2J\u{202E}\u{9B}\u{2028}\u{FEFF}b"
        room.profile.title = hostile
        let text = try JSONReport().render(room.report())
        #expect(text.unicodeScalars.allSatisfy { $0.value == 10 || (32..<127).contains($0.value) })
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((object["room"] as? [String: Any])?["title"] as? String == hostile)
    }

    @Test(arguments: Language.allCases)
    func `where an exam program under another name goes unseen is said once, and in JSON`(
        _ language: Language
    ) throws {
        var room = try SampleRoom(count: 3, spares: 0)
        for name in ["pc01", "pc02"] {
            room.unlike[name] = .some(
                .measured(
                    HostMeasurement(
                        host: try HostName(name),
                        at: room.at,
                        took: .zero,
                        isExamOpen: false,
                        results: [SampleRoom.pass],
                        seesOnlyNames: true
                    )
                )
            )
        }
        let report = try room.report()
        let screen = SampleRoom.table(report, language)
        #expect(screen.ranges(of: "siaga scan -b -K").count == 1, "\(screen)")
        let text = try JSONReport().render(report)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let comparison = try #require(object["comparison"] as? [String: Any])
        #expect(comparison["seenByNameOnly"] as? [String] == ["pc01", "pc02"])
        let plain = try JSONReport().render(SampleRoom().report())
        #expect(!plain.contains("seenByNameOnly"))
    }
}
