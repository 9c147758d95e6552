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

    /// The checks the shipped playbooks name, with the parameters they set and the variables that fill them.
    private static let catalogue: [CheckDefinition] = [
        Fakes.definition("ssh.reach", []), Fakes.definition("host.key", []),
        Fakes.definition("exam.running", []),
        Fakes.definition(
            "os.version",
            [Fakes.parameter("pass", .texts, required: true), Fakes.parameter("warn", .texts)]
        ),
        Fakes.definition(
            "os.arch",
            [Fakes.parameter("expected", .choice(["64", "32", "any"]), required: true)]
        ),
        Fakes.definition("cpu.cores", [Fakes.parameter("warn_below", .count)]),
        Fakes.definition(
            "ram.total",
            [Fakes.parameter("warn_below", .bytes), Fakes.parameter("fail_below", .bytes)]
        ),
        Fakes.definition("ram.free", [Fakes.parameter("warn_below", .bytes)]),
        Fakes.definition(
            "disk.free",
            [
                Fakes.parameter("path", .text, variable: "exam_app_path"),
                Fakes.parameter("warn_below", .bytes),
                Fakes.parameter("fail_below", .bytes),
            ],
            subject: "path"
        ),
        Fakes.definition(
            "disk.write",
            [
                Fakes.parameter("path", .text, variable: "exam_app_path", required: true),
                Fakes.parameter("account", .text, variable: "student_user"),
            ]
        ),
        Fakes.definition(
            "time.offset",
            [Fakes.parameter("warn_above", .duration), Fakes.parameter("fail_above", .duration)]
        ),
        Fakes.definition(
            "time.zone",
            [Fakes.parameter("expected", .text, variable: "time_zone", required: true)]
        ),
        Fakes.definition(
            "app.files",
            [
                Fakes.parameter("path", .text, variable: "exam_app_path", required: true),
                Fakes.parameter("files", .texts, required: true),
            ]
        ),
        Fakes.definition(
            "app.version",
            [
                Fakes.parameter("path", .text, variable: "exam_app_path", required: true),
                Fakes.parameter("expected", .text, variable: "exam_app_version", required: true),
            ]
        ),
        Fakes.definition("app.hash", [Fakes.parameter("manifest", .texts, required: true)]),
        Fakes.definition("dns.hosts", [Fakes.parameter("names", .texts, required: true)]),
        Fakes.definition(
            "net.server",
            [
                Fakes.parameter("url", .text, required: true), Fakes.parameter("status", .counts),
                Fakes.parameter("within", .duration),
                Fakes.parameter("tls", .choice(["verify", "pin", "any"])),
            ]
        ),
        Fakes.definition(
            "net.exam",
            [
                Fakes.parameter("hosts", .texts, required: true), Fakes.parameter("port", .count),
                Fakes.parameter("required", .texts),
            ]
        ),
        Fakes.definition(
            "net.quality",
            [
                Fakes.parameter("target", .text, required: true), Fakes.parameter("probes", .count),
                Fakes.parameter("loss_above", .percent), Fakes.parameter("p95_above", .duration),
            ]
        ),
    ]

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
        for (mode, count) in [(RoomMode.semiOnline, 17), (.online, 18)] {
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
