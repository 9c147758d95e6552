import Testing

@testable import LocalNetwork

@Suite struct SystemTablesTests {
    private let header = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"

    @Test(arguments: [
        ("eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n", true),
        ("eth0\t0000A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n", false),
        ("eth0\t00000000\t0100A8C0\t0002\t0\t0\t100\t00000000\t0\t0\t0\n", false),
        ("eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000080\t0\t0\t0\n", false), ("", false),
        ("x\n", false),
    ])
    func `finds the default route`(_ row: String, _ expected: Bool) {
        #expect(RouteTable.hasDefault(header + row) == expected)
    }

    @Test func `does not guess the power supply where none is listed`() {
        #expect(PowerSupply.isOnMains(in: "/nonesuch") == nil)
    }

    @Test func `reads no file that is not there`() {
        #expect(SystemFile.text(at: "/nonesuch") == nil)
        #expect(SystemFile.names(in: "/nonesuch").isEmpty)
        #expect(SystemFile.names(in: "/proc/self").contains("status"))
    }
}
