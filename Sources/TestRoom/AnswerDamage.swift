/// Damages a recorded answer as a cut line or a lying PC would, the same way for the same seed.
///
/// Unlike ``SeededDamage/damaged(_:)`` it is told which kinds of change may happen and says which did, so that a test
/// knows what an answer must withstand.
public struct AnswerDamage {
    /// What happens to an answer.
    public enum Change: CaseIterable, Sendable {
        /// A line goes missing.
        case delete
        /// A line comes twice.
        case `repeat`
        /// Two lines change places.
        case swap
        /// All behind a byte is lost.
        case cut
        /// A line comes from somewhere: of another run, noise, or a copy of another one.
        case insert
        /// A byte becomes another one.
        case damage

        /// What happens to whole lines; no byte within one becomes another.
        public static let ofLines: [Change] = [.delete, .repeat, .swap, .cut, .insert]
    }

    /// What sets two lines apart: a line end, or a comma of JSON.
    private let separator: UInt8
    /// Lines that belong to no answer.
    private let noise: [String]
    private var random: SeededDamage

    /// Begins at a seed.
    ///
    /// - Parameters:
    ///   - seed: One seed always damages alike.
    ///   - separator: What sets two lines apart, one ASCII character (default: a line end).
    ///   - noise: Lines that belong to no answer, one of which may be inserted.
    public init(seed: UInt64, separator: Character = "\n", noise: [String]) {
        random = SeededDamage(seed: seed)
        self.separator = separator.asciiValue ?? UInt8(ascii: "\n")
        self.noise = noise
    }

    /// The answer with one to three changes.
    ///
    /// - Parameters:
    ///   - answer: What is damaged.
    ///   - changes: What may happen to it.
    /// - Returns: The damaged answer, and which changes these were, in order.
    public mutating func damaged(_ answer: [UInt8], by changes: [Change]) -> (answer: [UInt8], by: [Change]) {
        var (result, done) = (answer, [Change]())
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard let change = changes.randomElement(using: &random) else { break }
            result = changed(result, by: change)
            done.append(change)
        }
        return (result, done)
    }

    /// The answer with one to three bytes replaced, so that all others keep their places.
    ///
    /// - Parameters:
    ///   - answer: What is damaged.
    ///   - spared: The places of bytes that stay as they are.
    /// - Returns: The damaged answer; the same one where all bytes drawn are spared.
    public mutating func withBytesReplaced(in answer: [UInt8], sparing spared: [Range<Int>]) -> [UInt8] {
        guard !answer.isEmpty else { return answer }
        var damaged = answer
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: answer.indices, using: &random)
            let byte = UInt8.random(in: .min ... .max, using: &random)
            if !spared.contains(where: { $0.contains(place) }) { damaged[place] = byte }
        }
        return damaged
    }

    private mutating func changed(_ answer: [UInt8], by change: Change) -> [UInt8] {
        guard !answer.isEmpty else { return answer }
        var lines = answer.split(separator: separator, omittingEmptySubsequences: false).map(Array.init)
        let (one, other) = (
            Int.random(in: lines.indices, using: &random), Int.random(in: lines.indices, using: &random)
        )
        switch change {
        case .delete: lines.remove(at: one)
        case .repeat: lines.insert(lines[one], at: one)
        case .swap: lines.swapAt(one, other)
        case .cut: return Array(answer.prefix(Int.random(in: answer.indices, using: &random)))
        case .insert:
            let foreign = noise.randomElement(using: &random).map { Array($0.utf8) } ?? []
            lines.insert(Bool.random(using: &random) ? lines[other] : foreign, at: one)
        case .damage:
            var damaged = answer
            let place = Int.random(in: answer.indices, using: &random)
            damaged[place] = UInt8.random(in: .min ... .max, using: &random)
            return damaged
        }
        return Array(lines.joined(separator: [separator]))
    }
}
