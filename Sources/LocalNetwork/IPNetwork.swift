/// A network in CIDR notation (RFC 4632), or one address with the length of its network's prefix.
public struct IPNetwork: Hashable, Sendable, CustomStringConvertible {
    /// The address as given; bits behind the prefix are kept.
    public let address: IPAddress
    /// How many leading bits name the network: 0 to 32, or 0 to 128.
    public let prefixLength: Int

    /// Creates a network.
    ///
    /// - Parameters:
    ///   - address: Any address in it.
    ///   - prefixLength: Bits; held within what the address has.
    public init(_ address: IPAddress, prefixLength: Int) {
        self.address = address
        self.prefixLength = min(max(0, prefixLength), address.bytes.count * 8)
    }

    /// Reads `192.168.0.0/24` or `fd00::/64`; without a length the text is one address.
    ///
    /// - Parameter text: What the inventory says; anything else gives nil.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = IPAddress(String(parts[0])) else { return nil }
        guard parts.count == 2 else {
            self.init(address, prefixLength: address.bytes.count * 8)
            return
        }
        guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let length = Int(parts[1]), length <= address.bytes.count * 8
        else { return nil }
        self.init(address, prefixLength: length)
    }

    /// Whether `other` is in the network; an address of the other family never is.
    ///
    /// - Parameter other: The address looked for.
    /// - Returns: Whether the leading bits agree.
    public func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        return zip(address.bytes, other.bytes).enumerated().allSatisfy { index, pair in
            let bits = min(max(0, prefixLength - index * 8), 8)
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            return pair.0 & mask == pair.1 & mask
        }
    }

    /// `192.168.0.50/24`.
    public var description: String { "\(address)/\(prefixLength)" }
}
