import Checks
import Documents
import Foundation
import Inventories
import Playbooks
import RoomModel
import Testing

@Suite struct ExampleTests {
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every row of the catalogue with a check that remembers its arguments.
    private static let catalogue = Catalogue.checks.map { row in
        Fakes.definition(
            row.id.description,
            row.parameters,
            subject: row.id == "disk.free" ? "path" : nil,
            isNamed: row.isNamed
        )
    }

    private func path(_ name: String) -> String {
        Self.repository.appending(path: name).path(percentEncoded: false)
    }

    @Test func `embeds the shipped playbooks as they stand in the folder`() throws {
        let folder = try FileManager.default.contentsOfDirectory(atPath: path("playbooks"))
        #expect(folder.sorted() == ShippedPlaybooks.names.sorted())
        for name in ShippedPlaybooks.names {
            let file = try Data(contentsOf: URL(filePath: path("playbooks/\(name)")))
            #expect(ShippedPlaybooks.bytes(of: name) == Array(file))
        }
    }

    @Test func `plans the example room with both shipped playbooks`() throws {
        let inventory = try InventoryLoader.load([path("inventory/lab-example")], home: "/home/guru")
        let room = try #require(inventory.rooms.first)
        #expect(inventory.notes.isEmpty)
        #expect(room.profile.title == "Lab 1")
        #expect(room.profile.seats == 27)
        #expect(room.profile.sessions.count == 3)
        #expect(room.hosts.count == 31)
        #expect(room.hosts.count(where: \.isSpare) == 3)
        #expect(room.hosts[29].address.description == "192.168.0.30")
        #expect(room.hosts[6].mac == "3c:52:82:0a:11:07")
        let proctor = try Playbook(
            try #require(ShippedPlaybooks.bytes(of: "readiness-proctor.yaml")),
            file: "readiness-proctor.yaml",
            catalogue: Self.catalogue
        )
        let servers = try proctor.hosts.select(from: room.hosts)
        let server = try proctor.plan(for: room, hosts: servers, catalogue: Self.catalogue)
        #expect(servers.count == 1)
        #expect(server.arguments("cpu.cores")?.count("fail_below") == 4)
        for (mode, count) in [(RoomMode.semiOnline, 35), (.online, 34)] {
            let playbook = try ShippedPlaybooks.readiness(for: mode, catalogue: Self.catalogue)
            let clients = try playbook.hosts.select(from: room.hosts)
            #expect(clients.count == 30)
            let plan = try playbook.plan(for: room, hosts: clients, catalogue: Self.catalogue)
            #expect(plan.hosts.allSatisfy { $0.checks.count == count })
            #expect(plan.arguments("app.version")?.text("expected") == "26.0222")
            #expect(plan.arguments("app.files")?.text("path") == "D:\\anbk")
        }
    }

    @Test func `plans the demo room, which says nothing of the app`() throws {
        let room = try #require(try InventoryLoader.load([path("inventory/demo")]).rooms.first)
        let playbook = try PlaybookLoader.readiness(for: room, catalogue: Self.catalogue)
        let plan = try playbook.plan(for: room, hosts: room.hosts, catalogue: Self.catalogue)
        #expect(plan.profile.mode == .semiOnline)
        let checks = Set(plan.hosts[0].checks.map(\.id.description))
        #expect(checks.isDisjoint(with: ["app.files", "app.version", "app.hash", "disk.write", "time.zone"]))
        #expect(checks.isSuperset(of: ["net.server", "disk.free", "os.version"]))
    }

    @Test func `loads the folder of example rooms`() throws {
        let rooms = try InventoryLoader.load([path("inventory")]).rooms
        #expect(rooms.map(\.profile.name) == ["demo", "lab-example"])
    }

    @Test func `asks for the mode of a room that does not say it`() throws {
        let error = #expect(throws: InvalidDocuments.self) {
            try PlaybookLoader.readiness(for: Fakes.room(1), catalogue: Self.catalogue)
        }
        #expect(error?.problems.first?.hint?.contains("room_mode: online") == true)
    }
}
