/// What a push runs on a POSIX PC; all scripts run in dash, bash and busybox.
enum PushScripts {
    /// Looks what is there and changes nothing: `$2` the folder, `$3` who pushes; stdin: `f PATH` and `d PATH` lines.
    ///
    /// What somebody else's push that still runs has staged is left out. One of the same controller's own is taken over:
    /// where a cable was pulled, the PC may wait for the rest for hours.
    static let survey =
        destination + #"""
            to=$2; owner=$3; make=
            command -v tar >/dev/null 2>&1 || say T
            arrive "$to"
            ! siaga_sealed || refuse read-only "$(siaga_pwd)"
            [ -w . ] && [ -x . ] || refuse folder
            say D "${PWD%/}/$left"
            set -- $(df -Pk . 2>/dev/null | tail -n 1)
            say F "${4-}"
            set -- $(df -Pi . 2>/dev/null | tail -n 1)
            say G "${2-} ${4-}"
            [ -z "$left" ] || exit 0
            files() { for f in *; do [ -f "$f" ] && [ ! -L "$f" ] && printf './%s\0' "$f"; done; }
            for d in .siaga-*; do
                [ -d "$d" ] && [ ! -L "$d" ] || continue
                (
                    enter "$d" 2>/dev/null && siaga_own || exit
                    pid=; who=
                    { read -r pid who <./.owner; } 2>/dev/null
                    [ "$who" != "$owner" ] && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && exit
                    say P "$d"
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

    /// Goes to the folder (`$2`) and into a staging folder there: `$3` a new one's name, `$4` one that an earlier run left,
    /// or nothing; `$6`: who pushes.
    ///
    /// Staging is of mode 0700, so that from here on nobody else decides what `.` is. `..` is the folder: to move
    /// a folder that one may not write in is not allowed to anybody but root.
    private static let staging =
        destination + #"""
            to=$2; stage=$3; old=$4; owner=$6; umask 022; make=1
            arrive "$to"
            taken=
            if [ -n "$old" ] && [ -d "./$old" ] && [ ! -L "./$old" ] && [ -O "./$old" ] &&
                mv "./$old" "./$stage" 2>/dev/null; then
                taken=1
            else
                mkdir -m 700 "./$stage" || refuse_here
            fi
            enter "$stage" && siaga_own && chmod 700 . || refuse folder
            if [ -n "$taken" ]; then
                { read -r pid who <./.owner; } 2>/dev/null && [ "$who" = "$owner" ] && kill "$pid" 2>/dev/null
                rm -rf ./.list ./.ok ./.copy
            fi
            echo "$$ $owner" >./.owner || refuse_here

            """#

    /// Makes a staging folder for a PC without `tar`: words as above; stdin: names that are written anew.
    ///
    /// Says where it is, unless that is another account's folder, which nothing is sent to as root.
    static let stage =
        staging + #"""
            while IFS= read -r name; do rm -f "./$name"; done
            # Siaga sends as root, and this may be another account's folder.
            [ -n "$siaga_other" ] || say B "$PWD"
            """#

    /// Takes one file in: `$2` the folder, `$3` the staging folder's name, `$4` the file's; stdin: its bytes.
    static let receive =
        destination + #"""
            make=
            arrive "$2"
            [ -z "$left" ] && enter "$3" && siaga_own || refuse folder
            umask 077; set -C
            cat >"./$4" || refuse_here
            """#

    /// Takes an archive in and puts what verifies into its place: words as above, and `$5`: nothing, or that all is staged
    /// and no archive comes.
    ///
    /// stdin: `d PATH`, `m STAGED PATH` (move) and `c STAGED PATH` (copy) lines, one of `.`, the archive.
    ///
    /// A file is staged under a name that nobody can guess, on the volume it goes to; it gets to
    /// its path by a rename, from within the folder it goes to. What arrived stays staged for the next run where not all of
    /// it did; `Z` says what kept the rest from being written: the disk's fault, or what tar said last.
    static let apply =
        staging + #"""
            mkdir ./.ok || refuse_here
            whole=
            while IFS= read -r line; do
                [ "$line" = . ] && { whole=1; break; }
                printf '%s\n' "$line"
            done >./.list || refuse_here
            [ -n "$whole" ] || exit 1
            if [ -n "$5" ]; then
                for f in *-644; do [ -f "$f" ] && chmod 644 "./$f"; done
                for f in *-755; do [ -f "$f" ] && chmod 755 "./$f"; done
            else
                said=$({ tar -x -o -f - 2>&1 >/dev/null || echo tar failed; } | sed -n '/^tar/p' | tail -n 3)
                case $said in *'tar failed'*) say Z "$(siaga_disk)" "$(printf '%s\n' "$said" | head -n 1)" ;; esac
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
                    [ "$h" = "${p%%-*}" ] || continue
                    printf '' >"./.ok/$p" || { say Z "$(siaga_disk)"; break; }
                done
            # Without -T, which POSIX has not, mv follows a link to a folder that somebody puts there just then.
            echo >./.a
            flat=; mv -fT ./.a ./.b 2>/dev/null && flat=T
            # On Linux the staged files have a name for which no folder above is asked either.
            from=/proc/$$/cwd
            [ -e "$from/.list" ] || from=$PWD
            missing=
            while IFS= read -r line; do
                kind=${line%% *}; p=${line#* }
                if [ "$kind" != d ]; then
                    s=${p%% *}; p=${p#* }
                    [ -e "./.ok/$s" ] || { say M "$p"; missing=1; continue; }
                fi
                if [ "$kind" = c ]; then
                    cp -p "./$s" ./.copy || { say W "$p"; continue; }
                    s=.copy
                fi
                (
                    go .. || { say W "$p"; exit; }
                    case $p in
                    */*)
                        enter "${p%/*}"
                        case $? in 0) ;; 2) say L "$p"; exit ;; *) say W "$p"; exit ;; esac
                        ;;
                    esac
                    name=./${p##*/}
                    if [ -L "$name" ]; then
                        say L "$p"
                    elif [ "$kind" = d ]; then
                        [ -d "$name" ] || mkdir "$name" || [ -d "$name" ] || say W "$p"
                    elif [ -d "$name" ]; then
                        say X "$p"
                    else
                        mv -f$flat "$from/$s" "$name" && say I "$p" || say W "$p"
                    fi
                )
            done <./.list
            [ -n "$missing" ] || { go .. && rm -rf "./$stage"; }
            """#
}
