import RoomModel

/// Finds names, addresses and seats that stand in two rows of a spreadsheet.
struct CSVIndex {
    private var names: [String: CSVHost] = [:]
    private var addresses: [String: CSVHost] = [:]
    private var seats: [SeatName: CSVHost] = [:]
    private var clashes: [CSVHost] = []

    /// Adds a PC; false after noting that one of its kind was there before.
    mutating func add(_ host: CSVHost, _ faults: inout [CSVFault]) -> Bool {
        if let first = names[host.name] {
            faults.append(
                CSVFault(
                    row: host.row,
                    column: host.nameColumn,
                    Localized(
                        id: "nama \(host.name) sudah dipakai di baris \(first.row)",
                        en: "the name \(host.name) is used already in row \(first.row)"
                    ),
                    hint: Localized(id: "setiap PC punya nama sendiri", en: "each PC has a name of its own")
                )
            )
            return false
        }
        names[host.name] = host
        var isAlone = true
        if let address = host.value("ansible_host") {
            let port = host.value("ansible_port")?.text ?? "22"
            // The same private address behind another jump host is another PC.
            let way = host.value("ansible_ssh_common_args")?.text ?? ""
            let key = "\(address.text.lowercased()) \(port) \(way)"
            if addresses[key] == nil {
                addresses[key] = host
            } else {
                clashes.append(host)
                isAlone = false
            }
        }
        if let seat = host.value("seat"), !host.groups.contains("proctor") {
            if let first = seats[SeatName(seat.text)] {
                isAlone = false
                let other = first.value("seat")?.text ?? seat.text
                let also = other == seat.text ? "" : ", `\(other.safe(limit: 20))`"
                faults.append(
                    CSVFault(
                        row: host.row,
                        column: seat.column,
                        Localized(
                            id:
                                "kursi \(seat.text.safe(limit: 20)) sudah dipakai \(first.name) (baris \(first.row)\(also))",
                            en:
                                "seat \(seat.text.safe(limit: 20)) is used already by \(first.name) (row \(first.row)\(also))"
                        ),
                        hint: Localized(
                            id: "beri \(host.name) kursi lain, atau kosongkan",
                            en: "give \(host.name) another seat, or leave it empty"
                        )
                    )
                )
            } else {
                seats[SeatName(seat.text)] = host
            }
        }
        return isAlone
    }

    /// Notes the addresses that stand twice, each with one that is free.
    func finish(_ faults: inout [CSVFault]) {
        var used = Set(addresses.values.compactMap { $0.value("ansible_host")?.text })
        for host in clashes {
            guard let address = host.value("ansible_host"),
                let first = addresses.values.first(where: {
                    $0.value("ansible_host")?.text.lowercased() == address.text.lowercased()
                })
            else { continue }
            let free = Self.free(after: address.text, used)
            if let free { used.insert(free) }
            faults.append(
                CSVFault(
                    row: host.row,
                    column: address.column,
                    Localized(
                        id: "alamat \(address.text) sudah dipakai \(first.name) (baris \(first.row))",
                        en: "the address \(address.text) is used already by \(first.name) (row \(first.row))"
                    ),
                    hint: Localized(
                        id: "beri \(host.name) alamat lain" + (free.map { ", misalnya \($0)" } ?? ""),
                        en: "give \(host.name) another address" + (free.map { ", for example \($0)" } ?? "")
                    )
                )
            )
        }
    }

    /// The next address of the same /24 that no PC has; .200 is kept for the exam server, .1 and .254 for routers.
    private static func free(after address: String, _ used: Set<String>) -> String? {
        let parts = address.split(separator: ".")
        guard parts.count == 4, let last = Int(parts[3]) else { return nil }
        let network = parts[..<3].joined(separator: ".")
        let order = Array(2...253).filter { $0 > last } + Array(2...253).filter { $0 < last }
        return order.lazy.map { "\(network).\($0)" }.first { !used.contains($0) && !$0.hasSuffix(".200") }
    }
}
