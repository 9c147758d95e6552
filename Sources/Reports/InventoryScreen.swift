public import RoomModel

/// What a list of PCs holds, in a few lines: rooms, PCs, groups, sizes, modes, jump hosts.
public struct InventoryScreen: Sendable {
    /// The most rooms that get a line each.
    private static let mostRows = 12

    private let rooms: [Room]
    private let unserved: [HostName]
    private let hostCount: Int
    private let groupCount: Int
    private let opaqueCount: Int
    private let took: Duration

    /// Creates the screen.
    ///
    /// - Parameters:
    ///   - rooms: The rooms.
    ///   - unserved: What is listed and not reached by SSH, so that no run asks it (default: nothing).
    ///   - hostCount: How many PCs the list has, those in no room too.
    ///   - groupCount: How many groups.
    ///   - opaqueCount: How many variables hold Jinja that is not evaluated.
    ///   - took: How long reading took.
    public init(
        rooms: [Room],
        unserved: [HostName] = [],
        hostCount: Int,
        groupCount: Int,
        opaqueCount: Int,
        took: Duration
    ) {
        self.rooms = rooms
        self.unserved = unserved
        self.hostCount = hostCount
        self.groupCount = groupCount
        self.opaqueCount = opaqueCount
        self.took = took
    }

    /// The lines.
    public func render(wording: Wording, page: Page) -> String {
        var blocks = [page.wrap(heading(wording))]
        if opaqueCount > 0 { blocks.append(page.wrap(opaque(wording), hanging: 2)) }
        if !rooms.isEmpty {
            blocks.append(rooms.count > Self.mostRows ? overview(wording, page) : rows(wording, page))
        }
        let jumps = jumps(wording)
        if let jumps, rooms.count > Self.mostRows {
            blocks[blocks.count - 1] += page.wrap(jumps, hanging: 6)
        } else if let jumps {
            blocks.append(page.wrap(jumps, hanging: 6))
        }
        if !unserved.isEmpty {
            let lead = wording("tidak lewat SSH, dilewati:", "not by SSH, left out:")
            blocks.append(page.wrap("\(lead) \(unserved.folded)", hanging: lead.count + 1))
        }
        return blocks.joined(separator: [""]).map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    private func heading(_ wording: Wording) -> String {
        let rooms = grouped(rooms.count, wording)
        let hosts = grouped(hostCount, wording)
        let groups = grouped(groupCount, wording)
        let (whole, attoseconds) = took.components
        let tenths = whole * 10 + attoseconds / 100_000_000_000_000_000
        let seconds = "\(tenths / 10)" + wording(",", ".") + "\(tenths % 10) s"
        return wording(
            "\(rooms) ruang, \(hosts) PC, \(groups) kelompok; dibaca dalam \(seconds)",
            "\(rooms) \(self.rooms.count == 1 ? "room" : "rooms"), \(hosts) \(hostCount == 1 ? "host" : "hosts"), "
                + "\(groups) \(groupCount == 1 ? "group" : "groups"); loaded in \(seconds)"
        )
    }

    private func grouped(_ count: Int, _ wording: Wording) -> String {
        let digits = Array(String(count))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += wording(".", ",") }
            text.append(digit)
        }
        return text
    }

    private func opaque(_ wording: Wording) -> String {
        let command = wording.next("inventory", "list", "--opaque")
        return wording(
            "catatan: \(grouped(opaqueCount, wording)) variabel berisi Jinja yang tidak dihitung Siaga; tidak dibutuhkan, jadi dibiarkan"
                + " sebagai teks (daftarnya: \(command))",
            "note: \(grouped(opaqueCount, wording)) \(opaqueCount == 1 ? "variable holds" : "variables hold") Jinja that Siaga does not"
                + " evaluate; nothing Siaga reads needs it, so it is kept as text (list: \(command))"
        )
    }

    /// One line a room, its PCs below.
    private func rows(_ wording: Wording, _ page: Page) -> [String] {
        let width = rooms.map(\.profile.name.count).max() ?? 0
        return rooms.flatMap { room in
            var facts: [String] = []
            if room.profile.title != room.profile.name { facts.append(room.profile.title) }
            facts.append(
                wording(
                    "\(room.hosts.count) PC",
                    room.hosts.count == 1 ? "1 host" : "\(room.hosts.count) hosts"
                )
            )
            if let seats = room.profile.seats { facts.append(wording("\(seats) kursi", "\(seats) seats")) }
            if let mode = room.profile.mode { facts.append(wording.name(of: mode)) }
            let name = room.profile.name.safe(limit: 60).padded(to: min(width, 60))
            let hosts = room.hosts.map(\.name).folded
            return page.wrap("\(name)  \(facts.joined(separator: ", "))", hanging: width + 2)
                + page.wrap(String(repeating: " ", count: width + 2) + hosts, hanging: width + 2)
        }
    }

    private func overview(_ wording: Wording, _ page: Page) -> [String] {
        let names = rooms.map(\.profile.name)
        let sizes = rooms.map(\.hosts.count)
        let size =
            sizes.min() == sizes.max() ? "\(sizes.max() ?? 0)" : "\(sizes.min() ?? 0)-\(sizes.max() ?? 0)"
        let modes = RoomMode.allCases.compactMap { mode -> String? in
            let count = rooms.count { $0.profile.mode == mode }
            return count > 0 ? "\(wording.name(of: mode)) \(count)" : nil
        }
        let ends = "\((names.first ?? "").safe(limit: 40)) ... \((names.last ?? "").safe(limit: 40))"
        let line =
            wording("ruang", "rooms") + "  " + ends + "    " + wording("isi", "sizes") + "  " + size
            + (modes.isEmpty ? "" : "    " + wording("moda", "mode") + "  " + modes.joined(separator: ", "))
        return page.wrap(line, hanging: 7)
    }

    private func jumps(_ wording: Wording) -> String? {
        let behind = rooms.flatMap(\.hosts).filter { !$0.jumps.isEmpty }
        guard !behind.isEmpty else { return nil }
        var ways: Set<String> = []
        for host in behind { ways.formUnion(host.jumps.map { "\($0.name) \($0.address) \($0.port)" }) }
        let (count, members) = (grouped(ways.count, wording), grouped(behind.count, wording))
        return wording(
            "lewat \(count) PC perantara: \(members) PC",
            "jump  \(count) jump \(ways.count == 1 ? "host" : "hosts") for \(members) "
                + (behind.count == 1 ? "host" : "hosts")
        )
    }
}
