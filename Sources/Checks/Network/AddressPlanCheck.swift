public import Facts
public import RoomModel

/// Whether the PC's address is one the room's plan has for it.
public struct AddressPlanCheck: Check {
    private let network: String
    private let plan: AddressPlan
    private let reserved: [String]
    private let doubtful: [String]
    private let mustBeManual: Bool

    /// The addresses.
    public var facts: [any Fact] { [AddressesFact()] }

    /// A PC outside the plan does not reach the exam server.
    public var severity: Severity { .fail }

    /// Judges the address Siaga reached the PC at, else the one inside the network, else the first.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: AddressesFact())
        func isInPlan(_ address: AddressesFact.Address) -> Bool {
            AddressPlan.number(address.address).map(plan.allows) ?? false
        }
        let inside = reading.addresses.filter(isInPlan)
        guard
            let address = inside.first(where: { $0.address == reading.serverAddress }) ?? inside.first
                ?? reading.addresses.first(where: { $0.address == reading.serverAddress })
                ?? reading.addresses.first
        else { return Judgement(.fail, .missing([network])) }
        func unlike(_ seen: String, _ expected: String?) -> Finding {
            .unexpected(.text(seen), expected: expected.map { [.text($0)] } ?? [])
        }
        guard isInPlan(address) else { return Judgement(.fail, unlike(address.address, network)) }
        if reserved.contains(address.address) { return Judgement(.fail, unlike(address.address, nil)) }
        guard address.prefixLength == plan.prefixLength else {
            let seen = "\(address.address)/\(address.prefixLength)"
            return Judgement(.fail, unlike(seen, "/\(plan.prefixLength)"))
        }
        if mustBeManual {
            if address.isDynamic { return Judgement(.fail, unlike("\(address.address) DHCP", "manual")) }
            guard !reading.hasSilentClient else { throw Unmeasured(.notVisible(.hardware)) }
        }
        if doubtful.contains(address.address) { return Judgement(.warn, unlike(address.address, nil)) }
        return Judgement(.pass, .met(.text(address.address)))
    }

    /// `ip.plan` of the catalogue.
    public static let definition = CheckDefinition(
        id: "ip.plan",
        label: Localized(id: "Alamat IP", en: "IP address"),
        hint: Localized(
            id: "Setel IP statis 192.168.0.n, bukan .200",
            en: "Set a static IP address 192.168.0.n, not .200"
        ),
        parameters: [
            Parameter(
                "network",
                .text,
                isRequired: true,
                example: "192.168.0.0/24",
                Localized(id: "Jaringan ruang: 192.168.0.0/24", en: "The room's network: 192.168.0.0/24")
            ),
            Parameter(
                "reserved",
                .texts,
                Localized(
                    id: "Alamat yang tidak boleh dipakai klien, misalnya alamat server",
                    en: "Addresses no client may have, such as the server's"
                )
            ),
            Parameter(
                "doubtful",
                .texts,
                Localized(id: "Alamat yang memberi catatan", en: "Addresses that give a note")
            ),
            Parameter(
                "static",
                .flag,
                default: "true",
                Localized(
                    id: "Apakah alamat harus disetel di PC, bukan dari DHCP",
                    en: "Whether the address must be set on the PC, not come by DHCP"
                )
            ),
        ],
        source: "Semi-online mode: static 192.168.0.n, the server at .200",
        make: { arguments throws(InvalidArgument) in
            let network = arguments.text("network") ?? ""
            guard let plan = AddressPlan(network) else {
                throw InvalidArgument(
                    "network",
                    "`\(network.safe(limit: 40))` is no IPv4 network",
                    hint: "write it as `192.168.0.0/24`"
                )
            }
            for name in ["reserved", "doubtful"] {
                for text in arguments.texts(name) where AddressPlan.number(text) == nil {
                    throw InvalidArgument(name, "`\(text.safe(limit: 40))` is no IPv4 address")
                }
            }
            return AddressPlanCheck(
                network: network,
                plan: plan,
                reserved: arguments.texts("reserved"),
                doubtful: arguments.texts("doubtful"),
                mustBeManual: arguments.values["static"] != .flag(false)
            )
        }
    )
}
