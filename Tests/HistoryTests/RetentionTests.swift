import FoundationEssentials
import GRDB
import History
import RoomModel
import Testing

/// What is old goes; the room's picture and the chain stay.
@Suite(.timeLimit(.minutes(2))) struct RetentionTests {
    private typealias Sample = SampleHistory
    private static let day: Int64 = 86_400_000

    private func run(_ name: String, isFull: Bool, day: Int64) throws -> [RunEvent] {
        [
            Sample.start(name, isFull: isFull, hosts: ["pc01"], at: day * Self.day),
            try Sample.measured("pc01", at: day * Self.day), Sample.end(at: day * Self.day + 1),
        ]
    }

    @Test(
        arguments: [
            ("400 days", Retention.days(400)), ("1 Day", .days(1)), ("200 runs", .runs(200)), ("all", .all),
            ("0 days", nil), ("400", nil), ("days", nil), ("-1 days", nil), ("40000 days", nil),
            ("4 weeks", nil), ("", nil),
        ] as [(String, Retention?)]
    )
    func `reads how long runs are kept`(_ text: String, _ expected: Retention?) {
        #expect(Retention(text) == expected)
        if let expected { #expect(Retention(expected.description) == expected) }
    }

    @Test func `removes by age and by number, and the chain can still be followed`() async throws {
        let sample = SampleHistory()
        for number in 1...6 {
            let events = try run("\(number)", isFull: true, day: Int64(number))
            await Sample.write("\(number)", events, to: sample.history)
        }
        let other = try run("x", isFull: true, day: 1)
        await Sample.write("x", other, to: sample.history, room: "other")
        let last = try run("7", isFull: false, day: 7)
        let now = Timestamp(milliseconds: 7 * Self.day + 2)
        await Sample.write("7", last, to: sample.history, keeping: .days(3), now: now)
        let history = sample.reopened()
        #expect(try await history.runs(of: Sample.room) == ["5", "6", "7"])
        #expect(try await history.runs(of: "other") == ["x"])
        let report = try #require(await history.verify())
        #expect(report.firstBreak == nil)
        #expect(report.pruned == 12 && report.events == 12 && report.sequence == 24)

        let more = try run("8", isFull: true, day: 7)
        await Sample.write("8", more, to: history, keeping: .runs(1), now: now)
        #expect(try await history.runs(of: Sample.room) == ["8"])
        let again = try #require(await sample.reopened().verify())
        #expect(again.firstBreak == nil)
        #expect(again.pruned == 21 && again.events == 6)
        let gaps = try await sample.connection().read {
            try Row.fetchAll($0, sql: "SELECT first, last FROM pruned ORDER BY first")
                .map { [$0["first"] as Int64, $0["last"]] }
        }
        #expect(gaps == [[1, 18], [22, 24]])
        // A removed event cannot come back under another content.
        try await sample.connection().write { try $0.execute(sql: "DELETE FROM event WHERE sequence = 19") }
        #expect(try await sample.reopened().verify()?.firstBreak?.sequence == 19)
    }

    @Test func `never removes the last full run, nor what came after it`() async throws {
        let sample = SampleHistory()
        await Sample.write("1", try run("1", isFull: true, day: 1), to: sample.history)
        await Sample.write("2", try run("2", isFull: false, day: 2), to: sample.history)
        let now = Timestamp(milliseconds: 1_000 * Self.day)
        let last = try run("3", isFull: false, day: 3)
        await Sample.write("3", last, to: sample.history, keeping: .days(1), now: now)
        #expect(try await sample.reopened().runs(of: Sample.room) == ["1", "2", "3"])
        #expect(try await sample.reopened().lastReport(of: Sample.room)?.coversRoom == true)
    }
}
