import LocalNetwork
import RoomModel
import Testing

@Suite struct ControllerNetworkTests {
    private func network(_ address: String?, isUp: Bool = true) throws -> ControllerNetwork {
        let addresses = try address.map { try [#require(IPNetwork($0))] } ?? []
        return ControllerNetwork(interfaces: [
            NetworkInterface(name: "eth0", isUp: isUp, addresses: addresses)
        ])
    }

    private func findings(
        _ network: ControllerNetwork,
        room: String?,
        hosts: [String],
        access: HostAccess = .ssh
    ) throws -> ControllerFindings {
        let hosts = try hosts.map {
            try Host(name: HostName("pc"), address: NetworkAddress($0), access: access)
        }
        return network.findings(
            room: RoomProfile(name: "lab", network: room),
            hosts: hosts,
            at: Timestamp(milliseconds: 0)
        )
    }

    @Test(arguments: [
        ("192.168.0.50/24", "192.168.0.0/24", true), ("10.20.4.17/24", "192.168.0.0/24", false),
        // A laptop with a wrong mask still has an address in the room's network.
        ("192.168.0.50/16", "192.168.0.0/24", true), (nil, "192.168.0.0/24", false),
    ])
    func `compares its own addresses with the room's network`(
        _ own: String?,
        _ room: String,
        _ isNear: Bool
    ) throws {
        let findings = try findings(network(own), room: room, hosts: ["192.168.0.7"])
        #expect(findings.isInRoomNetwork == isNear)
        #expect(findings.blocksRun == !isNear)
        #expect(findings.network == room)
    }

    @Test func `counts an address on a card without a link as none`() throws {
        let unplugged = try network("192.168.0.50/24", isUp: false)
        #expect(try findings(unplugged, room: "192.168.0.0/24", hosts: ["192.168.0.7"]).blocksRun)
        #expect(try findings(unplugged, room: nil, hosts: ["192.168.0.7"]).blocksRun)
    }

    @Test func `does not hold a run back without proof`() throws {
        let here = try network("192.168.0.50/24")
        let near = try findings(here, room: nil, hosts: ["192.168.0.7", "pc08"])
        #expect(near.isInRoomNetwork == true)
        #expect(!near.blocksRun)
        let routed = try findings(here, room: nil, hosts: ["10.1.0.7"])
        #expect(routed.isInRoomNetwork == nil)
        #expect(!routed.blocksRun)
        let named = try findings(here, room: nil, hosts: ["pc07"])
        #expect(named.isInRoomNetwork == nil)
        #expect(!named.blocksRun)
    }

    @Test(arguments: [nil, "127.0.0.0/8", "192.168.0.0/24"])
    func `is always near a room on loopback`(_ room: String?) throws {
        let findings = try findings(network(nil, isUp: false), room: room, hosts: ["127.0.1.1", "127.0.1.2"])
        #expect(findings.isInRoomNetwork == true)
        #expect(!findings.blocksRun)
    }

    @Test func `needs no network for a room without PCs to reach`() throws {
        let findings = try findings(network(nil, isUp: false), room: nil, hosts: ["pc01"], access: .local)
        #expect(!findings.blocksRun)
    }

    @Test func `sees this machine as the kernel does`() throws {
        let current = ControllerNetwork.current()
        #expect(!current.interfaces.contains { $0.name == "lo" })
        for interface in current.interfaces {
            let addresses = interface.addresses.map(\.address)
            #expect(!addresses.contains { $0.isLoopback })
        }
        let loopback = try #require(IPAddress("127.0.0.1"))
        #expect(current.isDirectlyConnected(loopback))
    }
}
