import RoomModel

/// Which of the exam app's files are in its folder.
public struct ApplicationFilesFact: Fact {
    /// What was found.
    public enum Reading: Hashable, Sendable {
        /// The folder itself is not there.
        case noFolder
        /// The folder is there; one word a file, in the order asked.
        case files([FilePresence])
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

    /// `app.files`.
    public static let id = "app.files"

    /// The folder, then the files.
    public var arguments: [String] { [folder] + files }

    /// One line for the folder, then one a file: its number and a word of ``FilePresence``.
    public static let fragments = Fragments(
        posix: FilePresence.shell + #"""

            folder=$1
            shift
            siaga_presence "$folder"
            echo "folder $presence"
            [ "$presence" = folder ] || return 0
            number=0
            for file; do
                number=$((number + 1))
                siaga_presence "$folder/$file"
                echo "$number $presence"
            done
            """#
    )

    /// Reads the words; every file must have been answered exactly once.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        guard let lines = try output.lines(inside: folder) else { return .noFolder }
        guard lines.count == files.count else { throw output.unreadable() }
        var found: [FilePresence] = []
        for (number, line) in zip(1..., lines) {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, words[0] == "\(number)",
                let presence = FilePresence(rawValue: String(words[1]))
            else { throw output.unreadable() }
            found.append(presence)
        }
        return .files(found)
    }
}
