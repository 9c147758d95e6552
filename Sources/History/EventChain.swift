import Crypto
public import FoundationEssentials

/// What ties each event to all before it.
///
/// `hash(n) = SHA-256(hash(n-1) ‖ n ‖ bytes(n))`: `n` is the event's sequence number as 8 bytes, the most significant
/// first, and `bytes(n)` the event's line without its line break. `hash(0)` is the SHA-256 of the controller's id
/// (its 32 hexadecimal digits as ASCII), so that a chain belongs to one controller.
public enum EventChain {
    /// What stands before the first event.
    ///
    /// - Parameter controller: The controller's id, 32 hexadecimal digits.
    /// - Returns: 32 bytes.
    public static func origin(of controller: String) -> Data {
        Data(SHA256.hash(data: Data(controller.utf8)))
    }

    /// The hash of an event.
    ///
    /// - Parameters:
    ///   - bytes: The event's line.
    ///   - sequence: Its number, from 1.
    ///   - previous: The hash of the event before it.
    /// - Returns: 32 bytes.
    public static func hash(_ bytes: Data, sequence: Int64, after previous: Data) -> Data {
        var digest = SHA256()
        digest.update(data: previous)
        withUnsafeBytes(of: UInt64(bitPattern: sequence).bigEndian) { digest.update(bufferPointer: $0) }
        digest.update(data: bytes)
        return Data(digest.finalize())
    }

    /// What the number of an event can be: a database that somebody wrote into may say anything.
    static let sequences: ClosedRange<Int64> = 0...1 << 53

    /// A new controller's id: 128 random bits.
    static func newController() -> String {
        var digits = ""
        for _ in 0..<2 {
            let half = String(UInt64.random(in: .min ... .max), radix: 16)
            digits += String(repeating: "0", count: 16 - half.count) + half
        }
        return digits
    }
}

extension Data {
    /// Hexadecimal digits.
    var hexadecimal: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
