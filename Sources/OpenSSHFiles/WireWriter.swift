/// Builds the data types of the SSH protocol (RFC 4251 §5), one after the other.
public struct WireWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// Begins with nothing.
    public init() {}

    /// Adds one byte.
    public mutating func byte(_ value: UInt8) {
        bytes.append(value)
    }

    /// Adds a `uint32`, big endian.
    public mutating func uint32(_ value: UInt32) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Adds a `string`: its length as `uint32`, then its bytes.
    public mutating func string(_ value: some Collection<UInt8>) {
        uint32(UInt32(value.count))
        bytes.append(contentsOf: value)
    }

    /// Adds an `mpint` that is not negative: without leading zeros, but for one where the first bit is set.
    public mutating func unsigned(_ value: some Collection<UInt8>) {
        let digits = Array(value.drop { $0 == 0 })
        string((digits.first ?? 0) >= 0x80 ? [0] + digits : digits)
    }
}
