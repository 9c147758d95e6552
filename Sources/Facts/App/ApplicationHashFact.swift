import Remoting
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

    /// One process hashes all files that can be read: a start for each would take longer than the reading.
    public static let fragments = Fragments(
        posix: FilePresence.shell + "\n" + PosixDigest.shell + #"""
            siaga_find_hash 'sha256 -q' || { echo sha256sum; return 69; }
            command -v xargs >/dev/null 2>&1 || { echo xargs; return 69; }
            folder=$1
            shift
            siaga_presence "$folder"
            echo "folder $presence"
            [ "$presence" = folder ] || return 0
            number=0 readable=
            for file; do
                number=$((number + 1))
                siaga_presence "$folder/$file"
                case $presence in
                    file | empty)
                        if [ -r "$folder/$file" ]; then
                            readable="$readable $number"
                            continue
                        fi
                        presence=hidden
                        ;;
                esac
                echo "$number $presence"
            done
            [ -n "$readable" ] || return 0
            hashes=$(
                for number in $readable; do
                    eval "printf '%s\\0' \"\$folder/\${$number}\""
                done | xargs -0 $siaga_hash | while read -r hash name; do echo "${hash#\\}"; done
            )
            set -- $hashes
            for number in $readable; do
                [ $# -gt 0 ] || return 1
                echo "$number $1"
                shift
            done
            [ $# = 0 ] || return 1
            """#
    )

    /// Reads the digests; every file must have been answered exactly once, in any order.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        guard let lines = try output.lines(inside: folder) else { return .noFolder }
        var digests: [Digest?] = Array(repeating: nil, count: files.count)
        for line in lines {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, let number = Int(digits: words[0], in: 1...max(1, files.count)),
                number <= files.count,
                digests[number - 1] == nil
            else { throw output.unreadable() }
            digests[number - 1] =
                switch words[1] {
                case "absent", "folder", "other": .absent
                case "hidden": .hidden
                case let hash where hash.utf8.count == 64 && hash.allSatisfy({ $0.isASCII && $0.isHexDigit }):
                    .sha256(hash.lowercased())
                default: throw output.unreadable()
                }
        }
        guard lines.count == files.count else { throw output.unreadable() }
        return .files(digests.compactMap(\.self))
    }
}
