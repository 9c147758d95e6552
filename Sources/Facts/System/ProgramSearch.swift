/// Looking for running programs by name, for the interlock and for everyone else.
///
/// A program is looked for in `/proc/PID/exe`, in `argv[0]` and in `comm`, which keeps 15 bytes (proc(5)), without
/// regard to case or an ending `.exe`. A process that has ended and only waits to be fetched by its parent runs no more,
/// unless another of its threads does.
enum ProgramSearch {
    /// The shell function `siaga_search NAME…`.
    ///
    /// It calls `found NAME` for every process that bears one of the names, and `hidden` where the list of programs
    /// cannot be seen whole; who uses it defines both, and `hidden` must not return.
    ///
    /// Two quick searches find the processes worth a closer look; most PCs have none. The first 15 bytes of each name
    /// go to `grep` in a file descriptor: on its command line they would be found by the next scan. That `grep` can
    /// search that way is proved on process 1, since a search among processes that come and go cannot tell by its
    /// exit code.
    /// That a process has ended is read in `status`, which writes line ends in a name as `\n`: in `stat` a name could
    /// pretend it (proc_pid_status(5)).
    static let shell = #"""
        siaga_names() {
            for name; do
                name=${name##*/}
                name=${name##*\\}
                name=${name%.[eE][xX][eE]}
                printf "$format\n" "$name" "$name.exe"
            done
        }
        siaga_running() {
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
            found "$base"
        }
        siaga_ended() {
            ended=1
            for status in "$1"/task/[0-9]*/status; do
                while read -r key state rest; do
                    case $key$state in
                    State:[ZXx]) ended=0 ;;
                    State:*) return 1 ;;
                    esac
                done <"$status"
            done
            return "$ended"
        }
        siaga_search() {
            format=%s
            whole=$(siaga_names "$@")
            format=%.15s
            short=$(siaga_names "$@")
            if [ ! -d /proc/self ]; then
                table=$(ps -A -o pid= -o comm=) || hidden
                printf '%s\n' "$table" | grep -q '^ *1 ' || hidden
                hits=$(printf '%s\n' "$table" | grep -Fi -f /dev/fd/3 3<<NAMES
        $short
        NAMES
                )
                [ $? -lt 2 ] || hidden
                while read -r pid program; do
                    siaga_running "$program" "$whole
        $short"
                done <<HITS
        $hits
        HITS
                return 0
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
                    ! siaga_ended "${file%/comm}" || continue
                    siaga_running "$program" "$short" ;;
                *)
                    program=$(tr '\000' '\n' <"$file") || continue
                    siaga_running "${program%%
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
                siaga_running "${program% (deleted)}" "$whole"
            done <<LINKS
        $links
        LINKS
        }
        """#

    /// The shell function `siaga_closed`: whether the file of some process cannot be seen, so that a program that bears
    /// another name than its file's would not be found.
    ///
    /// `/proc/PID/exe` of other accounts' processes is closed to an account without the right to trace them
    /// (proc_pid_exe(5), ptrace(2)); threads of the kernel and processes that have ended have no file, nor a command
    /// line. Process 1 comes first: to most accounts it answers at once.
    static let closedShell = #"""
        siaga_closed() {
            [ -d /proc/self ] || return 0
            for link in /proc/[0-9]*/exe; do
                [ -e "$link" ] && continue
                line=
                read -r line <"${link%exe}cmdline"
                [ -z "$line" ] || return 0
            done
            return 1
        }
        """#
}
