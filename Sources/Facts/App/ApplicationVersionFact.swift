import RoomModel

/// What the exam app's version file says.
public struct ApplicationVersionFact: Fact {
    /// What was found.
    public enum Reading: Hashable, Sendable {
        /// The app's folder is not there.
        case noFolder
        /// The folder is not there: an installation was cut off between its two renames, and its marker is beside it.
        case unfinished
        /// The folder is there, the version file is not.
        case noFile
        /// The first line of the file, trimmed, not yet safe for a terminal; empty when the file says nothing.
        case version(String)
    }

    /// The app's folder.
    public let folder: String
    /// The version file, relative to the folder, with `/`.
    public let file: String

    /// Creates the fact.
    public init(folder: String, file: String) {
        self.folder = folder
        self.file = file
    }

    /// `app.version`.
    public static let id = "app.version"

    /// The folder and the file.
    public var arguments: [String] { [folder, file] }

    /// The file's first 256 bytes in hexadecimal, so that no byte of it can pass for something else.
    public static let fragments = Fragments(
        posix: FilePresence.shell + #"""

            command -v od >/dev/null 2>&1 || { echo od; return 69; }
            siaga_presence "$1"
            echo "folder $presence"
            if [ "$presence" = absent ]; then
                for marker in "${1%/*}/.${1##*/}".siaga-*/swap; do
                    [ ! -e "$marker" ] || { echo unfinished; break; }
                done
            fi
            [ "$presence" = folder ] || return 0
            siaga_presence "$1/$2"
            [ "$presence" != file ] || [ -r "$1/$2" ] || presence=hidden
            echo "file $presence"
            [ "$presence" = file ] || return 0
            echo hex $(od -An -v -tx1 -N256 <"$1/$2")
            """#
    )

    /// Reads the words and the bytes.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        let path = "\(folder)/\(file)"
        if output.lines == ["folder absent", "unfinished"] { return .unfinished }
        guard var lines = try output.lines(inside: folder) else { return .noFolder }
        switch lines.popFirst() {
        case "file file": break
        case "file hidden": throw Unmeasured(.noRight("read \(path.safe())"))
        case "file empty": return .version("")
        case "file absent", "file folder", "file other": return .noFile
        default: throw output.unreadable()
        }
        guard lines.count == 1, let hex = lines.popFirst(), hex.hasPrefix("hex "),
            let bytes = Self.bytes(hexadecimal: hex.dropFirst(4)), !bytes.isEmpty
        else { throw output.unreadable() }
        return .version(VersionFile.firstLine(of: bytes))
    }

    private static func bytes(hexadecimal text: Substring) -> [UInt8]? {
        let text = text.filter { $0 != " " }
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2), digits.count <= 512 else {
            return nil
        }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
