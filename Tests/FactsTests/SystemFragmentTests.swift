import Facts
import Remoting
import RoomModel
import Testing

/// The fragments of the system facts, run for real in each shell.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct SystemFragmentTests {
    static let facts: [any Fact] = [
        ExamRunningFact(processes: ["no-such-exam"]), OSVersionFact(), OSArchFact(), CPUCoresFact(),
        RAMTotalFact(), RAMFreeFact(), DiskFreeFact(), DiskWriteFact(path: "/", account: "nobody"),
        TimeZoneFact(),
    ]

    @Test(arguments: Shell.allCases)
    func `every fragment is good grammar`(_ shell: Shell) async throws {
        for fact in Self.facts {
            let run = try await shell.run("-n", "-s", input: "f() {\n\(type(of: fact).fragments.posix)\n}\n")
            #expect(run.code == 0, "\(type(of: fact).id): \(run.errors)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `every system fact of this machine can be read`(_ shell: Shell) async throws {
        let probe = Probe(facts: Self.facts, examProcesses: ["no-such-exam"])
        let outcome = try await probe.measure(over: ShellConnection(shell: shell)) { .now }
        guard case .measured(let readings) = outcome else {
            Issue.record("not measured: \(outcome)")
            return
        }
        #expect(readings.isComplete)
        #expect(try readings.reading(of: OSVersionFact()).family == "linux")
        #expect(try [32, 64].contains(readings.reading(of: OSArchFact()).bits))
        #expect(try readings.reading(of: CPUCoresFact()) >= 1)
        let total = try readings.reading(of: RAMTotalFact())
        #expect(try readings.reading(of: RAMFreeFact()) <= total)
        #expect(try readings.reading(of: DiskFreeFact()) > .kibibytes(1))
        #expect(try readings.reading(of: TimeZoneFact()).offsetInMinutes % 15 == 0)
        // Not every machine that tests lets one look at what others' programs are started from.
        let running = try readings.reading(of: ExamRunningFact(processes: ["no-such-exam"]))
        #expect([.none, .noneByName].contains(running))
        let offset = try #require(readings.clockOffset)
        #expect(abs(offset.inMilliseconds) < 10_000)
    }
}
