import Testing

@testable import SSHRemoting

/// How much may wait unsent, by what the line carries.
@Suite struct SendPaceTests {
    /// Sends as fast as a line takes it, for some seconds.
    ///
    /// - Parameters:
    ///   - rate: What the line carries, bytes in a second.
    ///   - seconds: How long.
    ///   - moment: When it begins.
    private func send(_ pace: inout SendPace, at rate: Double, for seconds: Double, from moment: Double = 0) {
        var now = moment
        while now < moment + seconds {
            _ = pace.note(pace.limit, at: .seconds(now))
            pace.noteFull()
            now += Double(pace.limit) / rate
        }
    }

    @Test(arguments: [2_000, 15_600, 125_000, 1_250_000, 125_000_000] as [Double])
    func `what waits is gone in a moment, and a fast line has enough`(_ rate: Double) {
        var pace = SendPace()
        send(&pace, at: rate, for: 60)
        let wanted = Double(SendPace.least)...Double(SendPace.most)
        #expect(wanted.contains(Double(pace.limit)))
        if rate * 0.1 >= wanted.upperBound {
            #expect(pace.limit == SendPace.most)
        } else {
            #expect(Double(pace.limit) <= max(rate * 0.1, wanted.lowerBound))
        }
    }

    @Test func `a fast line has the most that may wait within half a second`() {
        var pace = SendPace()
        send(&pace, at: 50_000_000, for: 0.5)
        #expect(pace.limit == SendPace.most)
    }

    @Test func `a line that becomes slow has little again`() {
        var pace = SendPace()
        send(&pace, at: 50_000_000, for: 1)
        send(&pace, at: 15_600, for: 120, from: 1)
        #expect(pace.limit == SendPace.least)
    }

    @Test func `who has little to send says nothing about the line`() {
        var pace = SendPace()
        send(&pace, at: 50_000_000, for: 1)
        for second in 2..<60 { _ = pace.note(100, at: .seconds(second)) }
        #expect(pace.limit == SendPace.most)
    }

    @Test func `a change is told once`() {
        var pace = SendPace()
        let changes = [0, 100, 110].map { pace.note(1 << 20, at: .milliseconds($0)) }
        #expect(changes == [false, true, false])
    }
}
