/// A version as an app spells it: `26.0222`.
public struct BundleVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// As it was written.
    public let description: String

    /// Reads a version; nil where it is empty, longer than 64 characters or holds others than letters, digits, `.`,
    /// `_`, `+`, `~` and `-`.
    public init?(_ text: String) {
        guard let first = text.utf8.first, text.utf8.count <= 64, Self.isPlain(first),
            text.utf8.allSatisfy({ Self.isPlain($0) || "._+~-".utf8.contains($0) })
        else { return nil }
        description = text
    }

    /// Orders part by part: numbers as numbers, so that 26.0301 is newer than 26.0222 and 26.10 newer than 26.9.
    public static func < (left: BundleVersion, right: BundleVersion) -> Bool {
        let (parts, others) = (left.parts, right.parts)
        for (part, other) in zip(parts, others) where part != other {
            switch (UInt64(part), UInt64(other)) {
            case (let number?, let otherNumber?):
                if number != otherNumber { return number < otherNumber }
            case (nil, _?): return true
            case (_?, nil): return false
            case (nil, nil): return part < other
            }
        }
        return parts.count == others.count
            ? left.description < right.description : parts.count < others.count
    }

    private var parts: [Substring] {
        description.split { ".-_+~".contains($0) }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
