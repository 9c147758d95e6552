import RoomModel

extension ByteCount {
    /// A whole number of bytes, 0 to 2^53, the largest that JScript counts exactly; else nil.
    ///
    /// - Parameter value: A JSON number.
    init?(_ value: JSONValue?) {
        guard let bytes = value?.number.flatMap({ Int64(exactly: $0) }) else { return nil }
        self.init(exactly: bytes)
    }
}
