import RoomModel

/// Whether an exam is open on the PC: the interlock, awaited before anything else is measured.
///
/// A program is looked for in `/proc/PID/exe`, in `argv[0]` and in `comm`, which keeps 15 bytes (proc(5)), without
/// regard to case or an ending `.exe`, so that Windows programs under Wine are seen too. It fails closed: where the
/// list of programs cannot be seen whole (`hidepid`, proc(5)), an exam counts as open.
public struct ExamRunningFact: Fact {
    /// What was seen.
    public enum Reading: Hashable, Sendable {
        /// None of the programs runs.
        case none
        /// Nobody said which programs to look for.
        case notConfigured
    }

    /// `exam.running`.
    public static let id = "exam.running"

    /// What a PC prints on which no exam is open.
    static let clear = PosixOutput(lines: ["clear"])

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

    /// Nothing but `clear` with code 0 is an answer.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        guard output == Self.clear else { throw output.unreadable() }
        return .none
    }

    /// Ends with the first program found; exit 75 is EX_TEMPFAIL (sysexits.h).
    public static let fragments = Fragments(
        posix: ProgramSearch.shell + "\n" + #"""
            hidden() {
                echo hidden
                exit 75
            }
            found() {
                printf 'running %s\n' "$1"
                exit 75
            }
            siaga_search "$@"
            echo clear
            """#
    )
}
