/// What a pull runs on a POSIX PC; both scripts run in dash, bash and busybox, and change nothing there.
enum PullScripts {
    /// Names, sizes and hashes of what is below a file or folder (`$2`).
    ///
    /// Links below it are not followed; what a push has staged is no file. A folder that cannot be looked into is told by
    /// its name; `R`: some part could not be looked through. What tools say on stderr is no name.
    static let survey = #"""
        from=$2
        [ -e "$from" ] || { say E missing; exit 0; }
        if [ -d "$from" ]; then
            cd "$from" || { say E folder; exit 0; }
            top=.; say K folder
        else
            cd "${from%/*}/" || { say E folder; exit 0; }
            top=./${from##*/}; say K file
        fi
        look() { find -H "$top" -name '.siaga-*' -prune -o "$@"; }
        look -type d -exec sh -c '
            for d; do [ -r "$d" ] && [ -x "$d" ] || printf "%s\n" "$d"; done' sh {} + 2>/dev/null |
            head -n 50 | sed "s|^|$n U |"
        { look -type d -print 2>/dev/null || say R; } | sed "s|^|$n D |"
        look -type f -print 2>/dev/null | sed "s|^|$n N |"
        look -type f -perm -100 -print 2>/dev/null | sed "s|^|$n X |"
        look -type f -exec wc -c {} + 2>/dev/null | sed "s|^|$n W |"
        look -type f -exec $siaga_hash {} + 2>/dev/null | sed "s|^|$n H |"
        say O "$(look ! -type f ! -type d -print 2>/dev/null | wc -l)"
        """#

    /// The bytes of files, one behind the other: `$2` as above; stdin: `OFFSET COUNT PATH` lines.
    ///
    /// What a file lacks, because it has become shorter, is made up with zeroes: the next one begins where it should,
    /// and the hash tells.
    static let fetch = #"""
        from=$2
        if [ -d "$from" ]; then cd "$from" || exit 1; else cd "${from%/*}/" || exit 1; fi
        while IFS= read -r line; do
            offset=${line%% *}; line=${line#* }
            count=${line%% *}; path=${line#* }
            { tail -c "+$((offset + 1))" "$path" 2>/dev/null; cat /dev/zero; } 2>/dev/null </dev/null |
                head -c "$count"
        done
        """#
}
