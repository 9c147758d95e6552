extension ControllerNetwork {
    /// Looks at this machine: cards, links, addresses, the default route and the power supply.
    ///
    /// Reads `getifaddrs(3)`, `/sys/class/net`, `/proc/net/route` and `/sys/class/power_supply`; a few milliseconds,
    /// no packet is sent.
    ///
    /// - Returns: The picture of this moment; what cannot be read is left out.
    public static func current() -> ControllerNetwork {
        ControllerNetwork(
            interfaces: InterfaceList.read().filter { !$0.isLoopback }.map(\.interface),
            hasDefaultRoute: SystemFile.text(at: "/proc/net/route").map(RouteTable.hasDefault) ?? false,
            isOnMains: PowerSupply.isOnMains()
        )
    }
}
