import RoomModel
import TestRoom
import Testing

@Suite struct DemoRoomTests {
    @Test func `holds every kind of trouble once, and mostly ready PCs`() throws {
        let room = try DemoRoom()
        for condition in DemoRoom.Condition.allCases where condition != .ready {
            #expect(room.pcs.count { $0.condition == condition } == 1)
        }
        let ready = room.pcs.count { $0.condition == .ready }
        #expect(ready > room.pcs.count / 2)
        #expect(ready < room.seats, "the demo shows a room that is not ready")
        #expect(Set(room.pcs.map(\.address)).count == room.pcs.count)
    }

    @Test func `names every PC that differs`() throws {
        let room = try DemoRoom()
        #expect(room.differences(from: room.expectedStates).isEmpty)
        var states = room.expectedStates
        states[try HostName("pc04")] = .ready
        states[try HostName("pc05")] = nil
        let differences = room.differences(from: states)
        #expect(differences.map(\.name.description) == ["pc04", "pc05"])
        #expect(differences.map(\.expected) == [.fix, .ready])
        #expect(differences.map(\.found) == [.ready, nil])
    }

    @Test func `writes a hosts file with a line for each PC`() async throws {
        let room = try DemoRoom()
        try await ScratchFolder.with { folder in
            let account = try await ServerAccount.make(in: folder)
            let text = try room.hostsFile(ports: [HostName("pc04"): 2222], account: account, folder: "/it's")
            #expect(text.contains("\n    seats: 10\n"))
            #expect(text.contains("ansible_ssh_private_key_file: '\(account.privateKeyPath)'\n"))
            let line =
                "        pc04: { ansible_host: 127.0.7.4, ansible_port: 2222, seat: \"4\", "
                + "exam_app_path: '/it''s/pc04', siaga_folder: '/it''s/state/pc04', siaga_frozen: false }"
            #expect(text.split(separator: "\n").contains(Substring(line)))
            #expect(text.contains("    spares:\n      hosts:\n        pc11: { ansible_host: 127.0.7.11,"))
            for pc in room.pcs { #expect(text.contains("\(pc.name): {")) }
        }
    }

    @Test func `gives one PC the old app`() throws {
        let room = try DemoRoom()
        let old = room.pcs.filter { room.versionFile(of: $0) == "\(DemoRoom.oldVersion)\n" }
        #expect(old.map(\.name.description) == ["pc04"])
    }
}
