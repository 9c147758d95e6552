import RoomModel
import Testing

@testable import Reports

/// What is said of a PC that was not measured, and what to do: one row for each cause, more where the phase matters.
@Suite struct UnreachedTableTests {
    /// One row of the table.
    struct Row: Sendable, CustomTestStringConvertible {
        let cause: UnreachedCause
        let phase: HostPhase
        var neighbour = NeighbourEvidence.unknown
        var words: String?
        let sentence: String
        /// nil: nobody on site has to act.
        let action: String?

        var testDescription: String { "\(cause.rawValue) in \(phase.rawValue) \(words ?? "")" }
    }

    private func unreached(_ row: Row) -> Unreached {
        Unreached(
            state: row.cause.state(in: row.phase, neighbour: row.neighbour),
            phase: row.phase,
            cause: row.cause.rawValue,
            elapsed: .seconds(5),
            words: row.words
        )
    }

    @Test(arguments: rows)
    func `is said in one sentence, with what to do`(_ row: Row) throws {
        let wording = SampleRoom.wording(.english)
        let unreached = unreached(row)
        let host = RunHost(Host(name: try HostName("pc01"), address: try NetworkAddress("10.0.0.1")))
        #expect(wording.sentence(unreached) == row.sentence)
        let action = wording.action(for: unreached.state, [host], because: unreached, again: "siaga scan")
        #expect(action?.plainSpaces == row.action)
    }

    @Test(arguments: rows)
    func `is said in Indonesian too`(_ row: Row) throws {
        let (indonesian, english) = (SampleRoom.wording(.indonesian), SampleRoom.wording(.english))
        let unreached = unreached(row)
        let host = RunHost(Host(name: try HostName("pc01"), address: try NetworkAddress("10.0.0.1")))
        let sentence = indonesian.sentence(unreached)
        #expect(!sentence.isEmpty && sentence != english.sentence(unreached))
        if let words = row.words, row.sentence.contains(words) { #expect(sentence.contains(words)) }
        let action = indonesian.action(for: unreached.state, [host], because: unreached, again: "siaga scan")
        #expect((action == nil) == (row.action == nil))
    }

    @Test func `no cause is without a row`() {
        #expect(Set(Self.rows.map(\.cause)) == Set(UnreachedCause.allCases))
    }

    @Test func `long words are cut, and that is said`() {
        let words = String(repeating: "word ", count: 40)
        let row = Row(cause: .hungUp, phase: .login, words: words, sentence: "", action: nil)
        let sentence = SampleRoom.wording(.english).sentence(unreached(row))
        #expect(sentence.hasSuffix("… (cut)\""))
        #expect(sentence.count < 220)
    }

    @Test(arguments: [
        ("System is going down. Unprivileged users are not permitted to log in anymore.", false),
        ("This account is currently not available.", false), ("PC sedang pemeliharaan, coba lagi", true),
        ("Not now; back in a few minutes", true),
    ])
    func `patience is told where the PC asks for it`(_ words: String, _ isPatience: Bool) {
        #expect(words.asksForPatience == isPatience)
    }
}
