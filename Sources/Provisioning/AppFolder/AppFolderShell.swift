import Remoting

/// The pieces of shell that measuring, staging and swapping an app's folder share: plain POSIX `sh`.
///
/// Everything happens from within the folder that the app's folder is in, by relative names: whoever replaces that folder,
/// or one above it, by a link meanwhile leads nobody astray. What belongs to Siaga there is named
/// `.NAME.siaga-` and 128 random bits, is a folder of the own account, and nobody else may write in it. Where somebody else
/// may write in the app's folder itself, or below it, what root reads there is first put where he does not get to.
enum AppFolderShell {
    /// Makes every PC alike.
    static let settings =
        PosixEnvironment.shell + #"""
            PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin LC_ALL=C
            export PATH LC_ALL
            umask 077
            app_fail() {
                printf 'error %s\n' "$*"
                exit 1
            }
            app_step() { :; }
            app_sync() {
                sync -f . 2>/dev/null || sync
            }

            """#

    /// Ways to look at what is there without following a link.
    ///
    /// - `app_exists PATH`: whether there is anything, be it a link to nothing.
    /// - `app_enter PATH`: goes to the folder PATH is in, unless a link is on the way; `app_name` is PATH's last part.
    /// - `app_guard`: sees to it that nobody but root and this account can change what is in the current folder, or where
    ///   it is.
    /// - `app_mine FOLDER`: whether it is a folder of this account in which nobody else may write.
    /// - `app_given`: `HASH PATH` of whatever Siaga ever brought that is still in use.
    /// - `app_look`: what is at `app_name`: `app_target`, and in `app_tree` where the app's files are.
    static let looking = #"""
        app_exists() {
            [ -e "$1" ] || [ -L "$1" ]
        }
        app_enter() {
            app_parent=${1%/*} app_name=${1##*/}
            app_parent=${app_parent:-/}
            app_base=${app_parent%/}
            cd -P "$app_parent" 2>/dev/null && [ "$(siaga_pwd)" = "$app_parent" ]
        }
        app_guard() {
            siaga_safe || app_fail open "$siaga_open"
        }
        app_me=$(id -u)
        app_mine() {
            [ ! -L "$1" ] && [ -d "$1" ] || return 1
            case $(stat -c '%u %a' "$1") in
            "$app_me 700" | "$app_me 711" | "$app_me 2700" | "$app_me 2711") ;;
            *) return 1 ;;
            esac
        }
        app_given() {
            for given in ."$app_name".siaga-*/installed; do
                ! app_mine "${given%/installed}" || cat "$given"
            done
        }
        app_look() {
            app_tree= app_target=absent
            if [ -L "./$app_name" ]; then
                app_target=foreign-link
                app_link=$(readlink "./$app_name")
                case $app_link in
                ."$app_name".siaga-*/tree)
                    case ${app_link%/tree} in
                    */*) ;;
                    *)
                        if app_mine "${app_link%/tree}" && [ ! -L "$app_link" ] && [ -d "$app_link" ]; then
                            app_target=link app_tree=$app_link
                        fi ;;
                    esac ;;
                esac
            elif [ -d "./$app_name" ]; then
                app_target=folder app_tree=$app_name
            elif [ -e "./$app_name" ]; then
                app_target=other
            fi
        }

        """#

    /// Ways to go through a tree of files.
    ///
    /// Names with control characters cannot stand on a line: they, and what is below them, are left out.
    ///
    /// - `app_find EXPRESSION`: find(1) over the current folder without those.
    /// - `app_stats`: what changes with every write to a file: its i-node, size and times, of which nobody sets the last.
    /// - `app_digests`: `HASH PATH` of each file, by ``PosixDigest``. GNU tools change names with a backslash, so those are hashed one by one.
    static let walking =
        PosixDigest.shell + PosixDisk.shell + FolderRemoval.shell + #"""
            app_find() {
                find . -name '*[[:cntrl:]]*' -prune -o "$@"
            }
            app_stats() {
                app_find ! -type d -exec stat -c '%i %s %y %z %n' {} + | sort
            }
            app_digests() {
                app_find -type f ! -path '*\\*' -exec $siaga_hash {} + 2>/dev/null | sed 's/^\([0-9a-f]*\) [ *]\.\//\1 /'
                app_find -type f -path '*\\*' -exec sh -c '
                    for file; do
                        said=$($0 <"$file") && printf "%s %s\n" "${said%% *}" "${file#./}"
                    done' "$siaga_hash" {} + 2>/dev/null
            }

            """#
}
