public import LocalFiles
public import RoomModel
import Synchronization

/// How much a pull may bring onto this controller's disk, over all its PCs together.
///
/// What a PC announced is set aside before its first byte comes, so that PCs side by side never count on the same room.
/// Asking blocks on the disk: it belongs off the cooperative pool.
public final class PullAllowance: Sendable {
    private struct Count {
        /// Set aside, not here yet.
        var awaited = ByteCount.zero
        /// On this disk.
        var arrived = ByteCount.zero
    }

    private let most: ByteCount
    private let disk: DiskSpace
    private let copies: Int64
    private let count = Mutex(Count())

    /// How many bytes may come between two looks at the disk, which others fill too.
    static let stride: Int64 = 8 << 20

    /// An allowance.
    ///
    /// - Parameters:
    ///   - most: The most bytes that come in all (default: 10 GiB).
    ///   - disk: The disk they come to (default: 1 GiB of it stays free).
    ///   - copies: How often each byte is kept there in the end, above 0 (default: once).
    public init(most: ByteCount = .gibibytes(10), disk: DiskSpace = DiskSpace(), copies: Int64 = 1) {
        self.most = most
        self.disk = disk
        self.copies = copies
    }

    /// Sets room aside, or says why there is none.
    func reserve(_ size: ByteCount, at path: String) -> TransferRefusal? {
        guard size > .zero else { return nil }
        return count.withLock { count in
            let used = count.awaited + count.arrived
            guard used + size <= most else {
                return .pastLimit(size: size, used: used, most: most)
            }
            if let shortage = disk.shortage(for: kept(count.awaited + size), at: path) {
                return .noSpaceHere(shortage)
            }
            count.awaited += size
            return nil
        }
    }

    /// Bytes that were set aside are on the disk.
    func arrive(_ bytes: Int64) {
        count.withLock { count in
            count.awaited = count.awaited - ByteCount(bytes: bytes)
            count.arrived += ByteCount(bytes: bytes)
        }
    }

    /// Bytes that were set aside do not come any more.
    func release(_ size: ByteCount) {
        count.withLock { $0.awaited = $0.awaited - size }
    }

    /// Whether what is to stay free is being eaten, by this pull or by others.
    func shortage(at path: String) -> DiskShortage? {
        guard let shortage = disk.shortage(for: .zero, at: path) else { return nil }
        return DiskShortage(needs: awaited, free: shortage.free, kept: shortage.kept)
    }

    /// What is lacking where the disk took no more.
    func fullness(at path: String) -> DiskShortage { disk.fullness(for: awaited, at: path) }

    private var awaited: ByteCount { kept(count.withLock(\.awaited)) }

    private func kept(_ size: ByteCount) -> ByteCount {
        ByteCount(exactly: size.bytes, unit: copies) ?? .most
    }
}
