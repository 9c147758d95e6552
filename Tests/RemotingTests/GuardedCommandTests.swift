import LocalRemoting
import Remoting
import RoomModel
import Testing

/// The shells that may wait for work on a PC.
enum GuardShell: String, CaseIterable, CustomTestStringConvertible {
    case dash
    case bash
    case busybox

    var testDescription: String { rawValue }

    /// How it is started.
    var words: [String] { self == .busybox ? ["busybox", "sh"] : [rawValue] }
}

/// What becomes of the processes of a command that a guardian watches, in every shell.
@Suite(.timeLimit(.minutes(2))) struct GuardedCommandTests {
    /// In the command line of whatever belongs to the test, and of the shell that waits for it.
    private let marker = "siaga:test:\(Nonce())"

    private func run(_ line: String, input: String = "") async throws -> CommandResult {
        let host = try Host(name: HostName("server"), address: NetworkAddress("127.0.0.1"), access: .local)
        let connection = try await LocalConnector().connect(to: host) { _ in }
        let result = try await connection.run(
            CommandRequest(line: line, standardInput: Array(input.utf8), deadline: .seconds(60))
        )
        await connection.close()
        return result
    }

    /// The words that run `line` as work.
    private func words(_ line: String, in shell: GuardShell, within limit: Int) -> [String] {
        shell.words + ["-c", GuardedCommand.script, marker, line, "4f2a", "\(limit)", "1"]
    }

    private func guarded(
        _ line: String,
        in shell: GuardShell,
        within limit: Int = 1,
        input: String = ""
    ) async throws -> CommandResult {
        try await run(ShellCommand(words(line, in: shell, within: limit)).posixLine, input: input)
    }

    /// The processes of the test that live, once there are none or half a minute has passed.
    private func left() async throws -> String {
        let end = ContinuousClock.now + .seconds(30)
        // The marker comes on stdin, so that the search is not found; what is dead and not yet buried has no command line.
        let search = "for f in $(grep -alsF -f - /proc/[0-9]*/cmdline); do cat $f | tr '\\0' ' '; done"
        var left = "not searched"
        while !left.isEmpty, ContinuousClock.now < end {
            left = try await run(search, input: marker).standardOutput.text
        }
        return left
    }

    @Test(arguments: GuardShell.allCases, [("cat; exit 3", 3), ("kill -9 $$", 137), ("(", 2), ("", 0)])
    func `a command keeps its input and its exit code`(
        shell: GuardShell,
        command: (line: String, code: Int)
    ) async throws {
        let result = try await guarded(command.line, in: shell, within: 60, input: "in\n")
        #expect(result.exit == .code(command.code))
        #expect(result.standardOutput.text.hasSuffix("\n4f2a:\(command.code)\n"))
        if command.code == 3 { #expect(result.standardOutput.text == "in\n\n4f2a:3\n") }
        #expect(try await left() == "")
    }

    @Test(
        arguments: GuardShell.allCases,
        [
            "sleep 50; : MARK",
            "trap '' TERM; sleep 50; sleep 50; : MARK",
            "sh -c 'trap \"\" TERM; sleep 50; sleep 50; : MARK' & sleep 50; : MARK",
            "setsid sh -c 'trap \"\" TERM; sleep 50; sleep 50; : MARK' & sleep 50; : MARK",
            "(setsid sh -c 'sh -c \"sleep 50; : MARK\" & sleep 50; : MARK') & wait; : MARK",
            "kill -STOP $$; : MARK",
        ]
    )
    func `past its deadline it is ended, with whoever descends from it`(
        shell: GuardShell,
        line: String
    ) async throws {
        let result = try await guarded(line.replacing("MARK", with: marker), in: shell)
        #expect(result.standardOutput.text == "\n4f2a:ended\n", "\(result.standardError.text)")
        #expect(result.exit == .code(124))
        #expect(try await left() == "")
    }

    @Test(arguments: GuardShell.allCases)
    func `what a finished command left in the background stays, and the guardian goes`(
        shell: GuardShell
    ) async throws {
        let result = try await guarded("nohup sleep 55 >/dev/null 2>&1 & echo $!", in: shell)
        #expect(result.exit == .code(0))
        let child = try #require(result.standardOutput.text.split(separator: "\n").first)
        #expect(try await left() == "")
        #expect(try await run("kill \(child)").exit == .code(0))
    }

    @Test(arguments: GuardShell.allCases)
    func `it ends with the shell that waits for it`(shell: GuardShell) async throws {
        // The guardian knows the work from its first look on, a second after the start.
        let line = "sleep 4; kill -9 $PPID; trap '' TERM; sleep 50; sleep 50; : \(marker)"
        let result = try await guarded(line, in: shell, within: 50)
        #expect(result.exit == .code(137))
        #expect(try await left() == "")
    }

    @Test(arguments: GuardShell.allCases)
    func `it ends with the process that holds its connection`(shell: GuardShell) async throws {
        // The first shell ends once the work runs, as sshd does when the connection is lost.
        let outer = #"""
            folder=$(mktemp -d) && mkfifo "$folder/begun" || exit 1
            BEGUN=$folder/begun "$@" >/dev/null 2>&1 &
            read -r word <"$folder/begun"
            rm -r "$folder"
            echo "$word"
            """#
        let line = "echo begun >$BEGUN; sleep 50; : \(marker)"
        let result = try await run(
            ShellCommand(["sh", "-c", outer, "sh"] + words(line, in: shell, within: 50)).posixLine
        )
        #expect(result.standardOutput.text == "begun\n")
        #expect(try await left() == "")
    }

    @Test(arguments: GuardShell.allCases)
    func `without setsid it is ended all the same, and proved only where it had a group`(
        shell: GuardShell
    ) async throws {
        let outer = #"""
            folder=$(mktemp -d) || exit 1
            for tool in sh sleep; do ln -s "$(command -v "$tool")" "$folder/$tool"; done
            program=$(command -v "$1")
            shift
            PATH=$folder "$program" "$@"
            rm -r "$folder"
            """#
        let line = "sh -c 'trap \"\" TERM; sleep 50; sleep 50; : \(marker)' & sleep 50; : \(marker)"
        let result = try await run(
            ShellCommand(["sh", "-c", outer, "sh"] + words(line, in: shell, within: 1)).posixLine
        )
        let said = result.standardOutput.text
        #expect(said == "\n4f2a:ended\n" || (shell != .bash && said == "\n4f2a:left\n"), "\(said)")
        #expect(try await left() == "")
    }
}
