import RoomModel

/// Whether an exam is open on the PC: the interlock, awaited before anything else is measured.
///
/// A program is looked for in `/proc/PID/exe`, in `argv[0]` and in `comm`, which keeps 15 bytes (proc(5)), without
/// regard to case or an ending `.exe`, so that Windows programs under Wine are seen too. It fails closed: where the
/// list of programs cannot be seen whole (`hidepid`, proc(5)), an exam counts as open. Where only the files of other
/// accounts' programs cannot be seen, the names decide, and the reading says so.
public struct ExamRunningFact: Fact {
    /// What was seen.
    public enum Reading: Hashable, Sendable {
        /// None of the programs runs.
        case none
        /// None of the programs runs under its name; one that took another name would not have been seen, because the
        /// account may not see which files other accounts' programs run from.
        case noneByName
        /// Nobody said which programs to look for.
        case notConfigured
    }

    /// `exam.running`.
    public static let id = "exam.running"

    /// What a PC prints on which no exam is open.
    static let clear = PosixOutput(lines: ["clear"])

    /// What a PC prints on which no exam is open as far as names tell.
    static let clearByName = PosixOutput(lines: ["clear by-name"])

    /// The programs to look for; of a path only the name counts.
    public let processes: [String]

    /// Creates the fact.
    ///
    /// - Parameter processes: The programs' names (`exam_processes`); empty ones do not count.
    public init(processes: [String]) {
        self.processes = processes.filter { name in !name.allSatisfy(\.isWhitespace) }
    }

    /// The names.
    public var arguments: [String] { processes }

    /// Whether there is anything to look for.
    var isConfigured: Bool { !processes.isEmpty }

    /// What speaks for an open exam in `output`, for a person.
    static func evidence(_ output: PosixOutput) -> String {
        let words = (output.lines.last ?? "").split(separator: " ", maxSplits: 1)
        return switch words.first {
        case "running": String(words.last ?? "").safe(limit: 80)
        default: "the list of programs cannot be seen whole"
        }
    }

    /// Nothing but `clear` or `clear by-name` with code 0 is an answer.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        switch output {
        case Self.clear: return .none
        case Self.clearByName: return .noneByName
        default: throw output.unreadable()
        }
    }

    /// Ends with the first program found; exit 75 is EX_TEMPFAIL (sysexits.h).
    public static let fragments = Fragments(
        posix: ProgramSearch.shell + "\n" + ProgramSearch.closedShell + "\n" + #"""
            hidden() {
                echo hidden
                exit 75
            }
            found() {
                printf 'running %s\n' "$1"
                exit 75
            }
            siaga_search "$@"
            if siaga_closed; then
                echo 'clear by-name'
            else
                echo clear
            fi
            """#
    )
}
