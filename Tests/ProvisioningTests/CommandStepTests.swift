import Provisioning
import RoomModel
import Testing

@Suite(.timeLimit(.minutes(2))) struct CommandStepTests {
    @Test(arguments: PCShell.allCases)
    func `a command runs until what it creates is there`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let command = try step(
                "command",
                [
                    "run": .text("echo \"it's\" >'\(bench.path("mark"))'"),
                    "creates": .text(bench.path("mark")),
                ]
            )
            #expect(command.isProvable)
            let (before, after) = try await bench.settle(command)
            #expect(before.changes.map(\.action) == [.run])
            #expect(after == .nothing)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a command that nobody can judge runs each time and proves nothing`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let command = try step("command", ["run": .text("echo x >>'\(bench.path("log"))'")])
            #expect(!command.isProvable)
            #expect(try await bench.settle(command).after.changes.count == 1)
            _ = try await bench.settle(command)
            #expect(try await bench.run("cat log") == "x\nx\n")
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a script gets its words, runs in its own language, and leaves nothing`(
        _ shell: PCShell
    ) async throws {
        try await StepBench.with(shell) { bench in
            for first in ["", "#!/bin/bash\n"] {
                let text = "\(first)printf '%s|' \"$@\" >>\"$1\"\ncat >>\"$1\"\n"
                let script = try step(
                    "script",
                    [
                        "source": .file(text), "arguments": .texts([bench.path("out"), "a b", "'$HOME'"]),
                        "unless": .text("test -s '\(bench.path("out"))'"),
                    ]
                )
                #expect(try await bench.settle(script).after == .nothing)
                #expect(try await bench.run("cat out; rm out") == "\(bench.path("out"))|a b|'$HOME'|")
            }
            #expect(try await bench.run("ls -A | grep -v '^tools$' || :") == "")
        }
    }

    @Test(arguments: PCShell.allCases)
    func `what fails is a failure with its last words`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let script = try step("script", ["source": .file("echo 'no such luck' >&2\nexit 5\n")])
            let readings = try await bench.readings(script)
            await #expect(throws: StepFailure(.failed, exitCode: 5, said: "no such luck")) {
                try await script.apply(readings, in: StepContext(connection: bench.connection, now: { .now }))
            }
        }
    }
}
