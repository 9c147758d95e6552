/// Which PCs have answered on the local network: the kernel's ARP table (RFC 826), IPv4 only.
///
/// After a connection attempt to a PC on the same network the table tells a PC that is off (no answer to ARP) from one
/// whose firewall drops packets (ARP answered). The kernel needs up to 8 s to notice that a PC it knew is gone (5 s delay
/// and 3 probes, arp(7)), so a PC that was switched off a moment ago can still count as answering. IPv6 neighbours are not in it and count as ``Sign/unknown``.
public struct NeighbourTable: Hashable, Sendable {
    /// What the table says of an address.
    public enum Sign: Hashable, Sendable {
        /// The network card answered, with this MAC address, lower case with colons.
        case answered(mac: String)
        /// Nothing answered, on a network where it would have to.
        case silent
        /// The table cannot know: behind a router, on loopback, IPv6, or never asked.
        case unknown
    }

    private var macs: [IPAddress: String] = [:]
    private var silent: Set<IPAddress> = []

    /// Reads `/proc/net/arp` (proc_net(5)).
    ///
    /// - Parameter text: The table as the kernel prints it; lines of another shape are left out.
    public init(arp text: String) {
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: " ")
            guard fields.count >= 6, let address = IPAddress(String(fields[0])),
                fields[2].hasPrefix("0x"), let flags = UInt32(fields[2].dropFirst(2), radix: 16)
            else { continue }
            let mac = fields[3].lowercased()
            // ATF_COM (0x02, <net/if_arp.h>): complete. An incomplete entry's MAC is stale or zero.
            if flags & 0x02 != 0, mac != "00:00:00:00:00:00" {
                macs[address] = mac
                silent.remove(address)
            } else if macs[address] == nil {
                silent.insert(address)
            }
        }
    }

    /// Reads the kernel's table as it is now.
    ///
    /// - Returns: The table; empty where it cannot be read.
    public static func current() -> NeighbourTable {
        NeighbourTable(arp: SystemFile.text(at: "/proc/net/arp") ?? "")
    }

    /// What the table says of `address`.
    ///
    /// - Parameters:
    ///   - address: A PC's address that was contacted a moment ago.
    ///   - network: This machine's own networks.
    /// - Returns: ``Sign/silent`` only for an IPv4 address on a directly connected network whose entry is incomplete; an
    ///   absent entry proves nothing, as the kernel drops them when the table is full.
    public func sign(of address: IPAddress, seenFrom network: ControllerNetwork) -> Sign {
        guard address.isIPv4, !address.isLoopback, network.isDirectlyConnected(address) else {
            return .unknown
        }
        if let mac = macs[address] { return .answered(mac: mac) }
        return silent.contains(address) ? .silent : .unknown
    }
}
