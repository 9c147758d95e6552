import TestRoom
import Testing

/// The program that brings the app is killed, whenever chance has it: the PC is whole each time, and the next run goes on.
@Suite(.timeLimit(.minutes(8))) struct AppKilledTests {
    private static let versions = ["26.0222", "26.0301"]
    /// How many moments: ten; in the long run (`SIAGA_KILLS`) fifty.
    private static let moments = min(50, Trials.count("SIAGA_KILLS", usual: 10))

    private static func steps(_ version: String) -> String {
        """
        name: App \(version)
        hosts: all
        steps:
          - app: { version: "\(version)", allow_downgrade: true }

        """
    }

    /// In turn one version and the other, each run killed (SIGKILL) somewhere between its start and its usual end.
    ///
    /// How long that is changes with what else the machine does: a run that ended in time makes the next ones be killed
    /// sooner, one that was killed later, so that some seven of ten are.
    @Test func `at random moments`() async throws {
        try await ServedRoom.withSeparatePCs(1) { room in
            for version in Self.versions {
                try await room.bundle(version)
                try room.program.folder.write(Self.steps(version), to: "room/playbooks/\(version).yaml")
            }
            try await room.install("26.0222", expecting: 0)
            var usual = try await ContinuousClock().measure {
                try await room.install("26.0301", expecting: 0)
            }
            var random = SystemRandomNumberGenerator()
            var target = 0
            var killed = 0
            for run in 1...(4 * Self.moments) where killed < Self.moments {
                let milliseconds = Int.random(in: 1...max(50, Int(usual / .milliseconds(1))), using: &random)
                let wasKilled = try await room.install(Self.versions[target], killedAfter: milliseconds)
                killed += wasKilled ? 1 : 0
                usual = usual * (wasKilled ? 1.1 : 0.8)
                target = wasKilled ? target : 1 - target
                // What runs on the PC goes on a little when its controller is gone: it is looked at when it has ended.
                try await room.waitForItsPCs()
                let state = try await room.stateOfTheFolder(Self.versions)
                #expect(state.exitCode == 0, "run \(run), \(milliseconds) ms: \(state)")
            }
            #expect(killed == Self.moments)
            for version in Self.versions {
                try await room.install(version, expecting: 0)
                #expect(try await room.has(version, 0))
            }
        }
    }
}

extension ServedRoom {
    fileprivate func install(_ version: String, expecting code: Int32) async throws {
        let outcome = try await program(
            "install",
            "-i",
            folder,
            "-p",
            "\(folder)/playbooks/\(version).yaml",
            "--yes"
        )
        #expect(outcome.exitCode == code, "\(outcome)")
    }

    /// Whether the run was killed before its end; one that ended in time has to have succeeded.
    fileprivate func install(_ version: String, killedAfter milliseconds: Int) async throws -> Bool {
        let limit = "\(milliseconds / 1_000).\(String(1_000 + milliseconds % 1_000).dropFirst())"
        let outcome = try await program.shell(
            "timeout --foreground --signal=KILL \(limit) \"$SIAGA\" install -i '\(folder)'"
                + " -p '\(folder)/playbooks/\(version).yaml' --yes"
        )
        // 124: the run ended by itself in the moment in which it was to be killed.
        #expect([0, 124, 137].contains(outcome.exitCode), "\(outcome)")
        return outcome.exitCode == 137
    }
}
