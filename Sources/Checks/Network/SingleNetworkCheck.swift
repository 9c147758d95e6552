public import Facts
public import RoomModel

/// Whether the PC is in one network only.
public struct SingleNetworkCheck: Check {
    /// The network cards and default routes.
    public var facts: [any Fact] { [NetworkLinksFact()] }

    /// The PC may ask the wrong network for the exam server.
    public var severity: Severity { .warn }

    /// Names the cards and ways beyond the first.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: NetworkLinksFact())
        let up = reading.links.filter(\.isUp)
        let names =
            reading.defaultRoutes + up.sorted { $0.kind == .ethernet && $1.kind != .ethernet }.map(\.name)
        var seen: Set<String> = []
        let networks = names.filter { seen.insert($0).inserted }
        guard let first = networks.first else { throw Unmeasured(.notVisible(.hardware)) }
        return networks.count > 1
            ? Judgement(.warn, .unwanted(Array(networks.dropFirst()))) : Judgement(.pass, .met(.text(first)))
    }

    /// `net.multi` of the catalogue.
    public static let definition = CheckDefinition(
        id: "net.multi",
        label: Localized(id: "Jaringan kedua", en: "Second network"),
        hint: Localized(id: "Matikan Wi-Fi atau tethering", en: "Turn off Wi-Fi or tethering"),
        source: "own judgement: schools report exam traffic on the wrong network",
        make: { _ in SingleNetworkCheck() }
    )
}
