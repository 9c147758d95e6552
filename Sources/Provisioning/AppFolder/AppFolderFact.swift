import Bundles
public import Facts
import Remoting
import RoomModel

/// What is in the exam app's folder on a PC, and what former installations left beside it.
///
/// Where every judged file, link and folder is exactly as in the bundle, and nothing else is there, the PC says so in one
/// word; else it tells all files with their hashes. Either way each byte there was read; except within ten minutes of an
/// installation, whose own reading counts as long as no file's i-node, size or time of change is another.
public struct AppFolderFact: Fact {
    /// The folder and what must be in it.
    public let folder: AppFolder

    /// Creates the fact.
    public init(_ folder: AppFolder) {
        self.folder = folder
    }

    /// `app.folder`.
    public static let id = "app.folder"

    /// 2 minutes: about 200 MB (the app's size) twice, the app and a half-sent one, from a disk that reads 5 MB/s.
    public static let limit = Duration.seconds(120)

    /// The path, the list's key, the digest of the judged files, what is not judged, and the version file.
    public var arguments: [String] {
        let list = folder.list
        return [
            folder.path, list.key.description, list.judgedDigest.description, list.exceptions,
            folder.versionFile,
        ]
    }

    /// Prints the records that ``AppFolderState`` reads, several a line, set apart by tabs.
    public static let fragments = Fragments(
        posix: PosixFolder.shell + PosixPlace.shell + AppFolderShell.looking + AppFolderShell.walking
            + listing + measuring
    )

    /// Reads the records.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> AppFolderState {
        guard output.lines.last == "end" else { throw output.unreadable() }
        var state = AppFolderState()
        for line in output.lines.dropLast() {
            for record in line.split(separator: "\t", omittingEmptySubsequences: false) {
                // The record that makes no sense, not the beginning of thousands of others.
                guard state.read(record) else {
                    throw Unmeasured(.nonsense(record.description.excerpt(limit: 160)))
                }
            }
        }
        guard state.isWhole else { throw output.unreadable() }
        if !state.isSame { state.difference = state.difference(from: folder.manifest) }
        return state
    }

    /// - `app_list`: one record a file, link, folder or other thing of the current folder.
    /// - `app_judged`: of those records, and the exceptions in front of them, the sorted lines that the digest is of.
    /// - `app_pack`: as many records on a line as the probe takes.
    private static let listing = #"""
        app_list() {
            {
                printf '%s\n' "$app_gifts" | sed 's/^/=/'
                app_digests
                echo
                app_find -type f -exec stat -c '%a %s %n' {} +
            } | awk '
                !listed && $0 == "" { listed = 1; next }
                !listed && /^=/ { given[substr($0, 2)] = 1; next }
                !listed { hash[substr($0, 66)] = substr($0, 1, 64); next }
                {
                    path = $0
                    sub(/^[0-7]+ [0-9]+ \.\//, "", path)
                    found = (path in hash) ? hash[path] : "-"
                    print (found " " path in given) ? "g" : "f", found, $1, $2, path
                }'
            app_find -type l -exec sh -c '
                for link; do
                    target=$(readlink "$link")
                    case $target in
                    *[[:cntrl:]]*) printf "o %s\n" "${link#./}" ;;
                    *) printf "l %s\nt %s\n" "${link#./}" "$target" ;;
                    esac
                done' sh {} +
            app_find -type d -print | sed -n 's/^\.\//d /p'
            app_find ! -type f ! -type d ! -type l -print | sed 's/^\.\//o /'
            find . -name '*[[:cntrl:]]*' -prune -exec sh -c '
                for path; do
                    printf "o %s\n" "$(printf "%s" "${path#./}" | tr "[:cntrl:]" "?")"
                done' sh {} +
        }
        app_judged() {
            awk '
                !listed && $0 == "" { listed = 1; next }
                !listed { if ($1 == "v") volatile[substr($0, 3)] = 1; else folder[substr($0, 3)] = 1; next }
                $1 == "d" { delete folder[substr($0, 3)]; next }
                $1 == "f" || $1 == "g" {
                    path = $0
                    sub(/^[fg] [^ ]* [^ ]* [^ ]* /, "", path)
                    if (path in volatile) next
                    mode = "?"
                    if ($3 ~ /^[57][57][57]$/) mode = "x"
                    if ($3 ~ /^[46][46][46]$/) mode = "-"
                    print $2, mode, path
                    next
                }
                $1 == "l" { link = $0; next }
                $1 == "t" { print link "\t" substr($0, 3); next }
                { print }
                END { for (path in folder) print "missing", path }' | sort
        }
        app_pack() {
            awk '
                length($0) > 1700 { $0 = "o " substr($0, 1, 200) }
                length(line) + length($0) > 1800 { print line; line = "" }
                { line = line == "" ? $0 : line "\t" $0 }
                END { if (line != "") print line }'
        }

        """#

    private static let measuring = #"""
        missing=
        for tool in awk chmod chown cmp cp dd env find head id ln ls mkdir mv readlink rm rmdir sed sort stat sync tr xargs; do
            command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
        done
        siaga_find_hash || missing="$missing sha256sum"
        if [ -n "$missing" ]; then
            printf '%s\n' $missing
            return 69
        fi
        command -v gzip >/dev/null 2>&1 || echo plain
        command -v tar >/dev/null 2>&1 || echo loose
        app_path=$1 app_key=$2 app_expected=$3 app_exceptions=$4 app_version=$5
        above=${app_path%/*}
        while [ -n "$above" ] && ! app_exists "$above"; do
            above=${above%/*}
        done
        above=${above:-/}
        if ! cd -P "$above" 2>/dev/null && [ -d "$above" ]; then
            echo "$above"
            return 77
        fi
        if [ ! -d "$above" ] || [ "$(siaga_pwd)" != "$above" ]; then
            printf 'blocked %s\ntarget absent\nend\n' "$above"
            return 0
        fi
        # Root works in one other account's folder as that account.
        if siaga_safe; then
            :
        elif [ "$app_me" = 0 ] && [ -n "$siaga_who" ]; then
            app_me=$siaga_who
        else
            printf 'open %s\n' "$siaga_open"
        fi
        siaga_place "$app_path"
        if siaga_sealed; then echo sealed; elif [ ! -w . ]; then echo read-only; fi
        if ! app_enter "$app_path"; then
            printf 'target absent\nend\n'
            return 0
        fi
        app_look
        echo "target $app_target"
        staged= swap= app_verified=
        for work in ."$app_name".siaga-*; do
            app_exists "$work" || continue
            if ! app_mine "$work"; then
                echo "alien $(printf '%s' "$work" | tr '[:cntrl:]' '?')"
                continue
            fi
            if [ -e "$work/swap" ]; then
                swap=yes
                echo "swap $work"
            fi
            if [ -e "$work/for-$app_key" ] && [ -f "$work/verified" ] && ! app_exists "$work/new" &&
                [ -n "$(find "./$work/verified" -mmin -10)" ]; then
                app_verified=$app_base/$work/verified
            fi
            if app_exists "$work/old"; then
                echo "kept $(dd if="$work/old/$app_version" bs=64 count=1 2>/dev/null | tr -cd '[:alnum:]._+~-')"
            elif [ -e "$work/for-$app_key" ] && [ -d "$work/new" ] && [ ! -L "$work/new" ]; then
                staged=$work
            fi
        done
        if [ -n "$swap" ]; then
            echo end
            return 0
        fi
        if [ -n "$app_tree" ]; then
            if [ "$app_target" = folder ]; then
                [ -w "./$app_name" ] || echo read-only
                [ "$(stat -c %d "./$app_name")" = "$(stat -c %d .)" ] || echo volume
            fi
            app_gifts=$(app_given)
            cd -P "./$app_tree" && [ "$(pwd -P)" = "$app_base/$app_tree" ] || return 1
            if ! find . >/dev/null 2>&1; then
                echo "$app_path"
                return 77
            fi
            if [ -n "$app_verified" ] && app_stats | cmp -s - "$app_verified"; then
                printf 'same\nend\n'
                return 0
            fi
            listing=$(app_list)
            digest=$({
                [ -z "$app_exceptions" ] || printf '%s\n' "$app_exceptions"
                echo
                [ -z "$listing" ] || printf '%s\n' "$listing"
            } | app_judged | $siaga_hash)
            if [ "${digest%% *}" = "$app_expected" ]; then
                printf 'same\nend\n'
                return 0
            fi
            [ -z "$listing" ] || printf '%s\n' "$listing" | app_pack
            cd "$app_base/" || return 1
        fi
        if [ -n "$staged" ]; then
            echo "staged $staged"
            cd -P "$staged/new" || return 1
            app_digests | sed 's/^/s /' | app_pack
        fi
        echo end
        """#
}
