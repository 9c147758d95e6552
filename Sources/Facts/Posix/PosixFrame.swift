/// The shell text around the fragments: it reads the parameters, runs the facts side by side and ends in time.
///
/// Plain POSIX `sh` with as few processes as it can: a fact costs a subshell, the fragment and its relay. It leaves
/// no file on the PC. What each line on stdout means is written at ``PosixReply``.
enum PosixFrame {
    /// The longest line a fact may print, so that a line leaves as one write of less than 2 KiB.
    ///
    /// POSIX keeps writes of up to `PIPE_BUF` bytes whole (at least 512; 4,096 on Linux, pipe(7)).
    static let longestLine = 1_900

    /// The most a fact may print, each line counted with 64 bytes more: the hashes of 5,000 files.
    static let mostBytes = 1 << 20

    /// Settings that make every PC alike, and what the frame is made of.
    ///
    /// - `say` prints one line of the frame in one write.
    /// - `collect` keeps lines back as long as they fit into one write: each write is a packet to encrypt, to send and
    ///   to wake up for.
    /// - `relay` passes a fragment's lines on with the nonce, the fact's key and the line's number, up to the fragment's
    ///   code, which goes out with the number of lines; its own exit code is that code.
    /// - `start` runs one fact beside the others.
    /// - `batch` runs facts that wait for nothing one behind the other, beside the others, and prints their lines
    ///   together: one process a fact instead of three.
    /// - `watch` waits for each limit in turn (facts come in ascending order of limit), reports and kills the facts
    ///   that still run; one second behind the last limit it says the end itself, whatever could not be killed.
    /// - `await` waits until all started facts have ended, under a `watch`.
    static let preamble = #"""
        PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin LC_ALL=C
        export PATH LC_ALL
        unset TZ
        umask 077
        newline='
        '
        nonce= started= code=0
        say() {
            printf '%s %s\n' "$nonce" "$1"
        }
        collect() {
            if [ -n "$lines" ] && [ "$((${#lines} + ${#1}))" -gt \#(longestLine) ]; then
                printf %s "$lines"
                lines=
            fi
            lines="$lines$nonce $1$newline"
        }
        relay() {
            size=0 count=0 lines=
            while IFS= read -r line; do
                case $line in
                "$nonce "*)
                    code=${line#* }
                    collect "$1 =$code $count"
                    printf %s "$lines"
                    exit "$code" ;;
                esac
                size=$((size + ${#line} + 64))
                if [ "${#line}" -gt \#(longestLine) ] || [ "$size" -gt \#(mostBytes) ]; then
                    say "$1 !long"
                    exit 1
                fi
                count=$((count + 1))
                collect "$1 $count:$line"
            done
            say "$1 !cut"
            exit 1
        }
        start() {
            key=$1 limit=$2 kind=$3
            shift 3
            (
                {
                    trap "printf '\n%s %s\n' $nonce \"\$?\"" EXIT
                    "fact_$kind" "$@"
                } </dev/null 2>/dev/null | relay "$key"
            ) &
            started="$started $! $key $limit"
        }
        batch() {
            keys=$1 limit=$2
            shift 2
            (
                lines=
                while [ $# -gt 0 ]; do
                    said=$("fact_$2")
                    code=$?
                    count=0
                    IFS=$newline
                    set -f
                    for line in $said; do
                        count=$((count + 1))
                        [ "${#line}" -le \#(longestLine) ] && line=$count:$line || line=!long
                        collect "$1 $line"
                    done
                    IFS=$blank
                    set +f
                    collect "$1 =$code $count"
                    shift 2
                done
                printf %s "$lines"
            ) </dev/null 2>/dev/null &
            started="$started $! $keys $limit"
        }
        parents() {
            if [ -r /proc/self/stat ]; then
                for stat in /proc/[0-9]*/stat; do
                    { read -r line <"$stat"; } 2>/dev/null || continue
                    child=${stat#/proc/}
                    set -- ${line##*) }
                    printf '%s %s\n' "${child%/stat}" "$2"
                done
            else
                ps -A -o pid= -o ppid=
            fi
        }
        stop() {
            victims= stopped=none
            while [ "$victims" != "$stopped" ] && [ "${#victims}" -lt 10000 ]; do
                # Who stands still begins no more processes while the others are looked for.
                stopped=$victims
                [ -z "$victims" ] || kill -STOP $victims
                before=none
                table=$(parents)
                while [ "$victims" != "$before" ]; do
                    before=$victims
                    while read -r child parent; do
                        case "$1 $parent " in *" $child "*" $$ ") parent=root ;; esac
                        case " root$victims " in *" $parent "*) ;; *) continue ;; esac
                        case "$victims " in *" $child "*) continue ;; esac
                        victims="$victims $child"
                    done <<TABLE
        $table
        TABLE
                done
            done
            [ -z "$victims" ] || kill -KILL $victims
        }
        pause() {
            sleep "$1" </dev/null >/dev/null 2>&1 &
            wait "$!"
        }
        watch() {
            trap 'kill "$!"; exit' TERM
            passed=0
            set -- $started
            while [ $# -gt 0 ]; do
                pause $(($3 - passed))
                passed=$3
                late=
                while [ "$3" = "$passed" ]; do
                    if kill -0 "$1" 2>/dev/null; then
                        late="$late $1"
                        keys=$2,
                        while [ -n "$keys" ]; do
                            say "${keys%%,*} !late"
                            keys=${keys#*,}
                        done
                    fi
                    shift 3
                done
                [ -z "$late" ] || stop "$late "
            done
            pause 1
            finish
            kill -KILL "$$"
        }
        await() {
            watch </dev/null 2>/dev/null &
            watcher=$!
            set -- $started
            started=
            while [ $# -gt 0 ]; do
                wait "$1"
                code=$?
                shift 3
            done
            kill "$watcher" 2>/dev/null
        }
        finish() {
            printf '%s time %s\n%s end\n' "$nonce" "$(date +%s.%N)" "$nonce"
        }
        """#

    /// Reads the parameters, refuses a list without its end, and runs them.
    ///
    /// `arg` lines collect arguments for the `fact` or `gate` line behind them; a gate is awaited, and unless its
    /// code is 0 nothing else runs. A `batch` line names its keys, its limit, and a key and a kind for each fact.
    static let run = #"""
        plan= line=
        while IFS= read -r line && [ "$line" != end ]; do
            plan=$plan$line$newline
        done
        if [ "$line" != end ]; then
            return 65
        fi
        blank=$IFS
        IFS=$newline
        set -f
        set --
        for line in $plan; do
            IFS=$blank
            set +f
            rest=${line#* }
            case $line in
            nonce\ *)
                nonce=$rest
                say "begin $(date +%s.%N)" ;;
            arg\ *)
                case $rest in *\\*)
                    rest=$(printf '%b.' "$rest")
                    rest=${rest%.} ;;
                esac
                set -- "$@" "$rest" ;;
            batch\ *) batch ${line#* } ;;
            gate\ * | fact\ *)
                start $rest "$@"
                set --
                case $line in gate\ *)
                    await
                    if [ "$code" != 0 ]; then
                        finish
                        return 0
                    fi ;;
                esac ;;
            esac
        done
        if [ -n "$started" ]; then
            await
        fi
        finish
        """#
}
