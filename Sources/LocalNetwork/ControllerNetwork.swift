public import RoomModel

/// What this machine sees of itself and of its neighbours, at one moment.
public struct ControllerNetwork: Hashable, Sendable {
    /// The network cards, loopback left out.
    public let interfaces: [NetworkInterface]
    /// Whether there is a way out of its own networks.
    public let hasDefaultRoute: Bool
    /// Whether it runs on mains power; nil where it has no battery or does not say.
    public let isOnMains: Bool?

    /// Creates the picture.
    ///
    /// - Parameters:
    ///   - interfaces: The network cards, loopback left out.
    ///   - hasDefaultRoute: Whether there is a way out of its own networks.
    ///   - isOnMains: Whether it runs on mains power, if known.
    public init(interfaces: [NetworkInterface], hasDefaultRoute: Bool = false, isOnMains: Bool? = nil) {
        self.interfaces = interfaces
        self.hasDefaultRoute = hasDefaultRoute
        self.isOnMains = isOnMains
    }

    /// The networks that this machine reaches without a router.
    public var connectedNetworks: [IPNetwork] {
        interfaces.filter(\.isUp).flatMap(\.addresses)
    }

    /// Whether `address` is on a network that this machine is directly connected to, or this machine itself.
    ///
    /// - Parameter address: A PC's address.
    /// - Returns: Whether packets to it pass no router.
    public func isDirectlyConnected(_ address: IPAddress) -> Bool {
        address.isLoopback || connectedNetworks.contains { $0.contains(address) }
    }

    /// How fast the link towards a room is, in Mb/s: of the card whose network its PCs are on.
    ///
    /// - Parameter hosts: The PCs.
    /// - Returns: nil where no card is on their network, or none says how fast it is.
    public func megabitsPerSecond(towards hosts: [Host]) -> Int? {
        let addresses = hosts.compactMap { IPAddress(($0.jumps.first ?? $0).address.description) }
        return interfaces.filter { interface in
            interface.isUp
                && interface.addresses.contains { network in addresses.contains { network.contains($0) } }
        }
        .compactMap(\.megabitsPerSecond).min()
    }

    /// Whether this machine is in the room's network.
    ///
    /// - Parameters:
    ///   - network: The room's network, if the inventory names one.
    ///   - addresses: The PCs' addresses; names are left out.
    /// - Returns: With a network: whether one of this machine's addresses is in it. Without: true where a PC is on a
    ///   directly connected network, nil otherwise, since a routed room is possible. A room on loopback is always near.
    public func isIn(roomNetwork network: IPNetwork?, of addresses: [IPAddress]) -> Bool? {
        if !addresses.isEmpty, addresses.allSatisfy(\.isLoopback) { return true }
        if let network {
            return network.address.isLoopback
                || connectedNetworks.contains { network.contains($0.address) }
        }
        return addresses.contains(where: isDirectlyConnected) ? true : nil
    }

    /// What a report says of this machine.
    ///
    /// A run is held back only on positive proof that it cannot work: the inventory names the room's network and no
    /// address is in it, or no card has a link while the room is not on loopback.
    ///
    /// - Parameters:
    ///   - profile: The room; names its network.
    ///   - hosts: The PCs that are reached over the network.
    ///   - at: When this picture was taken.
    /// - Returns: The findings for the run's events.
    public func findings(room profile: RoomProfile, hosts: [Host], at: Timestamp) -> ControllerFindings {
        let remote = hosts.filter { $0.access == .ssh }
        // Of a PC behind jump hosts, only the first of these is on a network that this machine must reach.
        let addresses = remote.compactMap { IPAddress(($0.jumps.first ?? $0).address.description) }
        let isNear = isIn(roomNetwork: profile.network.flatMap(IPNetwork.init), of: addresses)
        let hasLink = interfaces.contains(where: \.isUp)
        return ControllerFindings(
            interfaces: interfaces.map { interface in
                ControllerFindings.Interface(
                    name: interface.name,
                    isWireless: interface.isWireless,
                    isUp: interface.isUp,
                    addresses: interface.addresses.map(\.description)
                )
            },
            isInRoomNetwork: isNear ?? (hasLink || remote.isEmpty ? nil : false),
            network: profile.network,
            blocksRun: !remote.isEmpty && (isNear == false || (isNear == nil && !hasLink)),
            at: at
        )
    }
}
