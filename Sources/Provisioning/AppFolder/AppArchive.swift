public import Bundles
public import RoomModel

/// The files that PCs lack, as one file on the controller: a tar that every PC's `tar` unpacks, best within gzip.
public struct AppArchive: Hashable, Sendable {
    /// Where it is.
    public let path: String
    /// Its own bytes.
    public let size: ByteCount
    /// How it is packed.
    public let packing: Packing
}
