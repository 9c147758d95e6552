public import Facts
public import RoomModel

/// Which addresses the PC has: recorded on each PC, compared by the room.
public struct AddressConflictCheck: Check {
    /// The addresses, and who has them.
    public var facts: [any Fact] { [HostIdentityFact(), AddressesFact()] }

    /// Of two PCs with one address, each loses its connection to the other.
    public var severity: Severity { .fail }

    /// Met once they are known; whether another PC has one of them too, the room's report finds.
    ///
    /// Only addresses in the network by which Siaga came count: bridges of virtual machines and containers have the
    /// same address on every PC.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let identity = try readings.reading(of: HostIdentityFact())
        let reading = try readings.reading(of: AddressesFact())
        let own = reading.serverAddress.flatMap(AddressPlan.number)
        let addresses = reading.addresses.filter { address in
            guard let own, let number = AddressPlan.number(address.address) else { return false }
            let mask = UInt32.max << UInt32(32 - address.prefixLength)
            return number & mask == own & mask
        }
        .map(\.address)
        return Judgement(
            .pass,
            .identity(
                HostIdentity(
                    name: identity.name,
                    machineID: identity.machineID,
                    hardwareAddresses: identity.hardwareAddresses,
                    bootID: identity.bootID,
                    addresses: addresses
                )
            )
        )
    }

    /// `ip.dup` of the catalogue.
    public static let definition = CheckDefinition(
        id: "ip.dup",
        label: Localized(id: "Alamat kembar", en: "Address used twice"),
        hint: Localized(
            id: "Alamat bentrok dengan PC lain; ganti salah satu",
            en: "Its address collides with another PC's; change one of them"
        ),
        source: "own judgement: of two PCs with one address only one is reached",
        make: { _ in AddressConflictCheck() }
    )
}
