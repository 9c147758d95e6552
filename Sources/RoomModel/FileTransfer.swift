/// How many files, and how many bytes they have.
public struct FileCount: Hashable, Sendable {
    /// The files.
    public var files: Int
    /// Their bytes.
    public var size: ByteCount

    /// Creates a count.
    public init(files: Int = 0, size: ByteCount = ByteCount(bytes: 0)) {
        self.files = files
        self.size = size
    }

    /// Counts one file more.
    public mutating func add(size more: Int64) {
        files += 1
        size += ByteCount(bytes: more)
    }
}

/// What was moved between the controller and one PC.
public struct TransferTally: Hashable, Sendable {
    /// Everything that was to be there.
    public var whole = FileCount()
    /// What is in its place now because of this run; its SHA-256 was compared at both ends.
    public var moved = FileCount()
    /// What was in its place before, with the same SHA-256.
    public var same = FileCount()
    /// Links, devices and the like, which are left out.
    public var leftOut = 0

    /// Creates a tally of nothing.
    public init() {}

    /// Whether every file is in its place.
    public var isWhole: Bool { moved.files + same.files == whole.files }
}

/// One file that is not in its place, and why.
public struct FileProblem: Hashable, Sendable {
    /// Why.
    public enum Reason: Hashable, Sendable {
        /// A folder has the file's name, or a file a folder's.
        case inTheWay
        /// A link lies on the way; none is followed.
        case link
        /// The PC does not let the account read it.
        case unreadable
        /// It could not be written; the system's words, untrusted.
        case unwritable(String)
        /// The disk took no more.
        case disk(DiskFault)
        /// The bytes that arrived are not those of the other end: it changed meanwhile, or a disk is faulty.
        case different
        /// Its name leads out of the folder, or holds what no name may.
        case badName
        /// The disk takes it for the file named.
        case sameName(String)
    }

    /// The file, below the folder that was asked for; untrusted.
    public let path: String
    /// Why.
    public let reason: Reason

    /// Creates a problem.
    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

/// Why nothing at all can be moved to or from a PC that lets Siaga in.
public enum TransferRefusal: Hashable, Sendable {
    /// It has nothing that computes SHA-256.
    case noHashTool
    /// What was asked for is not there.
    case missing
    /// The folder cannot be used: no folder, or not to be written.
    case folder
    /// On the way to the folder this link lies, which another account can change; untrusted.
    case link(String)
    /// On the way to this folder, or in it, several accounts may write, and could lead the files anywhere.
    case open(String)
    /// The folder is the system's.
    case reserved(String)
    /// What is written is gone after a restart.
    case frozen
    /// The disk takes nothing at this folder; untrusted.
    case disk(DiskFault, String)
    /// Not enough space.
    case noSpace(needs: ByteCount, has: ByteCount)
    /// The disk takes fewer files more than there are to come, whatever their size.
    case noInodes(needs: Int, has: Int)
    /// Not enough space on this controller's disk; what is in its place is whole.
    case noSpaceHere(DiskShortage)
    /// With it more would come than one run may bring; `used` is what others of the run brought or were promised.
    case pastLimit(size: ByteCount, used: ByteCount, most: ByteCount)
    /// More files than are moved at once.
    case tooMany
    /// The PC is of a kind that this is not done on yet.
    case platform
    /// Its answer makes no sense.
    case unclear(String)
}

/// What became of a transfer on one PC.
public enum TransferOutcome: Hashable, Sendable {
    /// What came up while files moved.
    public enum Hindrance: Hashable, Sendable {
        /// The exam app was opened.
        case examOpen
        /// A session of the timetable began.
        case inSession
    }

    /// Every file is in its place, compared by SHA-256 at both ends.
    case complete(TransferTally)
    /// Some files are not, each with its reason.
    case partial(TransferTally, [FileProblem])
    /// The run was stopped; what is in its place is whole.
    case stopped(TransferTally)
    /// The exam app runs or may run there; nothing was done.
    case examOpen
    /// A session of the timetable runs; nothing was done.
    case inSession
    /// It was broken off; what is in its place is whole, and what arrived besides is used by the next run.
    case brokenOff(Hindrance)
    /// Nothing can be moved.
    case refused(TransferRefusal)
    /// The PC was not reached, or lost on the way; what arrived is used by the next run.
    case notReached(Unreached)
}
