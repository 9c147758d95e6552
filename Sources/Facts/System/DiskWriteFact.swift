import RoomModel

/// Whether the pupils' account may write into a folder, proved by doing it.
///
/// A file with an unpredictable name is created, never following a link (`O_EXCL`), and deleted again, as that account:
/// by root, or by `sudo -n`. The account Siaga logs in with is never taken in its place.
public struct DiskWriteFact: Fact {
    /// What was seen.
    public enum Reading: Hashable, Sendable {
        /// A file was written and is gone again.
        case written
        /// The account could not write.
        case refused
    }

    /// `disk.write`.
    public static let id = "disk.write"

    /// The folder.
    public let path: String
    /// The account that is tried.
    public let account: String

    /// Creates the fact.
    ///
    /// - Parameters:
    ///   - path: An absolute path of a folder.
    ///   - account: The pupils' account (`student_user`).
    public init(path: String, account: String) {
        self.path = path
        self.account = account
    }

    /// Path and account.
    public var arguments: [String] { [path, account] }

    /// Prints `written`, `refused`, `full`, `absent` (the folder) or `stranger` (no such account).
    ///
    /// With `set -C` a shell opens a new file with `O_EXCL` (POSIX.1-2017 §2.7.2): what is in the way stays.
    public static let fragments = Fragments(
        posix: #"""
            for tool in id mktemp; do
                command -v "$tool" >/dev/null && continue
                echo "$tool"
                exit 69
            done
            me=$(id -u)
            case $2 in -*) number= ;; *) number=$(id -u "$2") ;; esac
            if [ -z "$number" ]; then
                echo stranger
                exit 0
            fi
            case $1 in
            /*) ;;
            *)
                echo absent
                exit 0 ;;
            esac
            seen=no
            [ ! -d "$1" ] || seen=yes
            try='
                if ! cd "$1"; then
                    if [ "$2" = yes ] || [ -d "$1" ]; then echo refused; else echo absent; fi
                    exit 0
                fi
                name=$(mktemp -u .siaga-XXXXXXXXXXXXXXXX) || exit 1
                umask 077
                (set -C; { echo siaga && [ -s "$name" ] || exit 9; } >"$name")
                case $? in
                0) rm -f "$name" && echo written ;;
                9) rm -f "$name"; echo full ;;
                *) echo refused ;;
                esac'
            if [ "$number" = "$me" ]; then
                sh -c "$try" sh "$1" "$seen"
            elif [ "$me" = 0 ]; then
                if command -v runuser >/dev/null; then
                    runuser -u "$2" -- sh -c "$try" sh "$1" "$seen"
                elif command -v su >/dev/null; then
                    su -s /bin/sh "$2" -c "$try" sh "$1" "$seen"
                else
                    printf '%s\n' runuser su
                    exit 69
                fi
            else
                answer=$(sudo -n -u "$2" -- sh -c "$try" sh "$1" "$seen")
                if [ -z "$answer" ]; then
                    echo sudo
                    exit 77
                fi
                printf '%s\n' "$answer"
            fi
            """#
    )

    /// Reads the one word.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        switch try output.singleLine() {
        case "written": return .written
        case "refused": return .refused
        case "absent": throw Unmeasured(.absent(path.safe(limit: 80)))
        case "stranger": throw Unmeasured(.absent(account.safe(limit: 80)))
        default: throw output.unreadable()
        }
    }
}
