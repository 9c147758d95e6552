/// Reads the data types of the SSH protocol (RFC 4251 §5) off the front of some bytes.
///
/// Every read answers nil once the bytes run out, so that a length from a stranger can never reach past the end.
public struct WireReader: Sendable {
    private var rest: ArraySlice<UInt8>

    /// Reads `bytes` from the beginning.
    public init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    /// Whether everything was read.
    public var isAtEnd: Bool { rest.isEmpty }

    /// Reads one byte.
    public mutating func byte() -> UInt8? {
        rest.popFirst()
    }

    /// Reads a `uint32`, big endian.
    public mutating func uint32() -> UInt32? {
        guard let bytes = take(4) else { return nil }
        return bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads a `string`: a `uint32` of length and that many bytes of any kind.
    public mutating func string() -> [UInt8]? {
        let start = rest
        guard let length = uint32(), let bytes = take(Int(length)) else {
            rest = start
            return nil
        }
        return Array(bytes)
    }

    /// Reads a `string` that must be UTF-8.
    public mutating func text() -> String? {
        string().flatMap { String(validating: $0, as: UTF8.self) }
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
