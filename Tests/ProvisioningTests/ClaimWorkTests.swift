import Provisioning
import Remoting
import RoomModel
import Testing

/// Claims under which something still runs on the PC.
@Suite(.timeLimit(.minutes(2))) struct ClaimWorkTests {
    private func claim(_ owner: String, _ bench: StepBench) -> Claim {
        Claim(Claimant(owner: owner, controller: "laptop", id: owner), folder: bench.path("state"))
    }

    /// Starts something that bears the mark of a claim, as the shell that waits for work does.
    private func begin(_ claim: Claim, _ bench: StepBench) async throws -> Int {
        let mark = claim.mark(.step).text
        let said = try await bench.run(
            "sh -c 'while :; do sleep 1; done' '\(mark)' </dev/null >/dev/null 2>&1 & echo $!"
        )
        return try #require(Int(said.dropLast()))
    }

    private func end(_ process: Int, _ bench: StepBench) async throws {
        try await bench.run("kill \(process); while [ -s /proc/\(process)/cmdline ]; do :; done")
    }

    @Test(arguments: PCShell.allCases)
    func `an earlier run's claim is taken over only when what it began is over`(
        _ shell: PCShell
    ) async throws {
        try await StepBench.with(shell) { bench in
            let killed = claim("sari", bench)
            #expect(try await killed.make(over: bench.connection, now: .now) == .ours)
            #expect(try await killed.work(over: bench.connection, now: .now) == nil)
            let process = try await begin(killed, bench)
            #expect(try await killed.work(over: bench.connection, now: .now) == process)
            let again = claim("sari", bench)
            #expect(try await again.make(over: bench.connection, now: .now) == .working(process))
            #expect(try await bench.run("ls -A state/claims | wc -l") == "1\n")
            let third = claim("sari", bench)
            #expect(try await third.make(over: bench.connection, now: .now) == .working(process))
            try await end(process, bench)
            #expect(try await again.make(over: bench.connection, now: .now) == .ours)
            #expect(try await bench.run("ls -A state/claims | wc -l") == "1\n")
        }
    }

    @Test(arguments: PCShell.allCases)
    func `an expired claim keeps everybody away while its work runs`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let late = claim("sari", bench)
            #expect(try await late.make(over: bench.connection, now: .now) == .ours)
            let process = try await begin(late, bench)
            try await bench.run(
                "for f in state/claims/*; do sed 's/^\\([^ ]*\\) [0-9]*/\\1 1/' \"$f\" >n && mv n \"$f\"; done"
            )
            let early = claim("budi", bench)
            #expect(try await early.make(over: bench.connection, now: .now) == .working(process))
            try await end(process, bench)
            #expect(try await claim("budi", bench).make(over: bench.connection, now: .now) == .ours)
        }
    }

    @Test func `work of one claim is nothing to another`() async throws {
        try await StepBench.with { bench in
            let (other, own) = (claim("budi", bench), claim("sari", bench))
            #expect(try await own.make(over: bench.connection, now: .now) == .ours)
            let process = try await begin(other, bench)
            #expect(try await own.work(over: bench.connection, now: .now) == nil)
            #expect(try await own.renew(over: bench.connection, now: .now) == .ours)
            try await end(process, bench)
        }
    }
}
