public import Bundles
import RoomModel

/// What is at the exam app's path on a PC, as the PC measured it.
public struct AppFolderState: Hashable, Sendable {
    /// What is at the path itself.
    public enum Target: String, Hashable, Sendable {
        /// Nothing.
        case absent
        /// A folder.
        case folder
        /// Siaga's own link to the app's files.
        case link
        /// A link that Siaga did not make.
        case foreignLink = "foreign-link"
        /// A file or a device.
        case other
    }

    /// One file of the folder.
    public struct File: Hashable, Sendable {
        /// From the folder on.
        public let path: String
        /// Its bytes.
        public let size: Int64
        /// nil: it could not be read.
        public let hash: ContentHash?
        /// Its permissions, chmod(2).
        public let mode: Int
        /// Whether a former installation put it there, and it is as it was.
        public let wasInstalled: Bool
    }

    /// What a former, unfinished run for the same bundle left.
    public struct Staged: Hashable, Sendable {
        /// The name of its folder, beside the app's.
        public let name: String
        /// The hash of each file in it.
        public internal(set) var files: [String: ContentHash] = [:]
    }

    /// What is at the path.
    public internal(set) var target: Target?
    /// Whether it is exactly the bundle; then nothing else was told of its files.
    public internal(set) var isSame = false
    /// Its files.
    public internal(set) var files: [File] = []
    /// Its folders.
    public internal(set) var folders: Set<String> = []
    /// Its links and where they lead.
    public internal(set) var links: [String: String] = [:]
    /// What is neither file, folder nor link, or has a name that no line can hold; safe names.
    public internal(set) var others: [String] = []
    /// What a former run for this bundle left.
    public internal(set) var staged: Staged?
    /// The version that is kept for a rollback, as it spells itself, empty where it does not; nil: none is kept.
    public internal(set) var kept: String?
    /// The folders of swaps that were cut off between their renames; while there are any, nothing else was looked at.
    public internal(set) var unfinishedSwaps: [String] = []
    /// Folders with Siaga's kind of name that are not this account's own; never used, never removed.
    public internal(set) var aliens: [String] = []
    /// The nearest path above the folder that is a link, or no folder.
    public internal(set) var blocked: String?
    /// A folder on the way that several accounts may change.
    public internal(set) var openFolder: String?
    /// Whose own folder the app's is, or is above, as the PC knows its homes.
    public internal(set) var home: String?
    /// Where a disk is mounted, in the app's folder or at it.
    public internal(set) var mountPoint: String?
    /// Whether this account may make the folder there, and rename the one that is there.
    public internal(set) var isWritable = true
    /// Whether the disk that the folder is on, or is to be on, is mounted read-only.
    public internal(set) var isDiskReadOnly = false
    /// Whether the folder is a volume of its own, which cannot be renamed.
    public internal(set) var isVolume = false
    /// Whether the PC can unpack gzip.
    public internal(set) var unpacksGzip = true
    /// Whether the PC can unpack a tar.
    public internal(set) var unpacksTar = true
    /// What the folder lacks to be the bundle, worked out once and for all plans; nil: not yet.
    var difference: FolderDifference?
    /// A link whose target is awaited.
    private var openLink: String?

    /// Whether every record was there that belongs together.
    var isWhole: Bool { target != nil && openLink == nil }

    /// The folders with nothing in them.
    var emptyFolders: [String] {
        var full: Set<Substring> = []
        for path in files.map(\.path) + Array(folders) + Array(links.keys) + others {
            if let end = path.lastIndex(of: "/") { full.insert(path[..<end]) }
        }
        return folders.filter { !full.contains($0[...]) }.sorted()
    }

    /// Whether there is something in the folder, and nothing of it, or beside it, is the app's or came by Siaga.
    ///
    /// - Parameters:
    ///   - manifest: The bundle; one of its judged files is enough.
    ///   - versionFile: The file that says the app's version.
    /// - Returns: Whether somebody should look before it is exchanged.
    func isStrange(to manifest: Manifest, versionFile: String) -> Bool {
        guard target == .folder, !isSame, kept == nil, staged == nil,
            !(files.isEmpty && folders.isEmpty && links.isEmpty && others.isEmpty)
        else { return false }
        let known = Set(manifest.judged.map(\.path) + [versionFile])
        return !files.contains { $0.wasInstalled || known.contains($0.path) }
    }

    /// What the folder lacks to be a bundle.
    func difference(from manifest: Manifest) -> FolderDifference {
        FolderDifference(listing(judgedBy: manifest), to: manifest)
    }

    /// The files as a bundle is compared with.
    ///
    /// A file counts as a program if everybody may run it, as none if nobody may, and as the wrong of both if some may
    /// or if somebody may not read it.
    ///
    /// - Parameter manifest: The bundle.
    /// - Returns: The listing.
    func listing(judgedBy manifest: Manifest) -> FolderListing {
        let wanted = Dictionary(manifest.files.map { ($0.path, $0.isExecutable) }) { first, _ in first }
        return FolderListing(
            files: files.map { file in
                let readable = file.mode & ~0o222 == 0o444
                let runnable = file.mode & ~0o222 == 0o555
                return FolderListing.File(
                    path: file.path,
                    size: file.size,
                    hash: file.hash,
                    isExecutable: readable || runnable ? runnable : !(wanted[file.path] ?? false)
                )
            }
        )
    }

    /// Takes one record in.
    ///
    /// - Returns: false for one that makes no sense.
    mutating func read(_ record: Substring) -> Bool {
        let words = record.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = words.count > 1 ? words[1] : ""
        guard (openLink == nil) == (words[0] != "t") else { return false }
        switch words[0] {
        case "f", "g": return readFile(rest, wasInstalled: words[0] == "g")
        case "s": return readStaged(rest)
        case "d": folders.insert(String(rest))
        case "l": openLink = String(rest)
        case "t":
            if let openLink { links[openLink] = String(rest) }
            openLink = nil
        case "o": others.append(rest.description.safe(limit: 80))
        case "target":
            guard target == nil, let found = Target(rawValue: String(rest)) else { return false }
            target = found
        case "same": isSame = true
        case "staged":
            guard staged == nil else { return false }
            staged = Staged(name: String(rest))
        case "kept": kept = String(rest)
        case "swap": unfinishedSwaps.append(String(rest))
        case "alien": aliens.append(rest.description.safe(limit: 80))
        case "blocked": blocked = rest.description.safe(limit: 160)
        case "open": openFolder = rest.description.safe(limit: 160)
        case "home": home = rest.description.safe(limit: 160)
        case "mount": mountPoint = rest.description.safe(limit: 160)
        case "read-only": isWritable = false
        case "sealed": isDiskReadOnly = true
        case "volume": isVolume = true
        case "plain": unpacksGzip = false
        case "loose": unpacksTar = false
        default: return false
        }
        return true
    }

    /// `HASH MODE SIZE PATH`.
    private mutating func readFile(_ text: Substring, wasInstalled: Bool) -> Bool {
        let words = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count == 4, words[0] == "-" || words[0].utf8.count == 64,
            words[1].utf8.count <= 4, let mode = Int(words[1], radix: 8), mode >= 0,
            let size = ByteCount(digits: words[2])?.bytes, !words[3].isEmpty
        else { return false }
        let path = String(words[3])
        // What is no UTF-8 cannot be named back to the PC.
        guard !path.unicodeScalars.contains("\u{FFFD}") else {
            others.append(path.safe(limit: 80))
            return true
        }
        let hash = ContentHash(String(words[0]))
        files.append(File(path: path, size: size, hash: hash, mode: mode, wasInstalled: wasInstalled))
        return hash != nil || words[0] == "-"
    }

    /// `HASH PATH`.
    private mutating func readStaged(_ text: Substring) -> Bool {
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2, let hash = ContentHash(String(words[0])), staged != nil else { return false }
        staged?.files[String(words[1])] = hash
        return true
    }
}
