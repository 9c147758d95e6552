import Inventories
import RoomModel
import Testing

/// A district's inventory in each shape says the same, and is read in a moment.
@Suite(.timeLimit(.minutes(2))) struct LargeInventoryTests {
    /// Many groups with a few PCs each, as INI, YAML and the JSON of a program.
    private struct District {
        let groups: Int
        let size: Int

        private var names: [String] { (1...groups).map { "g\($0)" } }

        private func hosts(_ group: Int) -> [(name: String, address: String, seat: Int)] {
            (1...size).map { ("g\(group)-pc\($0)", "10.\(group / 250).\(group % 250).\($0)", $0) }
        }

        var ini: String {
            (1...groups).map { group in
                "[g\(group)]\n"
                    + hosts(group).map { "\($0.name) ansible_host=\($0.address) seat=\($0.seat) on=True\n" }
                    .joined()
                    + "[g\(group):vars]\nroom_name=\"Ruang \(group)\"\nseats=\(size)\n"
            }.joined()
        }

        var yaml: String {
            (1...groups).map { group in
                "g\(group):\n  vars: {room_name: Ruang \(group), seats: \(size)}\n  hosts:\n"
                    + hosts(group).map {
                        "    \($0.name): {ansible_host: \($0.address), seat: \($0.seat), on: yes}\n"
                    }
                    .joined()
            }.joined()
        }

        /// One line without blanks, as programs print it.
        var json: String {
            let tables = (1...groups).map { group in
                let list = hosts(group).map { "\"\($0.name)\"" }.joined(separator: ",")
                return
                    "\"g\(group)\":{\"hosts\":[\(list)],\"vars\":{\"room_name\":\"Ruang \(group)\",\"seats\":\(size)}}"
            }
            let variables = (1...groups).flatMap(hosts).map {
                "\"\($0.name)\":{\"ansible_host\":\"\($0.address)\",\"seat\":\($0.seat),\"on\":true}"
            }
            return
                "{\(tables.joined(separator: ",")),\"_meta\":{\"hostvars\":{\(variables.joined(separator: ","))}}}"
        }
    }

    @Test func `the same district in each shape lists alike`() throws {
        let district = District(groups: 50, size: 20)
        let files = ["d.ini": district.ini, "d.yaml": district.yaml, "d.json": district.json]
        try TextFolder.with(files) { folder in
            let lists = try files.keys.sorted().map { name in
                let start = ContinuousClock.now
                let loaded = try folder.load(name)
                let inventory = try #require(loaded.inventories.first)
                #expect(loaded.rooms.count == 50)
                #expect(inventory.hosts.count == 1_000)
                #expect(inventory.groupCount == 50)
                let list = inventory.list()
                // Far more than it takes, far less than anything quadratic.
                #expect(ContinuousClock.now - start < .seconds(20), "\(name)")
                return String(decoding: list, as: UTF8.self)
            }
            #expect(lists[0] == lists[1])
            #expect(lists[1] == lists[2])
        }
    }

    @Test func `two hundred groups over ten thousand PCs of a range load`() throws {
        let text =
            (0..<200).map { "[g\($0)]\npc[\($0 * 50):\($0 * 50 + 99)]\n[g\($0):vars]\nv\($0)=1\n" }.joined()
        let inventory = try TextFolder.with(["hosts.ini": text]) {
            try #require(try $0.load("hosts.ini").inventories.first)
        }
        #expect(inventory.hosts.count == 10_050)
    }
}
