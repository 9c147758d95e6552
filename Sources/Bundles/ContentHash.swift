import Crypto

/// The SHA-256 of a file's bytes (FIPS 180-4): two files with one hash have the same content.
public struct ContentHash: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 64 hexadecimal digits, lower case.
    public let description: String

    /// Reads 64 hexadecimal digits of either case; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isHexadecimal) else { return nil }
        description = text.lowercased()
    }

    init(_ digest: SHA256.Digest) {
        var text = ""
        text.reserveCapacity(64)
        for byte in digest {
            text += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
        }
        description = text
    }

    /// The hash of bytes in memory.
    public init(of bytes: some Sequence<UInt8>) {
        var hasher = SHA256()
        hasher.update(data: Array(bytes))
        self.init(hasher.finalize())
    }

    /// Orders by the digits.
    public static func < (left: ContentHash, right: ContentHash) -> Bool {
        left.description < right.description
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
