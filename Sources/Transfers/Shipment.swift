public import Bundles
public import RoomModel

/// Files and folders of this controller that go to PCs, each with its hash.
public struct Shipment: Sendable {
    /// One file.
    public struct File: Hashable, Sendable {
        /// Below the folder it goes to, parts joined by `/`.
        public let path: String
        /// Where it is on this controller.
        let source: String
        /// Its bytes.
        public let size: Int64
        /// Their hash.
        public let hash: ContentHash
        /// Whether it is a program: 0755 on the PC, else 0644.
        let isExecutable: Bool

        /// What it is called on a PC before it is in its place; files alike in content and mode are sent once.
        var stagedName: String { "\(hash)-\(mode)" }

        /// Its mode on the PC.
        var mode: String { isExecutable ? "755" : "644" }
    }

    /// The files, in order of their paths.
    public let files: [File]
    /// The folders, upper ones first; made with mode 0755 where they are missing.
    let folders: [String]
    /// Links, devices and the like, which stay behind.
    let leftOut: Int

    /// How much that is.
    public var count: FileCount {
        FileCount(files: files.count, size: ByteCount.sum(files.map(\.size)))
    }
}
