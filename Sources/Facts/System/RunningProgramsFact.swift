import RoomModel

/// Which of some programs run on the PC, of whatever account.
public struct RunningProgramsFact: Fact {
    /// `apps.running`.
    public static let id = "apps.running"

    /// The programs' names; of a path only the name counts, an ending `.exe` and case do not.
    public let names: [String]

    /// Creates the fact.
    public init(names: [String]) {
        self.names = names
    }

    /// The names.
    public var arguments: [String] { names }

    /// Prints each program found; where the list of programs cannot be seen whole, nothing is known (EX_NOPERM).
    public static let fragments = Fragments(
        posix: ProgramSearch.shell + "\n" + #"""
            hidden() {
                echo 'root'
                exit 77
            }
            found() {
                printf 'running %s\n' "$1"
            }
            siaga_search "$@"
            echo end
            """#
    )

    /// The programs that run, as they call themselves, each once.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> [String] {
        guard output.lines.last == PosixOutput.endLine else { throw output.unreadable() }
        var found: [String] = []
        for line in output.lines.dropLast() {
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[0] == "running" else { throw output.unreadable() }
            let name = String(words[1]).safe(limit: 60)
            if !found.contains(where: { $0.lowercased() == name.lowercased() }) { found.append(name) }
        }
        return found
    }
}
