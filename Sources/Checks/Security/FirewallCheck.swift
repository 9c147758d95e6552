public import Facts
public import RoomModel

/// Whether the PC's own firewall lets the exam app out.
public struct FirewallCheck: Check {
    /// The firewall.
    public var facts: [any Fact] { [FirewallFact()] }

    /// The network checks tell whether it matters.
    public var severity: Severity { .warn }

    /// Port 443 must be open outwards.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        try readings.reading(of: FirewallFact())
            ? Judgement(.pass, .met(nil)) : Judgement(.warn, .missing(["443/tcp"]))
    }

    /// `sec.firewall` of the catalogue.
    public static let definition = CheckDefinition(
        id: "sec.firewall",
        label: Localized(id: "Firewall PC", en: "Firewall of the PC"),
        hint: Localized(
            id: "Buka port 443 keluar dan beri pengecualian antivirus",
            en: "Open port 443 outwards and add an antivirus exclusion"
        ),
        source: "The exam hosts answer on HTTPS, port 443",
        make: { _ in FirewallCheck() }
    )
}
