import RoomModel

/// Why work on an app's folder did not come to its end on a PC; the app there is a whole version all the same.
public struct AppFolderFailure: Error, Hashable, Sendable {
    /// What happened.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The stream of files broke off, or a file did not arrive.
        case cut
        /// The files did not unpack.
        case unpack
        /// A file could not be copied.
        case copy
        /// A file is not what it was when the PC was measured, or what was sent.
        case changed
        /// The disk is full; what was begun is removed.
        case full
        /// The disk takes no files more, whatever their size; what was begun is removed.
        case noInodes = "no-inodes"
        /// The disk is mounted read-only.
        case readOnlyDisk = "read-only"
        /// Something could not be written.
        case write
        /// A rename was refused; nothing is exchanged.
        case rename
        /// Several accounts may change a folder on the way.
        case open
        /// What is left of an earlier version cannot be removed, and nothing more is put beside it.
        case left
        /// The new version is in place; what is left of an earlier one cannot be removed.
        case placedLeft = "placed-left"
        /// There is no such account on the PC, or only root may give files away.
        case owner
        /// A link is on the way now.
        case link
        /// A link that Siaga did not make is at the app's path now.
        case foreignLink = "foreign-link"
        /// Something that is no folder is at the app's path now.
        case other
        /// Siaga's folder is not there any more, or not as it was left: another run took it.
        case lost
        /// A swap was cut off and must be finished first.
        case swap
        /// No version is kept.
        case nothingKept = "nothing-kept"
        /// The version that was kept is not as it was put away.
        case keptChanged = "kept-changed"
        /// Several swaps were cut off, or several versions are kept.
        case several
        /// No swap was cut off.
        case noSwap = "no-swap"
        /// The PC lacks a tool.
        case tool
        /// It was not seen to end.
        case endNotSeen = "end-not-seen"
    }

    /// What happened.
    public let code: Code
    /// What it is about: a path, a tool; safe for a terminal.
    public let detail: String
    /// What the PC's tools said last; safe for a terminal, often empty.
    public let said: String

    /// Creates a failure.
    public init(_ code: Code, _ detail: String = "", said: String = "") {
        self.code = code
        self.detail = detail.safe(limit: 160)
        self.said = said.safe(limit: 160)
    }
}
