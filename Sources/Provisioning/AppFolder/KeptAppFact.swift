import Facts
import Remoting
import RoomModel

/// Which version of the exam app is in its folder, and which one is kept beside it.
struct KeptAppFact: Fact {
    /// What was found.
    struct Reading: Hashable, Sendable {
        /// What is at the app's path.
        var target: AppFolderState.Target?
        /// The version there, as it spells itself; nil: none is told.
        var version: String?
        /// The versions that are kept, empty where one does not say.
        var kept: [String] = []
        /// A folder on the way that several accounts may change.
        var openFolder: String?
        /// Whose own folder it is.
        var home: String?
        /// Where a disk is mounted, in the folder or at it.
        var mountPoint: String?
        /// The folders of swaps that were cut off.
        var unfinishedSwaps: [String] = []
    }

    /// The app's folder.
    let path: String
    /// The file in it that says the version.
    let versionFile: String

    static let id = "app.kept"

    var arguments: [String] { [path, versionFile] }

    static let fragments = Fragments(
        posix: PosixFolder.shell + PosixPlace.shell + AppFolderShell.looking + telling
    )

    private static let telling = #"""
        app_version() {
            printf '%s %s\n' "$1" "$(dd if="$2" bs=64 count=1 2>/dev/null | tr -cd '[:alnum:]._+~-')"
        }
        for tool in dd env id ls readlink stat tr; do
            command -v "$tool" >/dev/null 2>&1 || { echo "$tool"; return 69; }
        done
        if ! app_enter "$1"; then
            echo 'target absent'
            return 0
        fi
        if siaga_safe; then
            :
        elif [ "$app_me" = 0 ] && [ -n "$siaga_who" ]; then
            app_me=$siaga_who
        else
            printf 'open %s\n' "$siaga_open"
        fi
        siaga_place "$1"
        app_look
        echo "target $app_target"
        [ -z "$app_tree" ] || app_version version "./$app_tree/$2"
        for work in ."$app_name".siaga-*; do
            app_mine "$work" || continue
            [ ! -e "$work/swap" ] || echo "swap $work"
            ! app_exists "$work/old" || app_version kept "$work/old/$2"
        done
        """#

    func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var reading = Reading()
        for line in output.lines {
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            let rest = words.count > 1 ? String(words[1]).safe(limit: 80) : ""
            switch words[0] {
            case "target":
                guard reading.target == nil, let target = AppFolderState.Target(rawValue: rest) else {
                    throw output.unreadable()
                }
                reading.target = target
            case "version": reading.version = rest.isEmpty ? nil : rest
            case "kept": reading.kept.append(rest)
            case "open": reading.openFolder = rest
            case "home": reading.home = rest
            case "mount": reading.mountPoint = rest
            case "swap": reading.unfinishedSwaps.append(rest)
            default: throw output.unreadable()
            }
        }
        guard reading.target != nil else { throw output.unreadable() }
        return reading
    }
}
