import Crypto
import Glibc
import LocalFiles

/// The bytes of one content, open for reading; blocks, so not for the cooperative pool.
public final class StoredContent {
    /// How many bytes there are.
    public let size: Int64
    private let file: Descriptor
    private let path: String

    /// Opens a file; a link is not followed.
    ///
    /// - Throws: ``BundleError`` when it cannot be read or is no ordinary file.
    static func open(_ path: String) throws(BundleError) -> StoredContent {
        try of(path, O_RDONLY | O_NOFOLLOW)
    }

    /// The content of an open file.
    ///
    /// - Throws: ``BundleError`` when it is no ordinary file.
    package static func of(_ file: Descriptor, _ path: String) throws(BundleError) -> StoredContent {
        var status = stat()
        guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            errno = EINVAL
            throw .unreadable(path)
        }
        return StoredContent(file, path, size: Int64(status.st_size))
    }

    private static func of(_ path: String, _ flags: CInt) throws(BundleError) -> StoredContent {
        let file: Descriptor
        do throws(OrdinaryFile.Refusal) {
            file = try Descriptor(opening: path, flags)
        } catch {
            throw .unreadable(path, error)
        }
        return try of(file, path)
    }

    private init(_ file: Descriptor, _ path: String, size: Int64) {
        self.file = file
        self.path = path
        self.size = size
    }

    /// Reads on.
    ///
    /// - Parameter buffer: Where the bytes go.
    /// - Returns: How many came; 0 at the end.
    /// - Throws: ``BundleError`` when the disk gives them no more.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(BundleError) -> Int {
        let count = file.read(into: buffer)
        guard count >= 0 else { throw .unreadable(path) }
        return count
    }

    /// All bytes, where there are at most `limit`.
    ///
    /// - Throws: ``BundleError`` when the disk gives them no more.
    public func bytes(limit: Int) throws(BundleError) -> [UInt8]? {
        guard size <= limit else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                file.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
            }
            guard count > 0 else { throw .unreadable(path) }
            filled += count
        }
        return bytes
    }

    /// The hash of what is read from here to the end, or of so many bytes of it.
    public func hash(first limit: Int64 = .max) throws(BundleError) -> ContentHash {
        var hasher = SHA256()
        var left = limit
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let wanted = Int(min(Int64(buffer.count), left))
            let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
            guard count > 0 else { return ContentHash(hasher.finalize()) }
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            left -= Int64(count)
        }
    }

    /// The hash of the file at `path`, and its size.
    ///
    /// - Parameters:
    ///   - path: The file; a link is followed.
    ///   - limit: Only so many bytes from its beginning are hashed (default: all).
    /// - Returns: The hash, and the size of all of it.
    /// - Throws: ``BundleError`` when it cannot be read.
    public static func hash(
        ofFile path: String,
        first limit: Int64 = .max
    ) throws(BundleError) -> (hash: ContentHash, size: Int64) {
        let content = try of(path, O_RDONLY)
        return (try content.hash(first: limit), content.size)
    }
}
