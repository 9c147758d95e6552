/// What a POSIX PC knows of a path that nobody can see from its letters: whose home it is, and what is mounted there.
public enum PosixPlace {
    /// `siaga_mounted PATH`, of a path without links on the way: prints a folder there or below at which a disk is mounted.
    ///
    /// As the kernel tells it (proc(5), `/proc/pid/mountinfo`): a folder of the same disk may be mounted too.
    public static let mounts = #"""
        siaga_mounted() {
            while read -r siaga_1 siaga_2 siaga_3 siaga_4 siaga_5 siaga_6; do
                case $siaga_5 in *\\*) siaga_5=$(printf '%b' "$(printf '%s' "$siaga_5" | sed 's/\\/\\0/g')") ;; esac
                case $siaga_5 in
                "$1" | "$1"/*) printf '%s\n' "$siaga_5"; break ;;
                esac
            done 2>/dev/null </proc/self/mountinfo
        }

        """#

    /// `siaga_place PATH`, of a path without links on the way: prints `home FOLDER` where it is somebody's home or one of
    /// the folders that a desktop makes there, or such a home is below it, and `mount FOLDER` where a disk is mounted
    /// there or below.
    ///
    /// No home is looked at, only its name: to look at one may mount it over the network.
    public static let shell =
        mounts + #"""
            siaga_place() {
                siaga_homes=$(cd -P /home 2>/dev/null && pwd -P)
                siaga_home=
                case $1 in
                "${siaga_homes:-/home}"/*/*/*) ;;
                "${siaga_homes:-/home}"/*/*) siaga_home=${1%/*} ;;
                "${siaga_homes:-/home}"/*) siaga_home=$1 ;;
                esac
                {
                    [ -z "$siaga_home" ] || printf ':::::%s:\n' "$siaga_home"
                    cat /etc/passwd
                } 2>/dev/null | while IFS=: read -r siaga_1 siaga_2 siaga_3 siaga_4 siaga_5 siaga_home siaga_6; do
                    case $siaga_home in
                    '' | /) continue ;;
                    "$1" | "$1"/*) printf 'home %s\n' "$siaga_home"; break ;;
                    esac
                    siaga_6=${1#"$siaga_home"/}
                    [ "$siaga_6" != "$1" ] || continue
                    case $siaga_6 in
                    Desktop | Documents | Downloads | Pictures | Music | Videos | Templates | Public | \
                        Dokumen | Unduhan | Gambar | Musik | Video | Templat | Publik | snap | .config | .local | .cache | .ssh)
                        printf 'home %s\n' "$1"
                        break ;;
                    esac
                done
                siaga_1=$(siaga_mounted "$1")
                [ -z "$siaga_1" ] || printf 'mount %s\n' "$siaga_1"
            }

            """#
}
