import RoomModel

/// What a command of a playbook prints on the PC, and with which code it ends.
///
/// Its text reaches `sh -c` as one argument; stdin is empty, stderr is not read.
public struct CommandFact: Fact {
    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// The exit code.
        public let exitCode: Int
        /// The first 50 lines of stdout, each cut at 1,000 bytes.
        public let lines: [String]

        /// Creates a reading.
        public init(exitCode: Int, lines: [String]) {
            self.exitCode = exitCode
            self.lines = lines
        }
    }

    /// `command`.
    public static let id = "command"

    /// The command as it would be typed.
    public let command: String

    /// Creates the fact.
    public init(command: String) {
        self.command = command
    }

    /// The command.
    public var arguments: [String] { [command] }

    /// Prints the code, then the lines, as many as are kept.
    public static let fragments = Fragments(
        posix: #"""
            said=$(sh -c "$1" </dev/null 2>/dev/null)
            printf 'code %s\n' "$?"
            [ -z "$said" ] || printf '%s\n' "$said" | head -n 50 | cut -c 1-1000 | sed 's/^/:/'
            echo end
            """#
    )

    /// Reads code and lines.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        guard output.lines.count >= 2, output.lines.last == PosixOutput.endLine,
            output.lines[0].hasPrefix("code "),
            let code = Int(digits: output.lines[0].dropFirst(5), in: 0...255)
        else { throw output.unreadable() }
        var lines: [String] = []
        for line in output.lines.dropFirst().dropLast() {
            guard line.hasPrefix(":") else { throw output.unreadable() }
            lines.append(String(line.dropFirst()))
        }
        // 126 and 127 are the shell's own: the command could not be started (POSIX.1-2017 §2.8.2).
        guard code != 126, code != 127 else { throw Unmeasured(.failed(exitCode: code)) }
        return Reading(exitCode: code, lines: lines)
    }
}
