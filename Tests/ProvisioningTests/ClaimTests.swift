import Provisioning
import RoomModel
import Testing

@Suite(.timeLimit(.minutes(2))) struct ClaimTests {
    private func claim(_ owner: String, _ bench: StepBench) -> Claim {
        Claim(
            Claimant(owner: owner, controller: "\(owner)'s laptop", id: "id of \(owner)"),
            folder: bench.path("state")
        )
    }

    private func make(_ claim: Claim, _ bench: StepBench, _ now: Timestamp) async throws -> Claim.Answer {
        try await claim.make(over: bench.connection, now: now)
    }

    private func renew(_ claim: Claim, _ bench: StepBench, _ now: Timestamp) async throws -> Claim.Answer {
        try await claim.renew(over: bench.connection, now: now)
    }

    @Test(arguments: PCShell.allCases)
    func `the second technician is told who works there and since when`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let since = Timestamp(milliseconds: 1_790_000_000_123)
            let first = claim("sari", bench)
            let second = claim("budi", bench)
            let granted = try await make(first, bench, since)
            #expect(granted == .ours)
            let holder = ClaimHolder(owner: "sari", controller: "sari_s_laptop", since: since)
            #expect(try await make(second, bench, .now) == .taken(holder))
            #expect(try await renew(first, bench, .now) == .ours)
            #expect(try await make(second, bench, .now) == .taken(holder))
            await first.release(over: bench.connection, now: .now)
            #expect(try await make(second, bench, .now) == .ours)
            #expect(try await bench.run("ls -A state/claims | wc -l") == "1\n")
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a claim of this controller's earlier run is given up, and so is an expired one`(
        _ shell: PCShell
    ) async throws {
        try await StepBench.with(shell) { bench in
            let killed = claim("sari", bench)
            #expect(try await make(killed, bench, .now) == .ours)
            let again = claim("sari", bench)
            #expect(try await make(again, bench, .now) == .ours)
            #expect(try await renew(killed, bench, .now) != .ours)
            // The second word is when it expires, in seconds since the PC's start.
            try await bench.run(
                "for f in state/claims/*; do sed 's/^\\([^ ]*\\) [0-9]*/\\1 1/' \"$f\" >n && mv n \"$f\"; done"
            )
            #expect(try await make(claim("budi", bench), bench, .now) == .ours)
            #expect(try await renew(again, bench, .now) != .ours)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a claim ends with the start of the PC it was made in`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            #expect(try await make(claim("sari", bench), bench, .now) == .ours)
            try await bench.run(
                "for f in state/claims/*; do sed 's/^[^ ]*/another-start/' \"$f\" >n && mv n \"$f\"; done"
            )
            #expect(try await make(claim("budi", bench), bench, .now) == .ours)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `of many who come at once at most one gets the PC`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let answers = await withTaskGroup(of: Claim.Answer?.self, returning: [Claim.Answer?].self) {
                group in
                for number in 1...6 {
                    let claim = claim("t\(number)", bench)
                    group.addTask { try? await claim.make(over: bench.connection, now: .now) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count == 6 && answers.allSatisfy { $0 != nil })
            #expect(answers.count { $0 == .ours } <= 1)
        }
    }

    @Test func `a folder that cannot be written is said`() async throws {
        try await StepBench.with { bench in
            try await bench.run("echo x >state")
            let failure = await #expect(throws: StepFailure.self) {
                try await make(claim("sari", bench), bench, .now)
            }
            #expect(failure?.code == .failed)
            #expect(failure?.said?.contains("no claims can be kept") == true)
        }
    }
}
