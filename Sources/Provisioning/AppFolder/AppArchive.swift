public import RoomModel

/// The files that PCs lack, as one file on the controller: a tar that every PC's `tar` unpacks, best within gzip.
public struct AppArchive: Hashable, Sendable {
    /// How it is packed.
    public enum Packing: String, Hashable, Sendable {
        /// gzip (RFC 1952), which every Linux unpacks.
        case gzip
        /// Not at all: for contents that are compressed already, and for a PC without gzip.
        case plain
    }

    /// Where it is.
    public let path: String
    /// Its own bytes.
    public let size: ByteCount
    /// How it is packed.
    public let packing: Packing
}
