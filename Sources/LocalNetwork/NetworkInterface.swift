/// One network card of this machine, loopback left out.
public struct NetworkInterface: Hashable, Sendable {
    /// The kernel's name: `eth0`, `wlp2s0`.
    public let name: String
    /// Wi-Fi rather than cable.
    public let isWireless: Bool
    /// Whether it has a link: a cable with something at its other end, or an access point.
    public let isUp: Bool
    /// Its addresses, each with the length of its network's prefix; IPv4 first.
    public let addresses: [IPNetwork]

    /// How fast its link is in Mb/s; nil where the kernel does not say: Wi-Fi, no link.
    public let megabitsPerSecond: Int?

    /// Creates the record.
    ///
    /// - Parameters:
    ///   - name: The kernel's name.
    ///   - isWireless: Wi-Fi rather than cable.
    ///   - isUp: Whether it has a link.
    ///   - addresses: In any order.
    ///   - megabitsPerSecond: How fast its link is, if known.
    public init(
        name: String,
        isWireless: Bool = false,
        isUp: Bool = true,
        addresses: [IPNetwork] = [],
        megabitsPerSecond: Int? = nil
    ) {
        self.name = name
        self.megabitsPerSecond = megabitsPerSecond
        self.isWireless = isWireless
        self.isUp = isUp
        self.addresses = addresses.filter(\.address.isIPv4) + addresses.filter { !$0.address.isIPv4 }
    }
}
