import Remoting

/// How a script that may run as root changes what is in a folder, so that nobody there turns it against the PC.
///
/// It goes to the folder a plan was made for and nowhere else, makes what it brings in a folder of its own that is closed to
/// all others, on the same disk, gives it owner and mode there, and puts it into its place by one rename. Nothing is
/// changed by a name that another account could give to something else.
enum FolderEntry {
    /// The exit code of a script that would not write where others may; the folder is its last line.
    static let refusalCode = 76

    /// The functions for a script that is not run with a folder.
    static let tools = PosixFolder.shell + shell

    /// - `siaga_enter BASE MISSING`: goes to BASE, which must still be the same folder, closed to all but root and the own
    ///   account, and makes what is missing below it.
    /// - `siaga_unwritten WHAT`: ends, and says what could not be done, and the fault of the current folder's disk if it has one.
    /// - `siaga_room`: makes the closed folder in the current one, and goes there; it is removed in the end.
    /// - `siaga_room_somewhere`: makes one where temporary files go, and goes there.
    /// - `siaga_put FILE NAME`: what was made there takes the place of NAME beside the closed folder.
    ///
    /// `printf ''` makes an empty file, and not `:`, at whose redirection some shells end (POSIX.1-2017 §2.8.1).
    static let shell =
        PosixDisk.shell + FolderRemoval.shell + #"""
            siaga_stop() {
                echo "$1" >&2
                exit 1
            }
            siaga_unwritten() {
                case $(siaga_disk) in
                read-only) siaga_stop "$1: the disk is read-only" ;;
                full) siaga_stop "$1: the disk is full" ;;
                no-inodes) siaga_stop "$1: the disk has no i-nodes left" ;;
                *) siaga_stop "$1" ;;
                esac
            }
            siaga_guard() {
                siaga_safe && return
                printf '%s\n' "$siaga_open" >&2
                exit \#(refusalCode)
            }
            siaga_enter() {
                cd -P -- "$1" && [ "$(siaga_pwd)" = "$1" ] || siaga_stop "the folder $1 is another one now"
                siaga_guard
                [ -n "$2" ] || return 0
                mkdir -p -- "./$2" || siaga_unwritten "the folder $2 could not be made"
                cd -P -- "./$2" && [ "$(siaga_pwd)" = "${1%/}/$2" ] || siaga_stop "the folder $2 is another one now"
                siaga_guard
            }
            siaga_room() {
                siaga_new=$(mktemp -d ./.siaga.XXXXXXXX) || siaga_unwritten "no folder can be made in $(siaga_pwd)"
                siaga_new=${siaga_new#./}
                siaga_go "$siaga_new" && siaga_private || siaga_stop "the folder $siaga_new is another one now"
                trap 'cd -P .. && siaga_remove "$siaga_new"' EXIT
                trap 'exit 1' HUP INT TERM
                # Without -T, mv follows a link to a folder; there is none where nobody else may write.
                siaga_flat=
                printf '' >./.a && ! mv -fT -- ./.a ./.b 2>/dev/null || siaga_flat=T
                rm -f ./.a ./.b
                [ -n "$siaga_flat" ] || case $(ls -ldn ..) in
                d????w* | d???????w*) siaga_stop 'mv -T does not work on this PC' ;;
                esac
            }
            siaga_room_somewhere() {
                for siaga_place in "${TMPDIR:-/tmp}" /tmp /var/tmp "$HOME"; do
                    cd -P -- "$siaga_place" 2>/dev/null && [ -w . ] && siaga_safe && siaga_room && return
                done
                siaga_stop "there is no folder for temporary files that only root can change"
            }
            siaga_put() {
                mv -f$siaga_flat -- "./$1" "../$2"
            }

            """#
}
