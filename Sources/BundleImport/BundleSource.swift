/// Where a bundle comes from, on this controller.
public enum BundleSource: Hashable, Sendable {
    /// An archive.
    case archive(path: String)
    /// An unpacked folder.
    case folder(path: String)
}
