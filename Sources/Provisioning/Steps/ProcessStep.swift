public import Facts
public import RoomModel

/// A program runs on the screen of whoever sits there, or does not run at all.
public struct ProcessStep: ScriptedStep {
    /// One where it must run.
    private let programs: [String]
    private let isRunning: Bool
    private let command: String

    private var running: RunningProgramsFact { RunningProgramsFact(names: programs) }
    private let desktop = DesktopUserFact()

    /// The programs.
    public var subject: String? { programs.joined(separator: ", ") }

    /// Whether it runs, and whose the screen is.
    public var facts: [any Fact] { isRunning ? [running, desktop] : [running] }

    /// A program gets 10 s to end by itself.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        let found = try readings.reading(of: running)
        guard found.isEmpty == isRunning else { return .nothing }
        guard isRunning else { return .change(found.map { StepChange(.stop, $0) }) }
        guard let user = try readings.reading(of: desktop), user.name != nil else {
            return .refused(StepRefusal(.nobodyLoggedIn))
        }
        return .change(StepChange(.start, programs.first ?? ""))
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        guard isRunning else { return StepScript(Self.ending, programs) }
        let user = (try? readings.reading(of: desktop)) ?? nil
        return StepScript(
            Self.starting,
            [user?.name ?? "", user?.account ?? "", user?.display ?? "", user?.authority ?? "", command]
        )
    }

    /// Goes by `exe`, `argv[0]` and `comm` (15 bytes, proc(5)), without regard to case or an ending `.exe`.
    private static let ending = #"""
        plain() {
            name=${1##*/}
            name=${name##*\\}
            printf '%s\n' "${name% (deleted)}" | tr A-Z a-z | sed 's/\.exe$//'
        }
        matches() {
            { read -r comm <"/proc/$1/comm"; } 2>/dev/null || return 1
            [ "$(plain "$comm")" != "$wanted" ] && [ "$(plain "$comm")" != "$short" ] || return 0
            [ "$(plain "$(readlink "/proc/$1/exe" 2>/dev/null)")" != "$wanted" ] || return 0
            [ "$(plain "$(tr '\000' '\n' <"/proc/$1/cmdline" 2>/dev/null | head -n 1)")" = "$wanted" ]
        }
        candidates() {
            grep -Fils -e "$short" /proc/[0-9]*/comm /proc/[0-9]*/cmdline
            ls -n /proc/[0-9]*/exe 2>/dev/null | grep -Fi -e "$short" | sed 's|.* \(/proc/[0-9]*\)/exe -> .*|\1/exe|'
        }
        found() {
            list=
            for file in $(candidates | sort -u); do
                number=${file#/proc/}
                number=${number%%/*}
                case " $list " in *" $number "*) continue ;; esac
                [ "$number" != "$$" ] && matches "$number" && list="$list $number"
            done
        }
        end() {
            wanted=$(plain "$1")
            short=$(printf %.15s "$wanted")
            found
            [ -n "$list" ] || return 0
            kill -TERM $list
            for moment in 1 2 3 4 5 6 7 8 9 10; do
                found
                [ -n "$list" ] || return 0
                sleep 1
            done
            kill -KILL $list
            sleep 1
            found
            [ -z "$list" ]
        }
        for program; do end "$program" || exit; done
        """#

    /// A session of its own, so that it outlives the connection; a second later it must still be there.
    private static let starting = #"""
        set -- "$1" "$2" "$5" env ${3:+"DISPLAY=$3"} ${4:+"XAUTHORITY=$4"} "XDG_RUNTIME_DIR=/run/user/$2" \
            "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$2/bus"
        user=$1 command=$3
        [ "$(id -u)" = "$2" ] || { shift 3; set -- . . . runuser -u "$user" -- "$@"; }
        shift 3
        setsid "$@" sh -c "exec $command" </dev/null >/dev/null 2>&1 &
        sleep 1
        kill -0 "$!"
        """#

    /// `process`.
    public static let definition = StepDefinition(
        "process",
        label: Localized(id: "Program", en: "Program"),
        explanation: Localized(
            id: "Satu program berjalan di layar orang yang duduk di sana, atau tidak berjalan sama sekali",
            en: "One program runs on the screen of whoever sits there, or does not run at all"
        ),
        parameters: [
            Parameter(
                "program",
                .texts,
                isRequired: true,
                example: "anydesk",
                Localized(
                    id: "Nama programnya; beberapa hanya bila tidak boleh berjalan",
                    en: "The program's name; several only where they must not run"
                )
            ),
            Parameter(
                "running",
                .flag,
                default: "false",
                Localized(id: "Harus berjalan, atau tidak boleh", en: "Whether it must run, or must not")
            ),
            Parameter(
                "command",
                .text,
                example: "/opt/exam/start --kiosk",
                Localized(
                    id: "Perintah yang menjalankannya; baku: nama programnya",
                    en: "The command that starts it; default: the program's name"
                )
            ),
        ],
        make: { arguments throws(InvalidArgument) in
            let programs = arguments.texts("program")
            for program in programs { try ProgramName.check(program, for: "program") }
            for program in programs where program.contains("/") || program.hasPrefix("-") {
                throw InvalidArgument("program", "`\(program.safe(limit: 60))` is no program's name")
            }
            let isRunning = arguments.flag("running")
            guard let first = programs.first, !isRunning || programs.count == 1 else {
                throw InvalidArgument("program", "needs one program, or several that must not run")
            }
            return ProcessStep(
                programs: programs,
                isRunning: isRunning,
                command: arguments.text("command") ?? first
            )
        }
    )
}
