import Remoting

/// How a script removes what it put away or made, in a folder where nobody else may write, and nothing besides.
///
/// Whoever still stands in a folder of his that is being removed could put a link in anything's place, and what is mounted
/// below is another disk: `rm` goes into both.
enum FolderRemoval {
    /// The functions; they need those of `PosixFolder`, `find`, `stat` and `chown`.
    ///
    /// - `siaga_mounted PATH`: prints a folder at PATH, which has no link in it, or below, where a disk is mounted.
    /// - `siaga_go FOLDER`: goes to a folder in the current one, through no link.
    /// - `siaga_shared FOLDER`: whether this is root, and somebody else may write in the folder or one below it.
    /// - `siaga_close`: makes the current folder, and all below it on its disk, root's and closed: whoever still stands in
    ///   one of them can change nothing there any more.
    /// - `siaga_remove NAME`: removes what is in the current folder, with all that is in it, closed before where it is
    ///   shared; 1: not all of it is gone. Where a disk is mounted below, or something cannot be closed, nothing goes.
    static let shell =
        PosixPlace.mounts + #"""
            siaga_go() {
                siaga_above=$(siaga_pwd)
                cd -P -- "./$1" && [ "$(siaga_pwd)" = "${siaga_above%/}/${1#./}" ]
            }
            siaga_shared() {
                [ "$(id -u)" = 0 ] || return 1
                [ -n "$(find "./${1#./}" -type d \( ! -user 0 -o -perm -0002 -o -perm -0020 \) -print | head -n 1)" ]
            }
            siaga_close() {
                chown -h -- 0:0 . && chmod -- 700 . || return 1
                for siaga_entry in ./* ./.[!.]* ./..?*; do
                    [ -d "$siaga_entry" ] && [ ! -L "$siaga_entry" ] || continue
                    [ "$(stat -c %d "$siaga_entry")" = "$(stat -c %d .)" ] || return 1
                    (siaga_go "$siaga_entry" && siaga_close) || return 1
                done
            }
            siaga_remove() {
                siaga_alone=
                if [ -d "./${1#./}" ] && [ ! -L "./${1#./}" ]; then
                    siaga_above=$(siaga_pwd)
                    [ -z "$(siaga_mounted "${siaga_above%/}/${1#./}")" ] || return 1
                    # Somebody else's may be mounted only now.
                    ! rm -f --one-file-system ./.siaga-nothing 2>/dev/null || siaga_alone=--one-file-system
                    ! siaga_shared "$1" || (siaga_go "$1" && siaga_close) || return 1
                fi
                rm -rf $siaga_alone -- "./${1#./}" 2>/dev/null
                [ ! -e "./${1#./}" ] && [ ! -L "./${1#./}" ]
            }

            """#
}
