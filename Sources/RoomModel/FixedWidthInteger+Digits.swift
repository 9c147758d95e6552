extension FixedWidthInteger {
    /// The number that `digits` is, where it lies within `range`; nil for any other text.
    ///
    /// Every whole number that a PC, an archive or a document wrote as text comes in here: what a number may be is
    /// said where it is read, so that no sum, difference or index behind it can go out of its type.
    ///
    /// - Parameters:
    ///   - digits: Decimal digits of ASCII; before them a `-` where `range` goes below zero. Nothing else: no `+`,
    ///     no `-0`, no blanks, no digits of other scripts.
    ///   - range: What the number may be.
    public init?(digits: some StringProtocol, in range: ClosedRange<Self>) {
        let isNegative = range.lowerBound < 0 && digits.utf8.first == UInt8(ascii: "-")
        let plain = digits.utf8.dropFirst(isNegative ? 1 : 0)
        guard !plain.isEmpty,
            plain.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Self(digits), range.contains(number), !isNegative || number < 0
        else { return nil }
        self = number
    }
}

extension ClosedRange<Int> {
    /// What a number of things may be: PCs, seats, files, kilobit a second; the product of two fits as well.
    public static var counts: ClosedRange<Int> { 0...1_000_000_000 }

    /// What a program can end with, as a shell or Windows says it (32 bits, with a sign or without).
    public static var exitCodes: ClosedRange<Int> { -0x8000_0000...0xFFFF_FFFF }
}

extension KeyedDecodingContainer {
    /// Reads a whole number within `range`.
    ///
    /// - Parameters:
    ///   - range: What it may be.
    ///   - key: Where it stands.
    /// - Returns: The number.
    /// - Throws: `DecodingError` where there is none, and for a number outside `range`.
    func decode(_ range: ClosedRange<Int>, forKey key: Key) throws -> Int {
        let number = try decode(Int.self, forKey: key)
        guard range.contains(number) else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: self,
                debugDescription: "\(number) is not within \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    /// Reads a whole number within `range`; nil where there is none.
    ///
    /// - Parameters:
    ///   - range: What it may be.
    ///   - key: Where it would stand.
    /// - Returns: The number, if one stands there.
    /// - Throws: `DecodingError` for a number outside `range`.
    func decodeIfPresent(_ range: ClosedRange<Int>, forKey key: Key) throws -> Int? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        return try decode(range, forKey: key)
    }
}
