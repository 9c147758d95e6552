#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Damages recorded text the way a cut line, a failing disk or a hostile PC would; one seed always damages alike.
public struct SeededDamage: RandomNumberGenerator {
    private static let pieces = [
        "-9223372036854775808", "9223372036854775808", "1e400", "0x7FFFFFFF", "nan", "\u{0}",
        "\u{1B}]0;x\u{7}",
        "\u{202E}", "\\", "'", "\"", "{", "}", "[", "]", ",", ":", "#", "- ", "\t", "\r\n", "&a *a",
        "!vault |", "é",
    ].map { Array($0.utf8) }

    private var state: UInt64

    /// Begins at a seed.
    public init(seed: UInt64) { state = seed }

    /// The next of splitmix64 (Vigna, 2015).
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The bytes after one to four changes: of whole lines (deleted, repeated, swapped), of single bytes, or cut off.
    ///
    /// - Parameter bytes: What is damaged.
    /// - Returns: The damaged bytes, rarely the same.
    public mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) {
            if Bool.random(using: &self) { changeLines(&bytes) } else { changeBytes(&bytes) }
        }
        return bytes
    }

    private mutating func changeLines(_ bytes: inout [UInt8]) {
        let end = UInt8(ascii: "\n")
        var lines = bytes.split(separator: end, omittingEmptySubsequences: false)
        let (one, other) = (
            Int.random(in: lines.indices, using: &self), Int.random(in: lines.indices, using: &self)
        )
        switch Int.random(in: 0..<4, using: &self) {
        case 0: lines.remove(at: one)
        case 1: lines.insert(lines[other], at: one)
        case 2: lines.swapAt(one, other)
        default: lines.removeSubrange(min(one, other)..<max(one, other))
        }
        bytes = Array(lines.joined(separator: [end]))
    }

    private mutating func changeBytes(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0...bytes.count, using: &self)
        switch Int.random(in: 0..<5, using: &self) {
        case 0: bytes.insert(contentsOf: Self.pieces.randomElement(using: &self) ?? [], at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 7))
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &self), at: place)
        case 3 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &self)
        default: bytes.removeSubrange(place...)
        }
    }
}

/// How often a test tries what is random; the long runs say more in the environment.
public enum Trials {
    /// Whether tests that take minutes are asked for (`SIAGA_LONG`).
    public static var isLong: Bool { getenv("SIAGA_LONG") != nil }

    /// The number a variable of the environment asks for.
    ///
    /// - Parameters:
    ///   - variable: Its name, `SIAGA_…`.
    ///   - usual: How often without it.
    /// - Returns: The number, at least 1 and at most a million.
    public static func count(_ variable: String, usual: Int) -> Int {
        let asked = getenv(variable).flatMap { Int(String(cString: $0)) }
        return min(max(asked ?? usual, 1), 1_000_000)
    }
}
