public import RoomModel

/// A file on the controller that goes as it is to a PC without `tar`.
public struct AppLooseFile: Hashable, Sendable {
    /// Where it is.
    public let source: String
    /// Where it goes, below the folder of Siaga on the PC.
    public let path: String
    /// Its bytes.
    public let size: ByteCount
}
