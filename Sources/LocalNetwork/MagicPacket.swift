import Glibc

/// The signal that switches a PC on over the network: its card's address sixteen times (AMD, "Magic Packet Technology").
public enum MagicPacket {
    /// Sends it to everybody on the networks of this machine, three times.
    ///
    /// - Parameters:
    ///   - mac: The card, `aa:bb:cc:dd:ee:ff` or `AA-BB-CC-DD-EE-FF`.
    ///   - broadcasts: Addresses that reach whole networks (default: 255.255.255.255).
    ///   - port: The UDP port (default 9, *discard*; any will do).
    /// - Returns: false where `mac` is no card's address, or nothing could be sent.
    public static func send(to mac: String, broadcasts: [String] = ["255.255.255.255"], port: UInt16 = 9)
        -> Bool
    {
        guard let bytes = bytes(for: mac) else { return false }
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var isAllowed: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_BROADCAST, &isAllowed, socklen_t(MemoryLayout<Int32>.size))
        var hasSent = false
        for text in broadcasts {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            guard inet_pton(AF_INET, text, &address.sin_addr) == 1 else { continue }
            for _ in 1...3 {
                let count = withUnsafePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                        sendto(
                            descriptor,
                            bytes,
                            bytes.count,
                            0,
                            target,
                            socklen_t(MemoryLayout<sockaddr_in>.size)
                        )
                    }
                }
                if count == bytes.count { hasSent = true }
            }
        }
        return hasSent
    }

    /// Six bytes FF, then the address sixteen times; nil for a text that is no card's address.
    static func bytes(for mac: String) -> [UInt8]? {
        let parts = mac.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
        let address = parts.compactMap { part in
            // A number may have a sign in front; a pair of digits has none.
            part.utf8.count == 2 && part.allSatisfy(\.isHexDigit) ? UInt8(part, radix: 16) : nil
        }
        guard parts.count == 6, address.count == 6 else { return nil }
        return [UInt8](repeating: 0xFF, count: 6) + (0..<16).flatMap { _ in address }
    }
}
