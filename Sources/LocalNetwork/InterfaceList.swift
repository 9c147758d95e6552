import Glibc
import RoomModel

/// Reads `getifaddrs(3)` and `/sys/class/net`.
enum InterfaceList {
    /// A card as the kernel lists it.
    struct Entry {
        let interface: NetworkInterface
        let isLoopback: Bool
    }

    /// The cards in the kernel's order; a made-up one (`ifb0`, `dummy0`) counts only once it has an address.
    static func read() -> [Entry] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var names: [String] = []
        var flags: [String: UInt32] = [:]
        var addresses: [String: [IPNetwork]] = [:]
        for entry in sequence(first: first, next: { $0?.pointee.ifa_next }).prefix(4_096) {
            guard let entry = entry?.pointee, let namePointer = entry.ifa_name else { continue }
            let name = String(cString: namePointer)
            if flags.updateValue(entry.ifa_flags, forKey: name) == nil { names.append(name) }
            if let address = entry.ifa_addr.flatMap(address(at:)) {
                let mask = entry.ifa_netmask.flatMap(Self.address(at:))?.bytes ?? []
                let length = mask.reduce(0) { $0 + $1.nonzeroBitCount }
                addresses[name, default: []].append(IPNetwork(address, prefixLength: length))
            }
        }
        return names.compactMap { name in
            let folder = "/sys/class/net/\(name)"
            guard access(folder + "/device", F_OK) == 0 || addresses[name] != nil else { return nil }
            return Entry(
                interface: NetworkInterface(
                    name: name,
                    isWireless: access(folder + "/wireless", F_OK) == 0
                        || access(folder + "/phy80211", F_OK) == 0,
                    isUp: flags[name, default: 0] & UInt32(IFF_RUNNING) != 0,
                    addresses: addresses[name, default: []],
                    megabitsPerSecond: speed(in: folder)
                ),
                isLoopback: flags[name, default: 0] & UInt32(IFF_LOOPBACK) != 0
            )
        }
    }

    /// `speed` of sysfs-class-net: Mb/s; -1 or an error where there is none.
    private static func speed(in folder: String) -> Int? {
        SystemFile.text(at: folder + "/speed").flatMap {
            Int(digits: $0.filter { $0 != "\n" }, in: 1...1_000_000)
        }
    }

    private static func address(at pointer: UnsafeMutablePointer<sockaddr>) -> IPAddress? {
        let raw = UnsafeRawPointer(pointer)
        switch Int32(pointer.pointee.sa_family) {
        case AF_INET:
            let number = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
            return IPAddress(bytes: withUnsafeBytes(of: number) { Array($0) })
        case AF_INET6:
            let number = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return IPAddress(bytes: withUnsafeBytes(of: number) { Array($0) })
        default: return nil
        }
    }
}
