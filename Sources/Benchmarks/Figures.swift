/// What one contestant used in each round.
struct Figures {
    private(set) var rounds: [ChildProcess.Usage] = []

    mutating func add(_ usage: ChildProcess.Usage) {
        rounds.append(usage)
    }

    var wall: Double { median(of: rounds.map { $0.wall / .seconds(1) }) }
    var processor: Double { median(of: rounds.map { $0.processor / .seconds(1) }) }
    var peakMemory: Double { median(of: rounds.map { Double($0.peakMemoryInBytes) / 1_048_576 }) }

    private func median(of values: [Double]) -> Double {
        let sorted = values.sorted()
        guard let upper = sorted.dropFirst(sorted.count / 2).first else { return .nan }
        return sorted.count % 2 == 1 ? upper : (sorted[sorted.count / 2 - 1] + upper) / 2
    }
}

extension Double {
    /// This number with `places` digits behind the point.
    func rounded(places: Int) -> String {
        guard isFinite else { return "-" }
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let whole = Int((magnitude * Double(scale)).rounded())
        let fraction = String(whole % scale)
        let sign = self < 0 ? "-" : ""
        return places == 0
            ? "\(sign)\(whole)"
            : "\(sign)\(whole / scale).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
    }
}
