/// Why a step will not change a PC, although something differs there.
public struct StepRefusal: Hashable, Sendable, Codable {
    /// The reason.
    public enum Code: String, Hashable, Sendable, Codable, CaseIterable {
        /// The step cannot work on Windows yet.
        case notYetOnWindows = "not-yet-on-windows"
        /// What is written is gone after a restart.
        case frozen
        /// The account may not do it.
        case noRight = "no-right"
        /// Not even the account that `sudo` gave may do it.
        case noRightBySudo = "no-right-by-sudo"
        /// The disk is mounted read-only.
        case readOnlyDisk = "read-only-disk"
        /// The disk takes no files more, whatever their size.
        case noInodes = "no-inodes"
        /// The PC lacks a tool.
        case missingTool = "missing-tool"
        /// Something of another kind is there: a folder where a file belongs, or the other way round.
        case inTheWay = "in-the-way"
        /// A link is on the way, and may lead anywhere.
        case link
        /// Several accounts may write in a folder on the way, and could lead the work anywhere.
        case openFolder = "open-folder"
        /// The system's folder, a person's, or one on the way to those: nothing takes its place.
        case protectedFolder = "protected-folder"
        /// A disk is mounted there, or below.
        case mountPoint = "mount-point"
        /// A folder with something in it that is neither the app nor anything Siaga brought.
        case strangeFolder = "strange-folder"
        /// A folder that has something in it, and nobody said that it may go with that.
        case notEmpty = "not-empty"
        /// The folder it belongs into is not there.
        case noFolder = "no-folder"
        /// The disk is too full.
        case noSpace = "no-space"
        /// A newer version is there.
        case newer
        /// Nothing of that name is known on the PC: a unit, a package, a program.
        case unknownObject = "unknown-object"
        /// Nobody is logged in on whose screen it could happen.
        case nobodyLoggedIn = "nobody-logged-in"
        /// Another program that changes the PC is at it.
        case busy
        /// The bundle has no variant for such a PC.
        case noVariant = "no-variant"
        /// No former version is kept to go back to.
        case nothingKept = "nothing-kept"
        /// What an earlier run began still runs there.
        case workRuns = "work-runs"
    }

    /// The reason.
    public let code: Code
    /// What it is about: a path, a tool, a version; safe for a terminal.
    public let detail: String?
    /// Whether ``detail`` is the beginning of what the PC said alone.
    public var isCut: Bool { cut ?? false }
    /// Nil where nothing is missing, so that records of old read as they did.
    private let cut: Bool?

    /// Creates a refusal.
    public init(_ code: Code, _ detail: String? = nil) {
        self.code = code
        let excerpt = detail?.excerpt(limit: 160)
        self.detail = excerpt?.text
        cut = excerpt?.isCut == true ? true : nil
    }
}
