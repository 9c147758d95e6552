import RoomModel

/// The PC's IPv4 addresses, and who gave them.
///
/// An address that a DHCP client keeps has a lifetime, which ip-address(8) shows as `dynamic`; only busybox's
/// `udhcpc` gives none.
public struct AddressesFact: Fact {
    /// One address.
    public struct Address: Hashable, Sendable {
        /// The card: `enp3s0`.
        public let interface: String
        /// `192.168.0.7`.
        public let address: String
        /// 0 to 32.
        public let prefixLength: Int
        /// Whether it has a lifetime.
        public let isDynamic: Bool

        /// Creates an address.
        public init(interface: String, address: String, prefixLength: Int, isDynamic: Bool) {
            self.interface = interface
            self.address = address
            self.prefixLength = prefixLength
            self.isDynamic = isDynamic
        }
    }

    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// The addresses that hold beyond the PC itself and one link.
        public let addresses: [Address]
        /// Where Siaga's own connection arrived; nil where it is not told.
        public let serverAddress: String?
        /// Whether a DHCP client runs whose addresses cannot be told from others.
        public let hasSilentClient: Bool

        /// Creates a reading.
        public init(addresses: [Address], serverAddress: String? = nil, hasSilentClient: Bool = false) {
            self.addresses = addresses
            self.serverAddress = serverAddress
            self.hasSilentClient = hasSilentClient
        }
    }

    /// `ip.plan`.
    public static let id = "ip.plan"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints what iproute2 or busybox says in one line an address; `SSH_CONNECTION` is sshd(8)'s.
    public static let fragments = Fragments(
        posix: #"""
            for tool in ip grep; do
                command -v "$tool" >/dev/null && continue
                echo "$tool"
                exit 69
            done
            table=$(ip -o -4 addr show) || exit 1
            set -- ${SSH_CONNECTION-}
            [ $# -ne 4 ] || printf 'server %s\n' "$3"
            while read -r number name family address rest; do
                case $address,$rest in
                127.* | 169.254.*) continue ;;
                */*,*' dynamic '*) kind=dynamic ;;
                */*) kind=manual ;;
                *) continue ;;
                esac
                printf 'address %s %s %s\n' "$name" "$address" "$kind"
            done <<TABLE
            $table
            TABLE
            ! grep -qsx udhcpc /proc/[0-9]*/comm || echo 'client udhcpc'
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the records.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var addresses: [Address] = []
        var server: String?
        var hasClient = false
        for record in try output.records() {
            switch (record[0], record.count) {
            case ("server", 2) where server == nil: server = String(record[1]).safe(limit: 64)
            case ("client", 2): hasClient = true
            case ("address", 4):
                let parts = record[2].split(separator: "/", omittingEmptySubsequences: false)
                let bytes = parts[0].split(separator: ".", omittingEmptySubsequences: false).map {
                    UInt8(digits: $0, in: 0...255)
                }
                guard parts.count == 2, bytes.count == 4, !bytes.contains(nil),
                    let length = Int(digits: parts[1], in: 0...32), ["dynamic", "manual"].contains(record[3])
                else { throw output.unreadable() }
                addresses.append(
                    Address(
                        interface: String(record[1]).safe(limit: 32),
                        address: String(parts[0]),
                        prefixLength: length,
                        isDynamic: record[3] == "dynamic"
                    )
                )
            default: throw output.unreadable()
            }
        }
        return Reading(addresses: addresses, serverAddress: server, hasSilentClient: hasClient)
    }
}
