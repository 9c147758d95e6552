/// What a push runs on a POSIX PC; both scripts run in dash, bash and busybox.
enum PushScripts {
    /// Looks what is there and changes nothing: `$2` the folder, `$3` who pushes; stdin: `f PATH` and `d PATH` lines.
    ///
    /// What somebody else's push that still runs has staged is left out. One of the same controller's own is taken over:
    /// where a cable was pulled, the PC may wait for the rest for hours.
    static let survey = #"""
        to=$2; owner=$3
        command -v tar >/dev/null 2>&1 || say T
        up=$to
        while [ ! -e "$up" ] && [ ! -L "$up" ]; do
            case $up in
            ?*/*) up=${up%/*} ;;
            /*) up=/ ;;
            *) up=. ;;
            esac
        done
        [ -d "$up" ] && [ -w "$up" ] && [ -x "$up" ] || { say E folder; exit 0; }
        set -- $(df -Pk "$up" 2>/dev/null | tail -n 1)
        say F "${4-}"
        [ "$up" = "$to" ] || exit 0
        cd "$to" || { say E folder; exit 0; }
        files() { for f in *; do [ -f "$f" ] && [ ! -L "$f" ] && printf './%s\0' "$f"; done; }
        for d in .siaga-*; do
            [ -d "$d" ] && [ ! -L "$d" ] && [ -O "$d" ] || continue
            pid=; who=
            { read -r pid who <"./$d/.owner"; } 2>/dev/null
            [ "$who" != "$owner" ] && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && continue
            say P "$d"
            (
                cd "./$d" || exit
                files | xargs -0 wc -c 2>/dev/null | sed "s|^|$n W |"
                files | xargs -0 $siaga_hash 2>/dev/null | sed "s|^|$n S |"
            )
        done
        while IFS= read -r line; do
            p=${line#? }
            if [ -L "./$p" ]; then
                say L "$p"
            elif [ "${line%% *}" = d ]; then
                if [ -d "./$p" ]; then say K "$p"; elif [ -e "./$p" ]; then say X "$p"; fi
            elif [ -f "./$p" ]; then
                printf './%s\0' "$p"
            elif [ -e "./$p" ]; then
                say X "$p"
            fi
        done | xargs -0 $siaga_hash 2>/dev/null | sed "s|^|$n H |"
        """#

    /// Makes a staging folder for a PC without `tar`: words as below; stdin: names that are written anew.
    static let stage = #"""
        to=$2; stage=$3; old=$4; owner=$6; umask 022
        takeOver() {
            { read -r pid who <"./$stage/.owner"; } 2>/dev/null && [ "$who" = "$owner" ] && kill "$pid" 2>/dev/null
            rm -rf "./$stage/.list" "./$stage/.ok"
        }
        mkdir -p "$to" 2>/dev/null
        cd "$to" || { say E folder; exit 0; }
        if [ -n "$old" ] && [ -d "$old" ] && [ ! -L "$old" ] && [ -O "$old" ] && mv "$old" "$stage" 2>/dev/null; then
            takeOver
        else
            (umask 077; mkdir "./$stage") || { say E folder; exit 0; }
        fi
        echo "$$ $owner" >"./$stage/.owner"
        cd "./$stage" || { say E folder; exit 0; }
        while IFS= read -r name; do rm -f "./$name"; done
        """#

    /// Takes an archive in and puts what verifies into its place.
    ///
    /// `$2` the folder, `$3` a new staging folder's name, `$4` one that an earlier run left, or nothing; `$5`: nothing, or
    /// that all is staged and no archive comes; `$6`: who pushes. stdin: `d PATH`,
    /// `m STAGED PATH` (move) and `c STAGED PATH` (copy) lines, one of `.`, the archive.
    ///
    /// A file is staged in a folder of mode 0700 under a name that nobody can guess, on the volume it goes to; it gets to
    /// its path by a rename. What arrived stays staged for the next run where not all of it did.
    static let apply = #"""
        to=$2; stage=$3; old=$4; owner=$6; umask 022
        takeOver() {
            { read -r pid who <"./$stage/.owner"; } 2>/dev/null && [ "$who" = "$owner" ] && kill "$pid" 2>/dev/null
            rm -rf "./$stage/.list" "./$stage/.ok"
        }
        mkdir -p "$to" 2>/dev/null
        cd "$to" || { say E folder; exit 0; }
        if [ -n "$old" ] && [ -d "$old" ] && [ ! -L "$old" ] && [ -O "$old" ] && mv "$old" "$stage" 2>/dev/null; then
            takeOver
        else
            (umask 077; mkdir "./$stage") || { say E folder; exit 0; }
        fi
        echo "$$ $owner" >"./$stage/.owner"
        mkdir "./$stage/.ok" || { say E folder; exit 0; }
        whole=
        while IFS= read -r line; do
            [ "$line" = . ] && { whole=1; break; }
            printf '%s\n' "$line"
        done >"./$stage/.list"
        [ -n "$whole" ] || exit 1
        (
            cd "./$stage" || exit
            if [ -n "$5" ]; then
                for f in *-644; do [ -f "$f" ] && chmod 644 "./$f"; done
                for f in *-755; do [ -f "$f" ] && chmod 755 "./$f"; done
            else
                tar -x -o -f - >&2
            fi
            for f in *.more; do
                [ -f "$f" ] && [ ! -L "$f" ] || continue
                b=${f%.more}
                cat "./$f" >>"./$b" && chmod "${b##*-}" "./$b"
                rm -f "./$f"
            done
            sync
            for f in *; do [ -f "$f" ] && [ ! -L "$f" ] && printf './%s\0' "$f"; done |
                xargs -0 $siaga_hash 2>/dev/null |
                while read -r h p; do
                    p=${p#\*}; p=${p#./}
                    [ "$h" = "${p%%-*}" ] && : >"./.ok/$p"
                done
        )
        missing=
        while IFS= read -r line; do
            kind=${line%% *}; line=${line#* }
            if [ "$kind" = d ]; then
                [ ! -L "./$line" ] || { say L "$line"; exit 0; }
                [ -d "./$line" ] || mkdir "./$line" || [ -d "./$line" ] || say W "$line"
                continue
            fi
            s=${line%% *}; p=${line#* }
            if [ ! -e "./$stage/.ok/$s" ]; then
                say M "$p"; missing=1
            elif [ -L "./$p" ]; then
                say L "$p"
            elif [ -d "./$p" ]; then
                say X "$p"
            elif [ "$kind" = c ]; then
                cp -p "./$stage/$s" "./$stage/.copy" && mv -f "./$stage/.copy" "./$p" && say I "$p" || say W "$p"
            else
                mv -f "./$stage/$s" "./$p" && say I "$p" || say W "$p"
            fi
        done <"./$stage/.list"
        [ -n "$missing" ] || rm -rf "./$stage"
        """#
}
