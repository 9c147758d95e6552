import Facts
import RemotingTesting
import RoomModel
import Testing

/// Every recorded answer to the facts of a check or a step, and each with one number gone wild.
struct Ordeal {
    let facts: [any Fact]

    /// Reads all of them.
    ///
    /// A fact without a recorded answer that it reads is a fault of the tests, on either platform.
    ///
    /// - Parameters:
    ///   - judge: What comes of readings.
    ///   - expect: Is told what came of a recorded answer, what came of a wild one, and that one.
    /// - Throws: That a recording cannot be opened.
    func run<Outcome>(
        judge: (FactReadings) -> Outcome,
        expect: (_ recorded: Outcome, _ wild: Outcome, _ answer: String) -> Void
    ) throws {
        var usual = FactReadings()
        usual.clockOffset = .zero
        usual.interlock = ExamRunningFact.Reading.none
        for fact in facts { try recordUsual(of: fact, into: &usual) }
        expect(judge(usual), judge(usual), "as recorded")
        for fact in facts { try ordeal(of: fact, usual, judge, expect) }
    }

    private func recordUsual<F: Fact>(of fact: F, into usual: inout FactReadings) throws {
        let outputs = try RecordedAnswers.outputs(of: F.id)
        let readings = outputs.compactMap { try? fact.read($0) }
        if let reading = readings.first { usual.record(fact, .success(reading)) }
        if readings.isEmpty {
            Issue.record("Tests/FactsTests/Fixtures/\(F.id) holds no answer to \(F.id) \(fact.arguments)")
        }
    }

    private func ordeal<F: Fact, Outcome>(
        of fact: F,
        _ usual: FactReadings,
        _ judge: (FactReadings) -> Outcome,
        _ expect: (Outcome, Outcome, String) -> Void
    ) throws {
        func outcome(_ reading: Result<F.Reading, Unmeasured>) -> Outcome {
            var readings = usual
            readings.record(fact, reading)
            return judge(readings)
        }
        func posix(_ lines: [String]) -> Outcome {
            outcome(Result { () throws(Unmeasured) in try fact.read(PosixOutput(lines: lines)) })
        }
        for output in try RecordedAnswers.outputs(of: F.id) {
            let recorded = posix(output.lines)
            for lines in ExtremeNumbers.variants(of: output.lines) {
                expect(recorded, posix(lines), "\(F.id): \(lines.joined(separator: " | ").prefix(400))")
            }
        }
        guard F.fragments.windows != nil else { return }
        func windows(_ value: JSONValue) -> Outcome {
            outcome(Result { () throws(Unmeasured) in try fact.read(value) })
        }
        let values = try RecordedAnswers.values(of: F.id)
        if !values.contains(where: { (try? fact.read($0)) != nil }) {
            Issue.record("Tests/FactsTests/Fixtures/windows holds no answer to \(F.id)")
        }
        for value in values {
            let recorded = windows(value)
            for wild in ExtremeNumbers.variants(of: value) {
                expect(recorded, windows(wild), "\(F.id): \(wild)")
            }
        }
    }
}
