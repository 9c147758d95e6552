import RoomModel

/// The shell text that runs a command as work of its own, which ends when nobody waits for it any more.
///
/// Three shells: the one that runs the command in a session of its own (where the PC has no `setsid`: in a process group,
/// where the shell makes one without a terminal), prints the sentinel behind it and is found by its ``WorkMark``; the
/// command's; and a guardian, which looks once a second. It ends the work - SIGTERM, and SIGKILL after a grace - when the
/// deadline has passed, when the first shell is gone, or when the process that held the connection is: then the start of
/// the chain (the first shell, or the `sudo` before it) has another parent. It needs `/proc`, `sleep` and nothing else.
///
/// To the work belongs who is in its session or group, whoever descends from it, and whoever did so at an earlier look: a
/// process is its number and its start time, so that a number used again is no kin. The first look is a second after the
/// start: whoever kills the first shell before that leaves the work to itself. What a *finished* command has left in
/// the background is nobody's: the guardian goes before the sentinel is printed.
package enum GuardedCommand {
    /// How long work may take to end by itself once it was asked to (SIGTERM), before it is killed.
    static let grace = Duration.seconds(5)

    /// How much later than its deadline the PC's answer may come: the grace, four seconds of SIGKILL, and the way.
    package static let patience = Duration.seconds(20)

    /// What stands in the place of an exit code where the work was ended and none of it is left.
    static let ended = "ended"
    /// What stands there where something of it is left, or may be.
    static let left = "left"

    /// The command line.
    ///
    /// - Parameters:
    ///   - line: The command.
    ///   - nonce: What marks its end.
    ///   - mark: What it is found by.
    ///   - deadline: When it is ended; whole seconds, rounded up.
    ///   - isBehindSudo: Whether the line is run by a shell whose first two arguments are the start of the chain and its
    ///     parent, as ``SudoConversation`` has them.
    /// - Returns: The line of `sh`.
    static func line(
        _ line: String,
        _ nonce: Nonce,
        _ mark: WorkMark,
        within deadline: Duration,
        isBehindSudo: Bool
    ) -> String {
        let words = [
            "sh", "-c", script, mark.text, line, "\(nonce)", "\(seconds(deadline))", "\(seconds(grace))",
        ]
        let chain = mark.endsWithConnection ? (isBehindSudo ? #" "$1" "$2""# : "") : " - -"
        return "exec " + ShellCommand(words).posixLine + chain
    }

    private static func seconds(_ duration: Duration) -> Int64 {
        let (seconds, rest) = duration.components
        return max(1, seconds + (rest > 0 ? 1 : 0))
    }

    /// The text.
    ///
    /// `row` puts a process's fields behind its name into `text` (proc(5), `/proc/pid/stat`): state, parent, group, session,
    /// and, 20th, start time. `look` puts the work's processes that live into `alive`. A guardian of which something is
    /// left stays, so that the work can be found.
    package static let script = #"""
        line=$1; nonce=$2; limit=$3; grace=$4; chain=${5:-$$}; keeper=${6:-$PPID};
        row() {
            text=;
            { while IFS= read -r part; do text="$text $part"; done <"/proc/$1/stat"; } 2>/dev/null;
            text=${text##*) };
            [ -n "$text" ];
        };
        hangs() { row "$1" || return 1; set -- "$2" $text; [ "$3" = "$1" ]; };
        clock() {
            if { read -r now part </proc/uptime; } 2>/dev/null; then now=${now%%.*}; else now=$((now + 1)); fi;
        };
        nap() { sleep 1 & napping=$!; wait "$napping"; };
        look() {
            table=;
            for pid in /proc/[0-9]*; do
                pid=${pid#/proc/};
                row "$pid" || continue;
                set -- $text;
                case $1 in Z | X | x) ;; *) table="$table $pid $2 $3 $4 ${20}" ;; esac;
            done;
            alive=" "; seen=;
            until [ "$seen" = "$alive" ]; do
                seen=$alive;
                set -- $table;
                while [ $# -ge 5 ]; do
                    case " $me $$ $alive" in *" $1 "*) shift 5; continue ;; esac;
                    case $known in
                    *" $1.$5 "*) kin=yes ;;
                    *) kin=; [ "$1" != "$group" ] || group=gone ;;
                    esac;
                    [ "$3" != "$group" ] && [ "$4" != "$group" ] || kin=yes;
                    case $alive in *" $2 "*) kin=yes ;; esac;
                    if [ "$2" = "$$" ]; then kin=yes; [ "$3" != "$1" ] || group=$1; fi;
                    if [ -n "$kin" ]; then
                        alive="$alive$1 ";
                        case $known in *" $1.$5 "*) ;; *) known="$known$1.$5 " ;; esac;
                    fi;
                    shift 5;
                done;
            done;
        };
        tell() {
            case $group in "" | gone) ;; *) kill "-$1" "-$group" ;; esac;
            for pid in $alive; do kill "-$1" "$pid"; done;
        };
        (
            napping=; now=0; group=; known=" "; alive=" ";
            trap "kill \$napping; exit 143" TERM;
            read -r me part </proc/self/stat;
            row "$chain" || chain=;
            clock; end=$((now + limit + 1));
            while nap; clock; [ "$now" -lt "$end" ]; do
                case $group in "") look ;; esac;
                hangs "$me" "$$" || break;
                [ -z "$chain" ] || hangs "$chain" "$keeper" || { nap; nap; break; };
            done;
            trap "" TERM;
            look; tell TERM; tell CONT; clock; end=$((now + grace + 1));
            until [ "$alive" = " " ] || [ "$now" -ge "$end" ]; do nap; clock; look; done;
            end=$((now + 4));
            until [ "$alive" = " " ] || [ "$now" -ge "$end" ]; do tell KILL; nap; clock; look; done;
            if [ "$alive" != " " ]; then
                ( until [ "$alive" = " " ]; do tell KILL; nap; look; done ) &
                exit 71;
            fi;
            [ "$known" = " " ] || [ -n "$group" ] || exit 71;
            exit 70
        ) </dev/null >/dev/null 2>&1 &
        guardian=$!;
        if command -v setsid >/dev/null 2>&1; then setsid sh -c "$line";
        else { set -m; } 2>/dev/null; sh -c "$line"; fi;
        s=$?;
        kill "$guardian" 2>/dev/null;
        wait "$guardian" 2>/dev/null;
        case $? in 70) s=ended ;; 71) s=left ;; esac;
        printf "\n%s:%s\n" "$nonce" "$s";
        printf "\n%s\n" "$nonce" >&2;
        case $s in ended | left) s=124 ;; esac;
        exit "$s"
        """#
}
