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
    /// - `siaga_go FOLDER`: goes to a folder in the current one, through no link.
    /// - `siaga_room`: makes the closed folder in the current one, and goes there; it is removed in the end.
    /// - `siaga_room_somewhere`: makes one where temporary files go, and goes there.
    /// - `siaga_put FILE NAME`: what was made there takes the place of NAME beside the closed folder.
    /// - `siaga_close`: makes the current folder, and all below it, root's and closed: whoever still stands in one of them
    ///   can change nothing there any more.
    /// - `siaga_clear NAME`: removes what is in the current folder, which is closed, with all that is in it.
    static let shell =
        #"""
        siaga_stop() {
            echo "$1" >&2
            exit 1
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
            mkdir -p -- "./$2" || siaga_stop "the folder $2 could not be made"
            cd -P -- "./$2" && [ "$(siaga_pwd)" = "${1%/}/$2" ] || siaga_stop "the folder $2 is another one now"
            siaga_guard
        }
        siaga_go() {
            siaga_above=$(siaga_pwd)
            cd -P -- "./$1" && [ "$(siaga_pwd)" = "${siaga_above%/}/$1" ]
        }
        siaga_room() {
            siaga_new=$(mktemp -d ./.siaga.XXXXXXXX) || siaga_stop "no folder can be made in $(siaga_pwd)"
            siaga_new=${siaga_new#./}
            siaga_go "$siaga_new" && siaga_private || siaga_stop "the folder $siaga_new is another one now"
            trap 'cd -P .. && rm -rf -- "./$siaga_new"' EXIT
            trap 'exit 1' HUP INT TERM
            # Without -T, mv follows a link to a folder; there is none where nobody else may write.
            siaga_flat=
            : >./.a && ! mv -fT -- ./.a ./.b 2>/dev/null || siaga_flat=T
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
        siaga_close() {
            chown -h -- 0:0 . && chmod -- 700 . || return 1
            for siaga_entry in ./* ./.[!.]* ./..?*; do
                [ -d "$siaga_entry" ] && [ ! -L "$siaga_entry" ] || continue
                # What is mounted there is no part of it.
                [ "$(stat -c %d "$siaga_entry")" = "$siaga_disk" ] || return 1
                (siaga_go "${siaga_entry#./}" && siaga_close) || return 1
            done
        }
        siaga_clear() {
            if [ -d "./$1" ] && [ ! -L "./$1" ] && [ "$(id -u)" = 0 ]; then
                siaga_disk=$(stat -c %d .)
                (siaga_go "$1" && [ "$(stat -c %d .)" = "$siaga_disk" ] && siaga_close) || return 1
            fi
            rm -rf -- "./$1"
        }

        """#
}
