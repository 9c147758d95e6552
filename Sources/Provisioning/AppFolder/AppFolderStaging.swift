/// The shell text that makes a new folder beside the app's, whole and verified, without touching the app's own.
///
/// Its arguments: path, key, the folder of a former run or nothing, the new folder's name, delivery, owner or nothing.
/// Its input: orders, a line each, then, where the delivery is `gzip` or `plain`, an archive with `plan`
/// (``AppFileList/text``) and the missing files below `new/`. A PC without `tar` runs it twice: `loose` makes the folders
/// for files that come one by one, `loaded` finds them there, and `plan` under the name `list`; `spoilt` says why one of
/// them could not be written, and clears a full disk.
/// ```
/// x PATH          remove a file that a former run left unfinished
/// o PATH, t PATH  copy from the app's folder to the new one; n PATH: from the new one
/// f PATH          a foreign file that comes along; e PATH: an empty folder; l PATH, a TARGET: a link
/// p PATH          a file that will come by itself
/// .               the end; without it nothing is done
/// ```
/// On stdout it says `staged NAME`, or `error WORD WHAT`. What lies in the folder of Siaga:
/// ```
/// for-KEY    which list the files are for        plan, lists/   while it works
/// new/       the new folder                      ready          the key, once every hash was right
/// installed  HASH PATH of the judged files and those of former versions, to tell foreign files from them
/// verified   what `stat` said of the files then, where none is foreign: for the measurement right behind
/// ```
enum AppFolderStaging {
    /// The whole text.
    static let script =
        AppFolderShell.looking + AppFolderShell.walking + copying + beginning + building + verifying

    /// - `app_unwritten WORD WHAT`: ends, by the fault of the disk that the current folder is on where it has one.
    /// - `app_stop WORD WHAT`: ends as well, from within Siaga's folder; on a full disk what cannot be finished is removed,
    ///   so that the PC can be used.
    /// - `app_make_parent FOLDER`: makes what is missing of it, from the nearest folder that exists, through no link.
    /// - `app_take LIST`: where somebody else may write in the app's folder, puts a second name of each file of the list into
    ///   `take/`, which nobody else gets to: what is no file there, a link to one of root's for instance, is left out.
    ///   `app_from` is where the files are to be copied from.
    /// - `app_copy LIST`: copies the files of the list from the app's folder, as they are, by what the PC has for that;
    ///   and no hard link stays, because the app updates itself and must not write into the version that is kept.
    /// - `app_inside FOLDER`: goes to a folder of the new one, through no link, and makes what is missing on the way.
    /// - `app_folders LIST`: gives the folders of those files owner and mode, which not every cp(1) does.
    private static let copying = #"""
        app_unwritten() {
            app_fault=$(siaga_disk)
            [ -z "$app_fault" ] || app_fail "$app_fault" "$app_base"
            app_fail "$@"
        }
        app_stop() {
            app_fault=$(siaga_disk)
            case $app_fault in
            '') app_fail "$@" ;;
            read-only) ;;
            *) cd "$app_base/" && siaga_remove "$app_work" ;;
            esac
            app_fail "$app_fault" "$app_base"
        }
        app_make_parent() {
            app_above=$1
            while [ -n "$app_above" ] && ! app_exists "$app_above"; do
                app_above=${app_above%/*}
            done
            cd -P "${app_above:-/}" 2>/dev/null && [ "$(siaga_pwd)" = "${app_above:-/}" ] || app_fail link "$app_above"
            app_guard
            app_rest=${1#"$app_above"}
            while [ -n "$app_rest" ]; do
                app_rest=${app_rest#/}
                app_part=${app_rest%%/*}
                app_rest=${app_rest#"$app_part"}
                (umask 022 && mkdir "./$app_part") && cd -P "./$app_part" || app_unwritten write "$1"
            done
        }
        app_take() {
            app_from=$app_base/$app_tree
            [ -n "$app_taking" ] || return 0
            app_from=$app_base/$app_work/take
            [ -d take ] || mkdir take || return 1
            awk -F/ '{
                above = $1
                for (part = 2; part <= NF; part++) {
                    if (!(above in seen)) print above
                    seen[above] = 1
                    above = above "/" $part
                }
            }' "$1" | while IFS= read -r app_part; do
                mkdir -p "./take/$app_part" || exit 1
                APP_PART=$app_part awk '{
                    path = $0
                    sub(/\/[^\/]*$/, "", path)
                    if (path == ENVIRON["APP_PART"]) print "." substr($0, length(path) + 1)
                }' "$1" >lists/part
                app_part=${app_part#.}
                (
                    cd -P "$app_base/$app_tree$app_part" && [ "$(siaga_pwd)" = "$app_base/$app_tree$app_part" ] || exit 1
                    [ ! -s "$app_from/../lists/part" ] || tr '\n' '\0' <"$app_from/../lists/part" |
                        xargs -0 sh -c 'exec ln -f -- "$@" "$0"' "$app_from$app_part/" || exit 1
                    # A folder with odd rights is closed all the same by the one that it is in.
                    chown "$(stat -c %u:%g .)" "$app_from$app_part" && chmod "00$(stat -c %a .)" "$app_from$app_part"
                ) || exit 1
            done || return 1
            find take ! -type d ! -type f -exec rm -f {} +
        }
        app_copy() {
            [ -s "$1" ] || return 0
            app_take "$1" || return 1
            app_into=$app_base/$app_work/new
            (
                cd -P "$app_from" && [ "$(siaga_pwd)" = "$app_from" ] || exit 1
                tr '\n' '\0' <"$app_into/../$1" |
                    xargs -0 sh -c 'exec cp -p --parents --reflink=auto -- "$@" "$0"' "$app_into" 2>/dev/null &&
                    exit 0
                if command -v tar >/dev/null 2>&1; then
                    tar -cf - -T "$app_into/../$1" | tar -xpf - -C "$app_into" || exit 1
                else
                    while IFS= read -r path; do
                        mkdir -p "$app_into/${path%/*}" && cp -p "$path" "$app_into/$path" || exit 1
                    done <"$app_into/../$1"
                fi
            )
        }
        app_inside() {
            cd new || return 1
            app_rest=$1
            while [ -n "$app_rest" ]; do
                app_part=${app_rest%%/*}
                case $app_rest in */*) app_rest=${app_rest#*/} ;; *) app_rest= ;; esac
                [ ! -L "./$app_part" ] || return 1
                app_made=
                [ -d "./$app_part" ] || { mkdir "./$app_part" && app_made=yes; } || return 1
                cd -P "./$app_part" || return 1
                [ -z "$app_made" ] || [ -z "$app_owner" ] || chown -h "$app_owner" . || return 1
            done
        }
        app_folders() {
            [ -s "$1" ] || return 0
            app_into=$app_base/$app_work/new
            (
                cd -P "$app_from" && [ "$(siaga_pwd)" = "$app_from" ] || exit 1
                awk -F/ '{
                    above = $1
                    for (part = 2; part < NF; part++) {
                        above = above "/" $part
                        if (!(above in seen)) print above
                        seen[above] = 1
                    }
                }' "$app_into/../$1" | while IFS= read -r path; do
                    chown "$(stat -c %u:%g "$path")" "$app_into/$path" 2>/dev/null
                    chmod "$(stat -c %a "$path")" "$app_into/$path" || exit 1
                done
            )
        }

        """#

    /// Makes the folder, or takes over that of a former run under a new name, and unpacks what is missing.
    private static let beginning = #"""
        app_path=$1 app_key=$2 app_resume=$3 app_work=$4 app_packing=$5 app_owner=$6
        app_make_parent "${app_path%/*}"
        app_enter "$app_path" || app_fail link "$app_path"
        app_guard
        app_look
        case $app_target in foreign-link | other) app_fail "$app_target" ;; esac
        for work in ."$app_name".siaga-*; do
            [ "$work" != "$app_resume" ] && app_mine "$work" || continue
            [ ! -e "$work/swap" ] || app_fail swap "$work"
            [ "$work/tree" != "$app_tree" ] && ! app_exists "$work/old" || continue
            if app_exists "$work/new" || app_exists "$work/left" || [ ! -e "$work/installed" ]; then
                siaga_remove "$work" || app_fail left "$app_base/$work"
            fi
        done
        if [ -n "$app_resume" ]; then
            app_mine "$app_resume" && [ -e "$app_resume/for-$app_key" ] && [ ! -e "$app_resume/swap" ] &&
                mv "$app_resume" "$app_work" || app_fail lost "$app_resume"
        else
            mkdir "$app_work" && printf '' >"$app_work/for-$app_key" && (umask 022 && mkdir "$app_work/new") ||
                app_unwritten write "$app_work"
        fi
        cd "$app_work" && rm -rf plan lists ready take && mkdir lists || app_unwritten write "$app_work"
        app_step begun
        printf '' >lists/carry && printf '' >lists/copies && printf '' >lists/odd || app_stop write "$app_work"
        kind=
        while IFS= read -r line; do
            kind=${line%% *} path=./${line#* }
            case $kind in
            f) printf '%s\n' "$path" >>lists/carry ;;
            e | l | a) printf '%s\n' "$line" >>lists/odd ;;
            o | n | t) printf '%s\n' "$line" >>lists/copies ;;
            x) rm -f "new/$path" ;;
            p) mkdir -p "new/${path%/*}" && rm -f "new/$path" || app_stop write "$app_work" ;;
            .) break ;;
            esac
        done
        [ "$kind" = . ] || app_fail cut
        app_step told
        umask 022
        case $app_packing in
        gzip) gzip -dc | tar -xomf - ;;
        plain) tar -xomf - ;;
        loose)
            # Files come by their paths, as root.
            [ -z "$siaga_other" ] || app_fail tool tar
            rm -f list
            echo "staged $app_work"
            exit 0 ;;
        loaded)
            siaga_find_hash || app_fail tool sha256sum
            said=$($siaga_hash <list) && [ "${said%% *}" = "$app_key" ] && mv list plan ;;
        spoilt) app_stop write "$app_work" ;;
        esac || app_stop unpack
        app_step unpacked
        [ -s plan ] || app_fail cut
        app_taking=
        [ -z "$app_tree" ] || ! (cd "$app_base/" && siaga_shared "./$app_tree") || app_taking=yes
        sed -n 's/^o /.\//p' lists/copies >lists/sources
        app_from=$app_base/$app_tree
        [ ! -s lists/sources ] || app_take lists/sources || app_stop copy
        while IFS= read -r line; do
            case $line in
            "o "*) source=$app_from/${line#* } ;;
            "n "*) source=new/${line#* } ;;
            "t "*)
                target=new/${line#* }
                mkdir -p "${target%/*}"
                cp --reflink=auto "$source" "$target" 2>/dev/null || cp "$source" "$target" || app_stop copy ;;
            esac
        done <lists/copies
        app_step copied

        """#

    /// Brings the rest from the app's folder: what is the same, what the app writes itself, what is foreign.
    private static let building = #"""
        (cd new && find . -type f) >lists/have
        if [ -n "$app_tree" ]; then
            (cd -P "$app_base/$app_tree" && app_find -type f -print)
        fi >lists/there
        {
            sed 's/^/m /' plan
            sed 's/^/h /' lists/have
            sed 's/^/f /' lists/carry
            sed 's/^/o /' lists/there
        } | awk '
            $1 == "m" && $2 == "file" {
                path = $0
                sub(/^m file [^ ]* [^ ]* [^ ]* /, "", path)
                path = "./" path
                if ($5 == "v") carry[path] = 1; else judged[path] = 1
                print path >"lists/" ($4 == "x" ? "programs" : "files")
                next
            }
            { path = substr($0, 3) }
            $1 == "h" { have[path] = 1 }
            $1 == "f" { carry[path] = 1 }
            $1 == "o" && path in carry { print path >"lists/carried"; next }
            $1 == "o" && path in judged && !(path in have) { print path >"lists/kept" }'
        app_copy lists/kept || app_stop copy
        app_step kept
        sed -n 's/^folder //p' plan | while IFS= read -r path; do
            mkdir -p "new/$path" || exit 1
        done || app_stop write "$app_work"
        sed -n '/^link /p; /^to /p' plan >lists/links || app_stop write "$app_work"
        while IFS= read -r line; do
            case $line in
            "link "*) link=new/${line#* } ;;
            "to "*)
                mkdir -p "${link%/*}"
                rm -f "$link"
                ln -s "${line#* }" "$link" || app_stop write "$app_work" ;;
            esac
        done <lists/links
        if [ -z "$app_owner" ] && [ "$app_me" = 0 ] && [ -n "$app_tree" ]; then
            app_owner=$(stat -c %u:%g "$app_base/$app_tree")
        fi
        (
            cd new || exit 1
            find . -type d -exec chmod u+rwx,go+rx {} +
            for list in files:644 programs:755; do
                [ ! -s "../lists/${list%:*}" ] ||
                    tr '\n' '\0' <"../lists/${list%:*}" | xargs -0 sh -c 'chmod "$0" "$@" 2>/dev/null; :' "${list#*:}"
            done
            [ -z "$app_owner" ] || chown -R -h "$app_owner" .
        ) || app_fail owner "$app_owner"
        app_copy lists/carried && app_folders lists/carried || app_stop copy
        while IFS= read -r line; do
            path=${line#* }
            case $line in
            "e "*)
                rights=$(cd -P "$app_base/$app_tree/$path" && [ "$(siaga_pwd)" = "$app_base/$app_tree/$path" ] &&
                    stat -c '%u:%g %a' .)
                (
                    app_inside "$path" || exit 1
                    [ -n "$rights" ] || exit 0
                    chown "${rights% *}" . 2>/dev/null
                    chmod "00${rights#* }" .
                ) ;;
            "l "*) link=$path ;;
            "a "*)
                (
                    case $link in */*) app_inside "${link%/*}" ;; *) cd new ;; esac || exit 1
                    link=./${link##*/}
                    app_exists "$link" && exit
                    ln -s -- "$path" "$link" || exit 1
                    [ -z "$app_owner" ] || chown -h "$app_owner" "$link"
                ) ;;
            esac || app_stop write "$app_work"
        done <lists/odd

        """#

    /// Compares every judged file with the list, and writes `ready` when all of it is on the disk.
    private static let verifying = #"""
        app_step built
        siaga_find_hash || app_fail tool sha256sum
        (cd new && app_digests) >lists/digests
        { sed 's/^/h /' lists/digests; sed 's/^/m /' plan; } | awk '
            $1 == "h" { hash[substr($0, 68)] = $2; next }
            $2 == "file" && $5 != "v" {
                path = $0
                sub(/^m file [^ ]* [^ ]* [^ ]* /, "", path)
                if (!(path in hash)) print "cut", path
                else if (hash[path] != $3) print "changed", path
            }
            END { print "." }' >lists/wrong
        read -r wrong <lists/wrong
        [ "$wrong" = . ] || app_stop "${wrong%% *}" "${wrong#* }"
        app_step verified
        rm -f verified
        [ -s lists/carry ] || [ -s lists/odd ] || (cd new && app_stats) >verified || app_stop write "$app_work"
        rm -rf lists take
        app_sync
        {
            sed -n 's/^file \([^ ]*\) [^ ]* j /\1 /p' plan
            cd "$app_base/" && app_given
        } | sort -u >installed &&
            printf '%s\n' "$app_key" >ready && app_sync || app_stop write "$app_work"
        rm -rf plan
        app_step ready
        echo "staged $app_work"
        """#
}
