import RoomModel

/// A range of IPv4 addresses as the room's plan writes it: `192.168.0.1-254`, and the length of its network's prefix.
struct AddressPlan: Hashable, Sendable {
    /// The network's first address, host bits zero.
    let network: UInt32
    /// 8 to 30.
    let prefixLength: Int

    /// Reads `192.168.0.0/24`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = Self.number(String(parts[0])),
            let length = Int(digits: parts[1], in: 8...30), address & (UInt32.max >> length) == 0
        else { return nil }
        network = address
        prefixLength = length
    }

    /// Whether a PC may have `address`: in the network, neither its first nor its last.
    func allows(_ address: UInt32) -> Bool {
        let hosts = UInt32.max >> prefixLength
        return address & ~hosts == network && address & hosts != 0 && address & hosts != hosts
    }

    /// Four decimal bytes as a number; nil for anything else.
    static func number(_ text: String) -> UInt32? {
        let bytes = text.split(separator: ".", omittingEmptySubsequences: false).map {
            UInt8(digits: $0, in: 0...255)
        }
        guard bytes.count == 4 else { return nil }
        return bytes.reduce(UInt32?(0)) { sum, byte in
            if let sum, let byte { sum << 8 | UInt32(byte) } else { nil }
        }
    }
}
