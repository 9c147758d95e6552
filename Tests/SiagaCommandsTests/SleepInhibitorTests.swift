import Glibc
import Remoting
import RoomModel
import TestRoom
import Testing

@testable import SiagaCommands

@Suite(.timeLimit(.minutes(2))) struct SleepInhibitorTests {
    /// Puts a stand-in for systemd-inhibit(1) there, and a pipe `told` that takes what it saw.
    ///
    /// It tells what it is to hold, and whether this process has the other end of its input; then it runs its command.
    private func standIn(_ program: Program) async throws -> String {
        let script = #"""
            #!/bin/sh
            cd "${0%/*}" || exit 1
            {
                echo "$1"
                input=$(readlink "/proc/$$/fd/0")
                ls -l /proc/\#(getpid())/fd | grep '^l-wx' | grep -qF "$input" && echo held
            } >told
            while case $1 in -*) ;; *) false ;; esac; do shift; done
            "$@"
            """#
        let tool = try program.folder.write(script + "\n", to: "systemd-inhibit")
        let made = try await program.shell("chmod 755 systemd-inhibit && mkfifo told input")
        try #require(made.exitCode == 0, "\(made)")
        return tool
    }

    @Test func `Siaga itself holds the lock's input open while the work runs`() async throws {
        try await Program.with { program in
            let tool = try await standIn(program)
            let told = await SleepInhibitor.during(tool: tool) {
                try? await program.shell("timeout 20 cat told")
            }
            #expect(told?.output == "--what=sleep:idle:handle-lid-switch\nheld\n")
        }
    }

    @Test func `the lock ends with whoever holds its input open, also when he is killed`() async throws {
        try await Program.with { program in
            let tool = try await standIn(program)
            let line = SleepInhibitor.command(tool).posixLine
            let outcome = try await program.shell(
                """
                tail -f /dev/null >input & holder=$!
                timeout --signal=KILL 20 sh -c \(line.quotedForPosixShell) <input & lock=$!
                timeout 20 cat told
                kill -KILL "$holder"
                wait "$lock"
                """
            )
            #expect(outcome.exitCode == 0, "\(outcome)")
            #expect(outcome.output.hasPrefix("--what=sleep:idle:handle-lid-switch\n"))
        }
    }

    @Test func `work goes on where there is no such manager`() async {
        let result = await SleepInhibitor.during(tool: "/nonexistent/systemd-inhibit") { 7 }
        #expect(result == 7)
    }
}
