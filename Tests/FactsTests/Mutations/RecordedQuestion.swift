import Facts
import Foundation
import RoomModel

/// A fact whose answer is known, and what a probe made of it.
struct RecordedQuestion: Sendable {
    /// For messages.
    let name: String
    /// What the probe is asked for.
    let fact: any Fact
    /// The reading in words; nil where there is none.
    let said: @Sendable (FactReadings) -> String?
    /// Whether the PC cannot be ready by it: the reading is bad, or there is none.
    let isBad: @Sendable (FactReadings) -> Bool

    /// A fact that this machine answers.
    init<F: Fact>(_ fact: F) {
        self.init(asking: fact, name: F.id) { _ in false }
    }

    /// A fact that answers what was recorded of it, by way of a shell; the reading must be bad by `isBad`.
    init<F: Fact>(_ fact: F, _ fixture: String, isBad: @escaping @Sendable (F.Reading) -> Bool) {
        let file = Fixture.folder.appending(path: F.id).appending(path: fixture + ".txt").path
        self.init(asking: RecordedFact(fact: fact, file: file), name: F.id, isBad: isBad)
    }

    private init<F: Fact>(
        asking fact: F,
        name: String,
        isBad: @escaping @Sendable (F.Reading) -> Bool
    ) {
        self.name = name
        self.fact = fact
        said = { readings in (try? readings.reading(of: fact)).map { "\($0)" } }
        self.isBad = { readings in (try? readings.reading(of: fact)).map(isBad) ?? true }
    }
}

/// A fact as it is, but for its fragment, which prints a file.
private struct RecordedFact<F: Fact>: Fact {
    static var id: String { "recorded." + F.id }
    static var fragments: Fragments { Fragments(posix: #"cat "$1""#) }

    let fact: F
    let file: String

    var arguments: [String] { [file] }

    func read(_ output: PosixOutput) throws(Unmeasured) -> F.Reading { try fact.read(output) }
}
