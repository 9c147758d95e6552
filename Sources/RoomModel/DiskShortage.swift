/// What a disk of this machine lacks for something that is to be kept there.
public struct DiskShortage: Hashable, Sendable {
    /// The bytes still to come.
    public let needs: ByteCount
    /// What is free now.
    public let free: ByteCount
    /// What is to stay free.
    public let kept: ByteCount

    /// Creates a shortage.
    public init(needs: ByteCount, free: ByteCount, kept: ByteCount) {
        self.needs = needs
        self.free = free
        self.kept = kept
    }
}
