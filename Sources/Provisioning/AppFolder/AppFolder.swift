public import Bundles

/// The exam app's folder as it must be on a PC.
public struct AppFolder: Hashable, Sendable {
    /// How the app's path leads to its files.
    public enum Layout: String, Hashable, Sendable, CaseIterable {
        /// The path is the folder itself; two renames change it.
        case folder
        /// The path is a link to the folder; one rename changes it.
        case link
    }

    /// What becomes of files in the folder that neither the bundle nor a former installation brought.
    public enum ForeignFiles: String, Hashable, Sendable, CaseIterable {
        /// They come along.
        case keep
        /// They stay behind with the former version.
        case remove
    }

    /// From the root, without `.`, `..`, double slashes, control characters and a slash at the end.
    public let path: String
    /// What is to be in it.
    public let manifest: Manifest
    /// How the path leads to the files (default: the folder itself).
    public let layout: Layout
    /// What becomes of foreign files (default: they come along).
    public let foreignFiles: ForeignFiles
    /// Whose the files are to be, `account` or `account:group`; nil: whose the folder is, else the login account's.
    public let owner: String?
    /// The file of the app that says its version, relative to the folder (default `version.txt`).
    public let versionFile: String
    /// Whether the folder may be exchanged whatever is in it (default: only where something of the app, or of Siaga's, is).
    public let replacesAnything: Bool
    /// The manifest as the scripts read it.
    let list: AppFileList

    /// The last part of the path.
    var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

    /// What is in front of that, without the slash.
    var parent: String { String(path.dropLast(name.count + 1)) }

    /// Where ExamBrowser says its version.
    public static let usualVersionFile = "version.txt"

    /// Creates the folder.
    ///
    /// - Returns: nil for a path that is not plain, or is the root.
    public init?(
        path: String,
        manifest: Manifest,
        layout: Layout = .folder,
        foreignFiles: ForeignFiles = .keep,
        owner: String? = nil,
        versionFile: String = AppFolder.usualVersionFile,
        replacesAnything: Bool = false
    ) {
        guard AppFolderPath(path) != nil else { return nil }
        self.path = path
        self.manifest = manifest
        self.layout = layout
        self.foreignFiles = foreignFiles
        self.owner = owner
        self.versionFile = versionFile
        self.replacesAnything = replacesAnything
        list = AppFileList(manifest)
    }
}
