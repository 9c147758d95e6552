import Bundles
public import RoomModel

/// What an installation would do to the exam app's folder on a PC: decided from what was measured there alone.
public enum AppFolderPlan: Hashable, Sendable {
    /// The folder is as it must be. Foreign files in it, if any.
    case nothing(foreign: [String])
    /// A swap of a former run was cut off: it is finished first, then the PC is measured again.
    case finishSwap
    /// This is to be done.
    case work(AppFolderWork)
    /// Nothing is done, and why.
    case refused(Refusal)

    /// Why nothing is done although the folder differs.
    public enum Refusal: Hashable, Sendable {
        /// The app updated itself to a version newer than the bundle's.
        case newer(String)
        /// The new version does not fit beside the old one.
        case noSpace(needed: ByteCount, free: ByteCount)
        /// The account may not write there.
        case readOnly
        /// The disk of this folder is mounted read-only.
        case readOnlyDisk(String)
        /// A link is at this path, and may lead anywhere.
        case link(String)
        /// Something that is no folder is at this path.
        case inTheWay(String)
        /// The folder is a volume of its own and cannot be exchanged by renaming.
        case ownVolume
        /// Another disk is mounted below the folder.
        case mounted(String)
        /// The folder is the system's, or a person's.
        case reserved(String)
        /// Several accounts may change this folder, which is on the way.
        case open(String)
        /// The folder holds something that is neither the app nor came by Siaga.
        case strange(String)
        /// Two swaps were cut off, or a folder that is not Siaga's has its kind of name.
        case unclear(String)
    }

    /// What is known of the PC besides the folder's state.
    public struct Surroundings: Hashable, Sendable {
        /// What the app's version file says; nil: nothing, or no such file.
        public var version: String?
        /// The free space on the disk with the folder.
        public var free: ByteCount

        /// Creates the record.
        public init(version: String?, free: ByteCount) {
            self.version = version
            self.free = free
        }
    }

    /// Decides.
    ///
    /// - Parameters:
    ///   - folder: What must be there.
    ///   - state: What is there.
    ///   - surroundings: What else was measured.
    ///   - allowsDowngrade: Whether an older version may take the place of a newer one (default: no).
    public init(
        _ folder: AppFolder,
        _ state: AppFolderState,
        in surroundings: Surroundings,
        allowsDowngrade: Bool = false
    ) {
        if let refusal = Self.refusal(folder, state) {
            self = .refused(refusal)
            return
        }
        guard state.unfinishedSwaps.isEmpty else {
            self = .finishSwap
            return
        }
        guard !state.isSame else {
            self = .nothing(foreign: [])
            return
        }
        let work = AppFolderWork(folder, state, version: surroundings.version)
        guard !work.isEmpty else {
            self = .nothing(foreign: work.foreign)
            return
        }
        if let version = surroundings.version.flatMap({ BundleVersion($0) }), !allowsDowngrade,
            folder.manifest.id.version < version
        {
            self = .refused(.newer(version.description))
        } else if surroundings.free < work.space {
            self = .refused(.noSpace(needed: work.space, free: surroundings.free))
        } else {
            self = .work(work)
        }
    }

    /// What forbids any work, whatever is to be done; a folder that is as it must be needs none.
    private static func refusal(_ folder: AppFolder, _ state: AppFolderState) -> Refusal? {
        if let blocked = state.blocked { return .link(blocked) }
        switch state.target {
        case .foreignLink: return .link(folder.path)
        case .other: return .inTheWay(folder.path)
        case .absent, .folder, .link, nil: break
        }
        if let reserved = ReservedPath(folder.path, for: .whole) { return .reserved(reserved.folder) }
        if let home = state.home { return .reserved(home) }
        guard !state.isSame else { return nil }
        if state.unfinishedSwaps.count > 1 { return .unclear(state.unfinishedSwaps.joined(separator: ", ")) }
        if state.isVolume { return .ownVolume }
        if let disk = state.mountPoint { return disk == folder.path ? .ownVolume : .mounted(disk) }
        if state.isDiskReadOnly { return .readOnlyDisk(folder.parent) }
        if !state.isWritable { return .readOnly }
        if let open = state.openFolder { return .open(open) }
        if !folder.replacesAnything, state.isStrange(to: folder.manifest, versionFile: folder.versionFile) {
            return .strange(folder.path)
        }
        return nil
    }
}
