import RoomModel

extension ByteCount {
    /// A whole number of bytes, 0 to 2^53, the largest that JScript counts exactly; else nil.
    ///
    /// - Parameter value: A JSON number.
    init?(_ value: JSONValue?) {
        guard let number = value?.number, let bytes = Int64(exactly: number), (0...1 << 53).contains(bytes)
        else {
            return nil
        }
        self.init(bytes: bytes)
    }
}
