/// An amount of bytes: disk, memory, transfers.
public struct ByteCount: Hashable, Comparable, Sendable, Codable {
    /// The amount, never negative.
    public let bytes: Int64

    /// Creates an amount; a negative one counts as zero.
    public init(bytes: Int64) {
        self.bytes = max(0, bytes)
    }

    /// 1,024 bytes each (IEC 80000-13).
    public static func kibibytes(_ count: Int64) -> ByteCount { scaled(count, by: 1 << 10) }

    /// 1,024² bytes each.
    public static func mebibytes(_ count: Int64) -> ByteCount { scaled(count, by: 1 << 20) }

    /// 1,024³ bytes each.
    public static func gibibytes(_ count: Int64) -> ByteCount { scaled(count, by: 1 << 30) }

    private static func scaled(_ count: Int64, by unit: Int64) -> ByteCount {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        return ByteCount(bytes: overflow ? .max : product)
    }

    /// Compares the amounts.
    public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    /// Reads a bare number of bytes.
    public init(from decoder: any Decoder) throws {
        try self.init(bytes: Int64(from: decoder))
    }

    /// Writes a bare number of bytes.
    public func encode(to encoder: any Encoder) throws {
        try bytes.encode(to: encoder)
    }
}
