import Glibc
public import RoomModel

/// The room on the disk that a folder of this machine lies on, and how much of it is left alone.
///
/// A disk that is full stops more than what filled it: the record of runs, the desktop, the next exam's files.
public struct DiskSpace: Sendable {
    /// What stays free.
    public let kept: ByteCount
    private let measure: @Sendable (String) -> ByteCount?

    /// Creates the room.
    ///
    /// - Parameters:
    ///   - kept: What stays free (default: 1 GiB).
    ///   - measure: The free space where a path lies; nil where it is not known, which is no reason to refuse
    ///     (default: what the system says).
    public init(
        keeping kept: ByteCount = .gibibytes(1),
        measure: @escaping @Sendable (String) -> ByteCount? = { DiskSpace.free(at: $0) }
    ) {
        self.kept = kept
        self.measure = measure
    }

    /// What this account may still write where `path` lies (`f_bavail`, statvfs(3)); blocks on the disk.
    ///
    /// - Parameter path: A file or folder that is there.
    /// - Returns: The bytes; nil where the system does not say.
    public static func free(at path: String) -> ByteCount? {
        var status = statvfs()
        // A file system that counts no blocks at all, as some in memory or behind FUSE, says nothing by "none free".
        guard statvfs(path, &status) == 0, status.f_blocks > 0, let unit = Int64(exactly: status.f_frsize),
            let blocks = Int64(exactly: status.f_bavail)
        else { return nil }
        return ByteCount(exactly: blocks, unit: unit) ?? .most
    }

    /// What is lacking for bytes to come; nil where there is room, or where nobody knows.
    ///
    /// Blocks on the disk.
    ///
    /// - Parameters:
    ///   - bytes: What is to come.
    ///   - path: A file or folder on the disk meant.
    /// - Returns: Both numbers.
    public func shortage(for bytes: ByteCount, at path: String) -> DiskShortage? {
        guard let free = measure(path), free < bytes + kept else { return nil }
        return DiskShortage(needs: bytes, free: free, kept: kept)
    }

    /// What is lacking where a write already failed for want of room, `ENOSPC`.
    ///
    /// Blocks on the disk.
    ///
    /// - Parameters:
    ///   - bytes: What is still to come.
    ///   - path: A file or folder on the disk meant.
    /// - Returns: Both numbers; a disk that does not say counts as full.
    public func fullness(for bytes: ByteCount, at path: String) -> DiskShortage {
        DiskShortage(needs: bytes, free: measure(path) ?? .zero, kept: kept)
    }
}
