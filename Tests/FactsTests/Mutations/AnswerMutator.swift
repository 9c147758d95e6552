import Foundation

/// Changes a recorded answer as a broken or lying PC would, the same way for the same seed.
struct AnswerMutator: RandomNumberGenerator {
    /// What happens to an answer.
    enum Mutation: CaseIterable {
        /// A line goes missing.
        case delete
        /// A line comes twice.
        case `repeat`
        /// Two lines change places.
        case swap
        /// All behind a byte is lost.
        case cut
        /// A line comes from somewhere: of another run, noise, or a copy of one further on.
        case insert
        /// A byte becomes another one.
        case damage
    }

    /// How many rounds a test runs: `SIAGA_MUTATIONS`, else 1,000.
    static var rounds: Int {
        ProcessInfo.processInfo.environment["SIAGA_MUTATIONS"].flatMap { Int($0) } ?? 1_000
    }

    /// What sets two lines apart: a line end, or a comma of JSON.
    let separator: UInt8
    /// Lines that belong to no answer.
    let noise: [String]
    private var state: UInt64

    /// Creates a mutator.
    init(seed: UInt64, separator: Character = "\n", noise: [String]) {
        state = seed
        self.separator = separator.asciiValue ?? 0x0A
        self.noise = noise
    }

    /// SplitMix64 (Steele, Lea, Flood, 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// The answer with up to three of the mutations, and which they were.
    mutating func mutate(_ answer: [UInt8], by mutations: [Mutation]) -> (answer: [UInt8], by: [Mutation]) {
        var (result, done) = (answer, [Mutation]())
        for _ in 0..<Int.random(in: 1...3, using: &self) {
            guard let mutation = mutations.randomElement(using: &self) else { break }
            result = mutate(result, by: mutation)
            done.append(mutation)
        }
        return (result, done)
    }

    private mutating func mutate(_ answer: [UInt8], by mutation: Mutation) -> [UInt8] {
        guard !answer.isEmpty else { return answer }
        var lines = answer.split(separator: separator, omittingEmptySubsequences: false).map(Array.init)
        let (one, other) = (
            Int.random(in: lines.indices, using: &self), Int.random(in: lines.indices, using: &self)
        )
        switch mutation {
        case .delete: lines.remove(at: one)
        case .repeat: lines.insert(lines[one], at: one)
        case .swap: lines.swapAt(one, other)
        case .cut: return Array(answer.prefix(Int.random(in: answer.indices, using: &self)))
        case .insert:
            let foreign = noise.randomElement(using: &self).map { Array($0.utf8) } ?? []
            lines.insert(Bool.random(using: &self) ? lines[other] : foreign, at: one)
        case .damage:
            var damaged = answer
            let place = Int.random(in: answer.indices, using: &self)
            damaged[place] = UInt8.random(in: .min ... .max, using: &self)
            return damaged
        }
        return Array(lines.joined(separator: [separator]))
    }
}
