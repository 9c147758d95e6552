/// An amount of bytes: disk, memory, transfers; from none to ``most``.
///
/// Sums and differences stop at these ends and never trap, whatever a PC says its files are.
public struct ByteCount: Hashable, Comparable, AdditiveArithmetic, Sendable, Codable {
    /// The amount, 0 to 2^53.
    public let bytes: Int64

    /// 8 PiB, 2^53 bytes: the largest whole number that JSON and JScript count exactly (RFC 8259 §6).
    public static let most = ByteCount(bytes: largest)

    /// Nothing.
    public static let zero = ByteCount(bytes: 0)

    private static let largest: Int64 = 1 << 53

    /// Creates an amount that this program counted itself; below zero it is zero, past ``most`` it is ``most``.
    ///
    /// What somebody else says goes through ``init(exactly:unit:)`` or ``init(digits:unit:)``.
    public init(bytes: Int64) {
        self.bytes = min(max(0, bytes), Self.largest)
    }

    /// The amount somebody else says; nil where it is negative or past ``most``.
    ///
    /// - Parameters:
    ///   - count: How many units.
    ///   - unit: How many bytes one is, above 0.
    public init?(exactly count: Int64, unit: Int64 = 1) {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow, (0...Self.largest).contains(product) else { return nil }
        bytes = product
    }

    /// The amount somebody else writes in plain decimal digits; nil for anything else, and past ``most``.
    ///
    /// - Parameters:
    ///   - digits: How many units.
    ///   - unit: How many bytes one is, above 0.
    public init?(digits: some StringProtocol, unit: Int64 = 1) {
        guard let count = Int64(digits: digits, in: 0...Self.largest) else { return nil }
        self.init(exactly: count, unit: unit)
    }

    /// The nearest amount to what was reckoned; what is no number is nothing.
    public init(rounding bytes: Double) {
        // NaN is below nothing and above nothing.
        self.init(bytes: bytes >= Double(Self.largest) ? Self.largest : bytes > 0 ? Int64(bytes) : 0)
    }

    /// 1,024 bytes each (IEC 80000-13).
    public static func kibibytes(_ count: Int64) -> ByteCount { scaled(count, by: 1 << 10) }

    /// 1,024² bytes each.
    public static func mebibytes(_ count: Int64) -> ByteCount { scaled(count, by: 1 << 20) }

    /// 1,024³ bytes each.
    public static func gibibytes(_ count: Int64) -> ByteCount { scaled(count, by: 1 << 30) }

    private static func scaled(_ count: Int64, by unit: Int64) -> ByteCount {
        ByteCount(exactly: count, unit: unit) ?? (count < 0 ? .zero : .most)
    }

    /// Both together, at most ``most``.
    public static func + (left: ByteCount, right: ByteCount) -> ByteCount {
        ByteCount(bytes: left.bytes + right.bytes)
    }

    /// Adds `right`, up to ``most``.
    public static func += (left: inout ByteCount, right: ByteCount) { left = left + right }

    /// What is left, at least nothing.
    public static func - (left: ByteCount, right: ByteCount) -> ByteCount {
        ByteCount(bytes: left.bytes - right.bytes)
    }

    /// All of `sizes` together, at most ``most``.
    ///
    /// - Parameter sizes: Bytes; a negative size counts as none.
    /// - Returns: The sum.
    public static func sum(_ sizes: some Sequence<Int64>) -> ByteCount {
        sizes.reduce(.zero) { $0 + ByteCount(bytes: $1) }
    }

    /// Compares the amounts.
    public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    /// Reads a bare number of bytes.
    ///
    /// - Throws: `DecodingError` for a negative number, and for one past ``most``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let bytes = try container.decode(Int64.self)
        guard let amount = ByteCount(exactly: bytes) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "\(bytes) is no amount of bytes"
            )
        }
        self = amount
    }

    /// Writes a bare number of bytes.
    public func encode(to encoder: any Encoder) throws {
        try bytes.encode(to: encoder)
    }
}
