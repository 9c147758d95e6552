import LocalNetwork
import Testing

@Suite struct IPNetworkTests {
    @Test(arguments: [
        ("192.168.0.0/24", "192.168.0.7", true), ("192.168.0.0/24", "192.168.1.7", false),
        ("192.168.0.0/23", "192.168.1.7", true), ("10.0.0.0/8", "10.255.0.1", true),
        ("0.0.0.0/0", "8.8.8.8", true), ("192.168.0.7", "192.168.0.7", true),
        ("192.168.0.7", "192.168.0.8", false), ("192.168.0.7/32", "192.168.0.6", false),
        ("192.168.0.128/25", "192.168.0.127", false), ("fd00::/64", "fd00::1", true),
        ("fd00::/64", "fd00:0:0:1::1", false), ("fe80::/10", "febf::1", true), ("0.0.0.0/0", "::1", false),
    ])
    func `knows what is inside`(_ network: String, _ address: String, _ expected: Bool) throws {
        let network = try #require(IPNetwork(network))
        let address = try #require(IPAddress(address))
        #expect(network.contains(address) == expected)
    }

    @Test(arguments: [
        "192.168.0.0/33", "192.168.0/24", "192.168.0.0/", "192.168.0.0/+8", "fd00::/129", "pc07", "", "/24",
        "192.168.0.0/24/1", "192.168.0.0/-1",
    ])
    func `refuses what is no network`(_ text: String) {
        #expect(IPNetwork(text) == nil)
    }

    @Test func `prints as it reads`() {
        #expect(IPNetwork("192.168.0.50/24")?.description == "192.168.0.50/24")
        #expect(IPNetwork("FD00:0::1/64")?.description == "fd00::1/64")
        #expect(IPAddress("fe80::1%eth0")?.description == "fe80::1")
    }

    @Test(arguments: [("127.0.3.9", true), ("::1", true), ("128.0.0.1", false), ("::2", false)])
    func `knows loopback`(_ text: String, _ expected: Bool) {
        #expect(IPAddress(text)?.isLoopback == expected)
    }
}
