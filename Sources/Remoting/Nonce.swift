/// 128 random bits that mark what this run, and nothing else, printed.
public struct Nonce: Hashable, Sendable, CustomStringConvertible {
    /// 32 hexadecimal digits.
    public let description: String

    /// Draws a new one from the system's random numbers.
    public init() {
        let digits = String(UInt128.random(in: .min ... .max), radix: 16)
        description = String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// The nonce of a recorded run.
    public init(_ text: String) {
        description = text
    }
}
