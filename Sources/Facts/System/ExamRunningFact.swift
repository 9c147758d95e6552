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

    /// Two quick searches find the processes worth a closer look; most PCs have none.
    ///
    /// The first 15 bytes of each name go to `grep` in a file descriptor: on its command line they would be found by
    /// the next scan. That `grep` can search that way is proved on process 1, since a search among processes that come
    /// and go cannot tell by its exit code. Exit 75 is EX_TEMPFAIL (sysexits.h).
    public static let fragments = Fragments(
        posix: #"""
            hidden() {
                echo hidden
                exit 75
            }
            names() {
                for name; do
                    name=${name##*/}
                    name=${name##*\\}
                    name=${name%.[eE][xX][eE]}
                    printf "$format\n" "$name" "$name.exe"
                done
            }
            running() {
                base=${1##*/}
                base=${base##*\\}
                [ -n "$base" ] || return 0
                printf '%s\n' "$base" | grep -Fixq -f /dev/fd/3 3<<NAMES
            $2
            NAMES
                case $? in
                0) ;;
                1) return 0 ;;
                *) hidden ;;
                esac
                printf 'running %s\n' "$base"
                exit 75
            }
            format=%s
            whole=$(names "$@")
            format=%.15s
            short=$(names "$@")
            if [ ! -d /proc/self ]; then
                table=$(ps -A -o pid= -o comm=) || hidden
                printf '%s\n' "$table" | grep -q '^ *1 ' || hidden
                hits=$(printf '%s\n' "$table" | grep -Fi -f /dev/fd/3 3<<NAMES
            $short
            NAMES
                )
                [ $? -lt 2 ] || hidden
                while read -r pid program; do
                    running "$program" "$whole
            $short"
                done <<HITS
            $hits
            HITS
                echo clear
                exit 0
            fi
            read -r first </proc/1/comm && [ -n "$first" ] || hidden
            command -v tr >/dev/null && command -v ls >/dev/null || hidden
            printf '%s\n' "$first" | grep -Fixq -f /dev/fd/3 3<<FIRST || hidden
            $first
            FIRST
            files=$(grep -Fils -f /dev/fd/3 /proc/[0-9]*/comm /proc/[0-9]*/cmdline 3<<NAMES
            $short
            NAMES
            )
            [ $? -lt 3 ] || hidden
            for file in $files; do
                case $file in
                */comm)
                    read -r program <"$file" || continue
                    running "$program" "$short" ;;
                *)
                    program=$(tr '\000' '\n' <"$file") || continue
                    running "${program%%
            *}" "$whole" ;;
                esac
            done
            links=$(ls -n /proc/[0-9]*/exe | grep -Fi -f /dev/fd/3 3<<NAMES
            $short
            NAMES
            )
            while read -r link; do
                case $link in *' -> '*) ;; *) continue ;; esac
                program=${link##* -> }
                running "${program% (deleted)}" "$whole"
            done <<LINKS
            $links
            LINKS
            echo clear
            """#
    )
}
