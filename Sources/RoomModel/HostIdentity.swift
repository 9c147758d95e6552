/// What tells one PC of a room from the others, as the PC says it; two PCs that share any of it are clones.
public struct HostIdentity: Hashable, Sendable, Codable {
    /// The name the PC calls itself.
    public let name: String
    /// 32 lower-case hexadecimal digits (machine-id(5)); nil where the system has none.
    public let machineID: String?
    /// The network cards' addresses in lower case: `3c:52:82:0a:11:07`.
    public let hardwareAddresses: [String]
    /// What the kernel named the time since it was started, 32 lower-case hexadecimal digits and dashes (random(4)): no two
    /// machines have the same, and no machine has it twice; nil where the system tells none.
    public let bootID: String?
    /// The IP addresses in the network by which the PC was reached, where they were asked for.
    public let addresses: [String]

    /// Creates the record.
    public init(
        name: String,
        machineID: String?,
        hardwareAddresses: [String],
        bootID: String? = nil,
        addresses: [String] = []
    ) {
        self.name = name
        self.machineID = machineID
        self.hardwareAddresses = hardwareAddresses
        self.bootID = bootID
        self.addresses = addresses
    }

    private enum Key: String, CodingKey {
        case name, machineID, hardwareAddresses, bootID, addresses
    }

    /// Reads the record; one without `addresses` has none, one without `bootID` does not tell it.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        self.init(
            name: try object.decode(String.self, forKey: .name),
            machineID: try object.decodeIfPresent(String.self, forKey: .machineID),
            hardwareAddresses: try object.decode([String].self, forKey: .hardwareAddresses),
            bootID: try object.decodeIfPresent(String.self, forKey: .bootID),
            addresses: try object.decodeIfPresent([String].self, forKey: .addresses) ?? []
        )
    }

    /// Writes the record; without addresses they are left out.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(name, forKey: .name)
        try object.encodeIfPresent(machineID, forKey: .machineID)
        try object.encode(hardwareAddresses, forKey: .hardwareAddresses)
        try object.encodeIfPresent(bootID, forKey: .bootID)
        if !addresses.isEmpty { try object.encode(addresses, forKey: .addresses) }
    }
}
