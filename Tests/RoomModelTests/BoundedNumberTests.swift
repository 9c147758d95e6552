import Foundation
import RoomModel
import Testing

/// Numbers from outside: what is believed, and that reckoning with them ends nothing.
@Suite struct BoundedNumberTests {
    @Test(arguments: [
        "", "-1", "+1", "-0", " 1", "1 ", "1_000", "1.0", "1e3", "0x10", "１", "٣", "1\u{301}", "nan", "101",
        "9223372036854775808", "-9223372036854775808", "1" + String(repeating: "0", count: 400),
    ])
    func `what is no number from 0 to 100 in plain digits is none`(_ text: String) {
        #expect(Int(digits: text, in: 0...100) == nil)
        #expect(UInt8(digits: text, in: 0...100) == nil)
        #expect(Int64(digits: text[...], in: 0...100) == nil)
    }

    @Test func `a number within its bounds is read`() {
        #expect(Int(digits: "0", in: 0...100) == 0)
        #expect(Int(digits: "0100", in: 0...100) == 100)
        #expect(Int(digits: "-7", in: -9...9) == -7)
        #expect(Int(digits: "-0", in: -9...9) == nil)
        #expect(Int64(digits: "-9223372036854775808", in: .min ... .max) == .min)
    }

    private static let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, 1 << 53, 1 << 53 + 1, .max - 1, .max]

    @Test(arguments: extremes, extremes)
    func `amounts stop at their ends`(_ one: Int64, _ other: Int64) {
        let (left, right) = (ByteCount(bytes: one), ByteCount(bytes: other))
        #expect((ByteCount.zero...ByteCount.most).contains(left + right))
        #expect((ByteCount.zero...ByteCount.most).contains(left - right))
        #expect(left + right >= max(left, right) && left - right <= left)
        #expect(ByteCount.sum(Array(repeating: one, count: 2_000)) <= .most)
        #expect((ByteCount.zero...ByteCount.most).contains(.kibibytes(one)))
        #expect((ByteCount.zero...ByteCount.most).contains(.gibibytes(one)))
        #expect(ByteProgress(done: left, whole: right).percent >= 0)
    }

    @Test(arguments: extremes)
    func `an amount somebody says is believed whole or not at all`(_ bytes: Int64) {
        let isAmount = (0...1 << 53).contains(bytes)
        #expect((ByteCount(exactly: bytes) != nil) == isAmount)
        #expect((ByteCount(digits: "\(bytes)") != nil) == isAmount)
        #expect(ByteCount(exactly: bytes, unit: 1 << 30) == nil || bytes == 0 || bytes == 1)
        #expect(((try? JSONDecoder().decode(ByteCount.self, from: Data("\(bytes)".utf8))) != nil) == isAmount)
    }

    @Test(arguments: [-Double.infinity, -1, 0, 0.5, 0x1p53, 0x1p63, 1e308, .infinity, .nan])
    func `what was reckoned is the nearest amount`(_ bytes: Double) {
        #expect((ByteCount.zero...ByteCount.most).contains(ByteCount(rounding: bytes)))
    }

    @Test(arguments: extremes, extremes)
    func `moments stay within time`(_ one: Int64, _ other: Int64) {
        let (now, then) = (Timestamp(milliseconds: one), Timestamp(milliseconds: other))
        let passed = now.since(then)
        #expect(then.advanced(by: passed) == now)
        for duration in [Duration.seconds(one), .seconds(other), .milliseconds(one), .zero - passed] {
            let moment = now.advanced(by: duration)
            #expect(moment.milliseconds.magnitude <= 1 << 53)
            #expect(duration.inMilliseconds <= .max)
            _ = CalendarDate(moment, secondsEast: 50_400).description
        }
    }

    @Test func `a disk that lost nearly all it had in the second around midnight has a trend`() throws {
        let day: Int64 = 86_400_000
        let steep: [(Int64, ByteCount)] = [
            (day - 1, .most), (day, .mebibytes(8 << 20)), (2 * day, .gibibytes(2)),
        ]
        let trend = SpaceTrend.find(
            in: SpaceTrend.Series(host: try HostName("pc01"), subject: nil),
            steep.map { SpaceTrend.Point(at: Timestamp(milliseconds: $0.0), free: $0.1) },
            limit: .gibibytes(1)
        )
        #expect(trend?.days == 0)
    }
}
