/// FNV-1a, 64 bit (draft-eastlake-fnv): tells contents apart, protects nothing.
public struct ContentDigest: CustomStringConvertible, Sendable {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Begins with nothing.
    public init() {}

    /// Takes a text in; where it ends counts.
    public mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(0xFF)
    }

    /// Takes a variable's value in, shape included.
    public mutating func add(_ value: VariableValue) {
        switch value {
        case .text(let text, _): add(text)
        case .null: add(0xFE)
        // A digest of a short secret could be guessed from the record it stands in.
        case .secret: add(0xF9)
        case .list(let items):
            add(0xFD)
            for item in items { add(item) }
            add(0xFC)
        case .table(let entries):
            add(0xFB)
            for entry in entries {
                add(entry.key)
                add(entry.value)
            }
            add(0xFA)
        }
    }

    private mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    /// The digest in hexadecimal.
    public var description: String { String(value, radix: 16) }
}
