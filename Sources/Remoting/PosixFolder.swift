/// How a script on a POSIX PC knows that nobody but root and its own account decides what a folder is.
///
/// Who may write in a folder puts a link in the place of what is in it at any moment, and root would follow. So a script
/// enters a folder, looks at it and at each one above it from within (`..` is the kernel's, no name), and from there on
/// names only what is in it. Where one account besides root may write on the way, the work is done as that account, with
/// no right of root's at all: whatever it puts there, it harms nobody but itself. Where several may, nothing is done.
public enum PosixFolder {
    /// The functions, for dash, bash and busybox; they need `ls`, `pwd` and `id`.
    ///
    /// - `siaga_pwd`: where the current folder is, asked of the kernel; some shells only tell what they remember.
    /// - `siaga_way`: looks at the current folder and every one above it. `siaga_who` is the number of the one account
    ///   besides root that may write there, 0 for none, `siaga_whose` its name; 1: several may, in `siaga_open`.
    ///   A sticky folder counts where it, and what is below it on the way, belongs to root or that account.
    /// - `siaga_safe`: whether the one account is the own one, or none; else `siaga_open` is a folder where it is not.
    /// - `siaga_own`: whether the current folder is the own account's, and nobody else may write in it.
    /// - `siaga_private`: whether it is closed to all others besides.
    /// - `siaga_become UID NAME SCRIPT WORD…`: runs SCRIPT with the words as that account, in place of this shell; returns
    ///   only where the PC has no tool for it.
    public static let shell = #"""
        siaga_pwd() { env pwd -P; }
        siaga_way() {
            siaga_said=$(
                set -f
                who=0 whose=root level=0
                open() {
                    printf 'open - %s\n' "$(siaga_pwd)"
                    exit
                }
                while [ "$level" -lt 200 ]; do
                    level=$((level + 1))
                    set -- $(ls -ldn .)
                    if [ "$3" != 0 ] && [ "$3" != "$who" ]; then
                        [ "$who" = 0 ] || open
                        who=$3
                        set -- "$1" "$2" "$3" "$4" $(ls -ld .)
                        whose=$7
                    fi
                    # In a folder with the sticky bit nobody renames what is another's.
                    case $1 in
                    d????????[tT]*) ;;
                    d???????w* | d????w????+*) open ;;
                    d????w*)
                        if [ "$4" != 0 ]; then
                            # A group of one account, as most systems make one for each.
                            [ "$3" != 0 ] && set -- $(ls -ld .) && [ "$3" = "$4" ] || open
                            while IFS=: read -r name word number members; do
                                [ "$name" != "$4" ] || [ -z "$members" ] || [ "$members" = "$3" ] || open
                            done </etc/group
                        fi ;;
                    d*) ;;
                    *) exit 1 ;;
                    esac
                    [ . -ef .. ] && break
                    cd -P .. || exit 1
                done
                [ . -ef .. ] || exit 1
                printf '%s %s\n' "$who" "$whose"
            )
            siaga_who=${siaga_said%% *} siaga_whose=${siaga_said#* }
            case $siaga_who in
            '' | open) siaga_open=${siaga_said#open - }; siaga_who=; return 1 ;;
            esac
        }
        siaga_safe() {
            siaga_way || return 1
            [ "$siaga_who" != 0 ] && [ "$siaga_who" != "$(id -u)" ] || return 0
            siaga_open=$(siaga_pwd)
            return 1
        }
        siaga_own() {
            siaga_said=$(set -f; set -- $(ls -ldn .); echo "$1 $3")
            case $siaga_said in d????-??-*" $(id -u)") ;; *) return 1 ;; esac
        }
        siaga_private() {
            siaga_own && case $siaga_said in drwx--[-S]---*) ;; *) return 1 ;; esac
        }
        siaga_become() {
            siaga_uid=$1 siaga_name=$2 siaga_text=$3
            shift 3
            siaga_gid=$(id -g "$siaga_name" 2>/dev/null) || siaga_gid=$siaga_uid
            siaga_as="setpriv --reuid=$siaga_uid --regid=$siaga_gid --clear-groups --"
            [ "$($siaga_as id -u 2>/dev/null </dev/null)" != "$siaga_uid" ] || exec $siaga_as sh -c "$siaga_text" siaga "$@"
            siaga_as="runuser -u $siaga_name --"
            [ "$($siaga_as id -u 2>/dev/null </dev/null)" != "$siaga_uid" ] || exec $siaga_as sh -c "$siaga_text" siaga "$@"
            siaga_as="sudo -n -u #$siaga_uid --"
            [ "$($siaga_as id -u 2>/dev/null </dev/null)" != "$siaga_uid" ] || exec $siaga_as sh -c "$siaga_text" siaga "$@"
            if [ "$(su -s /bin/sh -c 'id -u' "$siaga_name" 2>/dev/null </dev/null)" = "$siaga_uid" ]; then
                siaga_words=
                for siaga_word in "$siaga_text" "$@"; do
                    siaga_words="$siaga_words '$(printf '%s.' "$siaga_word" | sed "s/'/'\\\\''/g")"
                    siaga_words=${siaga_words%.}\'
                done
                exec su -s /bin/sh -c "set -- $siaga_words"'; siaga_text=$1; shift; exec sh -c "$siaga_text" siaga "$@"' "$siaga_name"
            fi
            return 1
        }

        """#

    /// Runs a script as whoever may change the folder that it works in: root where only root may, else that account.
    ///
    /// The script itself must prove with `siaga_safe` that it is in the right place: this only chooses the account, and
    /// whoever swaps a folder meanwhile makes the script refuse.
    ///
    /// - Parameters:
    ///   - script: Plain POSIX `sh`; it has the functions of ``shell``, and `siaga_other` where it runs as another account
    ///     than was asked for.
    ///   - settings: What sets its search path, and the like; it comes first.
    ///   - path: Where it works; the nearest folder on the way that exists counts.
    ///   - words: Its arguments.
    /// - Returns: The words of the command.
    public static func command(
        _ script: String,
        settings: String,
        path: String,
        _ words: [String]
    ) -> ShellCommand {
        ShellCommand(["sh", "-c", choosing, "siaga", settings + shell, script, path] + words)
    }

    /// Its words are the settings and functions, once for it and for the script, the script, the path and the script's own.
    private static let choosing = #"""
        siaga_functions=$1 siaga_script=$2 siaga_path=$3 siaga_other=
        shift 3
        eval "$siaga_functions"
        if [ "$(id -u)" = 0 ]; then
            siaga_said=$(
                while ! cd -P "$siaga_path/" 2>/dev/null; do
                    case $siaga_path in
                    # A home that the server keeps root out of (nfs, root_squash): nothing is nearer.
                    .) break ;;
                    */*) siaga_path=${siaga_path%/*} ;;
                    *) siaga_path=. ;;
                    esac
                done
                ! siaga_way || printf '%s %s\n' "$siaga_who" "$siaga_whose"
            )
            case ${siaga_said%% *} in
            '' | 0) ;;
            *) siaga_become "${siaga_said%% *}" "${siaga_said#* }" "$siaga_functions
        siaga_other=yes
        $siaga_script" "$@" ;;
            esac
        fi
        eval "$siaga_script"
        """#
}
