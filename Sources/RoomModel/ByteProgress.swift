/// How far the bytes for one PC are.
public struct ByteProgress: Hashable, Sendable {
    /// What is on its way or there.
    public var done: ByteCount
    /// All of it.
    public var whole: ByteCount

    /// Creates the record.
    public init(done: ByteCount, whole: ByteCount) {
        self.done = done
        self.whole = whole
    }

    /// 0 to 100; 100 of nothing.
    public var percent: Int { whole.bytes == 0 ? 100 : Int(done.bytes * 100 / whole.bytes) }
}
