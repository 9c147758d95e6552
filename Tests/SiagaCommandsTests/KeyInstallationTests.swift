import RoomModel
import Testing

@testable import SiagaCommands

@Suite struct KeyInstallationTests {
    private func files(given: String? = nil, inventory: [String]) throws -> [String] {
        var host = Host(name: try HostName("pc01"), address: try NetworkAddress("192.168.0.1"))
        host.identityFiles = inventory
        return KeyInstallation.keyFiles(given: given, hosts: [host, host], home: "/home/proktor")
    }

    @Test func `places the key that the inventory names, since a scan will log in with it`() throws {
        let found = try files(inventory: ["~/.ssh/siaga_room"])
        #expect(found.first == "/home/proktor/.ssh/siaga_room")
        #expect(found.count == 3)
    }

    @Test func `a key on the command line is the only one`() throws {
        #expect(try files(given: "/keys/lab", inventory: ["~/.ssh/siaga_room"]) == ["/keys/lab"])
    }
}
