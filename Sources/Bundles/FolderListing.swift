/// What is in a PC's app folder: the files with their hashes, as the PC measured them.
public struct FolderListing: Hashable, Sendable {
    /// One file there.
    public struct File: Hashable, Sendable {
        /// From the app's folder on, parts joined by `/`.
        public let path: String
        /// Its bytes.
        public let size: Int64
        /// The hash the PC computed; nil where it was not asked or could not.
        public let hash: ContentHash?
        /// Whether it is a program; nil on Windows.
        public let isExecutable: Bool?

        /// Creates a file.
        public init(path: String, size: Int64, hash: ContentHash?, isExecutable: Bool? = nil) {
            self.path = path
            self.size = size
            self.hash = hash
            self.isExecutable = isExecutable
        }
    }

    /// The files, in any order.
    public let files: [File]

    /// Creates a listing.
    public init(files: [File]) {
        self.files = files
    }
}
