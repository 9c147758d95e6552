public import RoomModel

/// What the screens show of one bundle of the app.
public struct BundleSummary: Hashable, Sendable {
    /// Where the version was found.
    public enum VersionSource: Hashable, Sendable {
        /// In the app's `version.txt`.
        case file
        /// In the name of the archive or folder.
        case name
        /// On the command line.
        case given
    }

    /// Files of one role.
    public struct Part: Hashable, Sendable {
        let count: Int
        let examples: [String]

        /// Creates a part.
        ///
        /// - Parameters:
        ///   - count: How many files.
        ///   - examples: The names of some of them.
        public init(count: Int, examples: [String] = []) {
            self.count = count
            self.examples = examples
        }
    }

    let id: String
    let name: String
    let version: String
    let target: String
    let size: ByteCount
    let fixed: Part
    let setting: Part
    let volatile: Part
    let archive: String?
    let code: String

    /// Creates a summary.
    ///
    /// - Parameters:
    ///   - id: Name, version and target in one word.
    ///   - name: The app's name.
    ///   - version: Its version.
    ///   - target: `windows-x86_64`; empty for all PCs.
    ///   - size: The bytes of all files.
    ///   - fixed: The files that are the program.
    ///   - setting: The files that the school sets.
    ///   - volatile: The files that the app writes.
    ///   - archive: The SHA-256 of the archive; nil for a folder.
    ///   - code: The content's code, to be compared by eye.
    public init(
        id: String,
        name: String,
        version: String,
        target: String,
        size: ByteCount,
        fixed: Part,
        setting: Part,
        volatile: Part,
        archive: String?,
        code: String
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.target = target
        self.size = size
        self.fixed = fixed
        self.setting = setting
        self.volatile = volatile
        self.archive = archive
        self.code = code
    }

    var fileCount: Int { fixed.count + setting.count + volatile.count }
}
