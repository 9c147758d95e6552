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
}
