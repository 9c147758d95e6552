import LocalNetwork
import Testing

@Suite struct NeighbourTableTests {
    /// The kernel's format with every case: answered, silent, silent with a stale card address, permanent, another network.
    private let table = """
        IP address       HW type     Flags       HW address            Mask     Device
        192.168.0.1      0x1         0x2         D4:5D:64:0A:11:9F     *        eth0
        192.168.0.11     0x1         0x0         00:00:00:00:00:00     *        eth0
        192.168.0.12     0x1         0x0         d4:5d:64:0a:11:a2     *        eth0
        192.168.0.13     0x1         0x6         d4:5d:64:0a:11:a3     *        eth0
        10.9.0.4         0x1         0x0         00:00:00:00:00:00     *        wlan0
        """

    private var network: ControllerNetwork {
        get throws {
            let address = try #require(IPNetwork("192.168.0.50/24"))
            return ControllerNetwork(interfaces: [NetworkInterface(name: "eth0", addresses: [address])])
        }
    }

    @Test(arguments: [
        ("192.168.0.1", NeighbourTable.Sign.answered(mac: "d4:5d:64:0a:11:9f")), ("192.168.0.11", .silent),
        ("192.168.0.12", .silent), ("192.168.0.13", .answered(mac: "d4:5d:64:0a:11:a3")),
        ("192.168.0.14", .unknown), ("10.9.0.4", .unknown), ("127.0.0.1", .unknown), ("fe80::1", .unknown),
    ])
    func `tells an answer from silence from what it cannot know`(
        _ address: String,
        _ sign: NeighbourTable.Sign
    ) throws {
        let address = try #require(IPAddress(address))
        let seen = try NeighbourTable(arp: table).sign(of: address, seenFrom: network)
        #expect(seen == sign)
    }

    /// Recorded on Debian 12 after a connection attempt to each address.
    @Test func `reads what the kernel really prints`() throws {
        let recorded = """
            IP address       HW type     Flags       HW address            Mask     Device
            192.0.2.1        0x1         0x2         02:fc:00:00:00:05     *        eth0
            192.0.2.77       0x1         0x0         00:00:00:00:00:00     *        eth0
            """
        let own = try #require(IPNetwork("192.0.2.2/24"))
        let network = ControllerNetwork(interfaces: [NetworkInterface(name: "eth0", addresses: [own])])
        let neighbours = NeighbourTable(arp: recorded)
        let gateway = try #require(IPAddress("192.0.2.1"))
        let nobody = try #require(IPAddress("192.0.2.77"))
        #expect(neighbours.sign(of: gateway, seenFrom: network) == .answered(mac: "02:fc:00:00:00:05"))
        #expect(neighbours.sign(of: nobody, seenFrom: network) == .silent)
    }

    @Test(arguments: ["", "IP address\n", "x\nnonsense\n192.168.0.11 0x1\n192.168.0.11 0x1 zz aa * eth0\n"])
    func `concludes nothing from a table it cannot read`(_ text: String) throws {
        let address = try #require(IPAddress("192.168.0.11"))
        let seen = try NeighbourTable(arp: text).sign(of: address, seenFrom: network)
        #expect(seen == .unknown)
    }

    @Test func `takes an answer on one card over silence on another`() throws {
        let text = """
            IP address       HW type     Flags       HW address            Mask     Device
            192.168.0.11     0x1         0x0         00:00:00:00:00:00     *        wlan0
            192.168.0.11     0x1         0x2         d4:5d:64:0a:11:a1     *        eth0
            192.168.0.11     0x1         0x0         00:00:00:00:00:00     *        eth1
            """
        let address = try #require(IPAddress("192.168.0.11"))
        let sign = try NeighbourTable(arp: text).sign(of: address, seenFrom: network)
        #expect(sign == .answered(mac: "d4:5d:64:0a:11:a1"))
    }
}
