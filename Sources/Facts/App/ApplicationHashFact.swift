import RoomModel

/// The SHA-256 of files of the exam app.
public struct ApplicationHashFact: Fact {
    /// What became of one file.
    public enum Digest: Hashable, Sendable {
        /// Its SHA-256, 64 lower-case hexadecimal digits.
        case sha256(String)
        /// It is not there.
        case absent
        /// The account may not read it.
        case hidden
    }

    /// What was found.
    public enum Reading: Hashable, Sendable {
        /// The folder itself is not there.
        case noFolder
        /// The folder is there; one digest a file, in the order asked.
        case files([Digest])
    }

    /// The app's folder.
    public let folder: String
    /// The files, relative to the folder, with `/`.
    public let files: [String]

    /// Creates the fact.
    public init(folder: String, files: [String]) {
        self.folder = folder
        self.files = files
    }

    /// `app.hash`.
    public static let id = "app.hash"

    /// 25 seconds: about 200 MB (the app's size) from a hard disk that reads 20 MB/s, with time to spare.
    public static let limit = Duration.seconds(25)

    /// The folder, then the files.
    public var arguments: [String] { [folder] + files }

    /// The first tool that hashes nothing to SHA-256's known value (FIPS 180-4 example) hashes the files.
    public static let fragments = Fragments(
        posix: FilePresence.shell + #"""

            for tool in sha256sum 'shasum -a 256' 'openssl dgst -sha256 -r' 'busybox sha256sum' 'sha256 -q'; do
                said=$($tool </dev/null 2>/dev/null)
                [ "${said%% *}" != e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 ] || break
                tool=
            done
            [ -n "$tool" ] || { echo sha256sum; return 69; }
            folder=$1
            shift
            siaga_presence "$folder"
            echo "folder $presence"
            [ "$presence" = folder ] || return 0
            number=0
            for file; do
                number=$((number + 1))
                siaga_presence "$folder/$file"
                case $presence in
                    file | empty)
                        if [ -r "$folder/$file" ]; then
                            said=$($tool <"$folder/$file") || return 1
                            presence=${said%% *}
                        else
                            presence=hidden
                        fi
                        ;;
                esac
                echo "$number $presence"
            done
            """#
    )

    /// Reads the digests; every file must have been answered exactly once.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        guard let lines = try output.lines(inside: folder) else { return .noFolder }
        guard lines.count == files.count else { throw output.unreadable() }
        var digests: [Digest] = []
        for (number, line) in zip(1..., lines) {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, words[0] == "\(number)" else { throw output.unreadable() }
            switch words[1] {
            case "absent", "folder", "other": digests.append(.absent)
            case "hidden": digests.append(.hidden)
            case let hash where hash.utf8.count == 64 && hash.allSatisfy(\.isHexDigit):
                digests.append(.sha256(hash.lowercased()))
            default: throw output.unreadable()
            }
        }
        return .files(digests)
    }
}
