import RoomModel
import Testing

/// When a disk will be too full, from what was measured on some days.
@Suite struct SpaceTrendTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Day and free GiB.
        let points: [(Double, Int64)]
        let days: Int?
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "falls 1 GiB a day", points: [(0, 20), (1, 19), (2, 18)], days: 8),
        Case(name: "reaches the limit today", points: [(0, 12), (1, 11), (2, 10)], days: 0),
        Case(name: "just within two weeks", points: [(0, 26), (1, 25), (2, 24)], days: 14),
        Case(name: "just beyond two weeks", points: [(0, 27), (1, 26), (2, 25)], days: nil),
        Case(name: "under the limit already", points: [(0, 12), (1, 11), (2, 9)], days: nil),
        Case(name: "grows", points: [(0, 11), (1, 12), (2, 13)], days: nil),
        Case(name: "stays", points: [(0, 11), (1, 11), (2, 11)], days: nil),
        Case(name: "two days only", points: [(0, 20), (1, 15)], days: nil),
        Case(name: "three results of two days", points: [(0, 20), (0.1, 18), (1, 15)], days: nil),
        Case(name: "nothing", points: [], days: nil),
        Case(name: "one large download", points: [(0, 40), (1, 40), (2, 20), (3, 20), (4, 20)], days: nil),
        Case(
            name: "one clean-up among losses",
            points: [(0, 20), (1, 19), (2, 18), (3, 26), (4, 25), (5, 24), (6, 23), (7, 22)],
            days: nil
        ),
        Case(
            name: "up and down",
            points: [(0, 20), (1, 17), (2, 19), (3, 16), (4, 18), (5, 15), (6, 17), (7, 14)],
            days: 8
        ),
        Case(name: "in any order", points: [(2, 18), (0, 20), (1, 19)], days: 8),
        Case(name: "the last of a day counts", points: [(0, 30), (0.4, 20), (1, 19), (2, 18)], days: 6),
        Case(
            name: "what was long ago does not count",
            points: [(-100, 900), (-99, 800), (1, 19), (2, 18)],
            days: nil
        ),
        Case(name: "gaps between days", points: [(0, 40), (10, 30), (20, 20)], days: 10),
    ]

    @Test(arguments: cases) func `finds a trend`(_ example: Case) throws {
        let series = SpaceTrend.Series(host: try HostName("pc01"), subject: nil)
        let points = example.points.map { day, free in
            SpaceTrend.Point(
                at: Timestamp(
                    milliseconds: 1_800_000_000_000 / 86_400_000 * 86_400_000 + Int64(day * 86_400_000)
                ),
                free: .gibibytes(free)
            )
        }
        let trend = SpaceTrend.find(in: series, points, limit: .gibibytes(10))
        #expect(trend?.days == example.days)
        if let trend {
            #expect(trend.series == series && trend.limit == .gibibytes(10))
            #expect(trend.lossPerDay > ByteCount(bytes: 0))
        }
    }

    @Test func `days begin where the room is`() throws {
        let series = SpaceTrend.Series(host: try HostName("pc01"), subject: nil)
        let hour: Int64 = 3_600_000
        // 16.00 and 18.00 UTC are one day in London and two in Jakarta.
        let points = [(16, 20), (18, 19), (42, 18)].map { at, free in
            SpaceTrend.Point(at: Timestamp(milliseconds: Int64(at) * hour), free: .gibibytes(Int64(free)))
        }
        #expect(SpaceTrend.find(in: series, points, limit: .gibibytes(10)) == nil)
        #expect(SpaceTrend.find(in: series, points, limit: .gibibytes(10), secondsEast: 7 * 3_600) != nil)
    }
}
