/// Reads `/sys/class/power_supply` (the kernel's `sysfs-class-power`).
enum PowerSupply {
    /// Whether one of the mains adapters is online; nil where there is none, as in a desktop PC.
    static func isOnMains(in folder: String = "/sys/class/power_supply") -> Bool? {
        let adapters = SystemFile.names(in: folder).filter { name in
            let type = SystemFile.text(at: "\(folder)/\(name)/type").map(firstWord)
            return type == "Mains" || type == "USB"
        }
        guard !adapters.isEmpty else { return nil }
        return adapters.contains { SystemFile.text(at: "\(folder)/\($0)/online").map(firstWord) == "1" }
    }

    private static func firstWord(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    }
}
