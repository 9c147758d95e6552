/// Reads `/proc/net/route` (proc_net(5)).
enum RouteTable {
    /// Whether a row has destination and mask 0 and the flag `RTF_UP` (1).
    static func hasDefault(_ text: String) -> Bool {
        text.split(separator: "\n").dropFirst().contains { line in
            let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
            guard fields.count >= 8, let flags = UInt32(fields[3], radix: 16) else { return false }
            return fields[1] == "00000000" && fields[7] == "00000000" && flags & 1 != 0
        }
    }
}
