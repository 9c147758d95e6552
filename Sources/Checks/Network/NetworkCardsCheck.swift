public import Facts
public import RoomModel

/// Whether the PC has enough network cards for cables: a proctor's PC needs one to the room and one to the internet.
public struct NetworkCardsCheck: Check {
    /// Fewer must be put right.
    public let failBelow: Int

    /// Creates the check.
    public init(failBelow: Int) {
        self.failBelow = failBelow
    }

    /// The network cards.
    public var facts: [any Fact] { [NetworkLinksFact()] }

    /// The room's server cannot reach both networks.
    public var severity: Severity { .fail }

    /// Counts cards for cables, plugged in or not.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let count = try readings.reading(of: NetworkLinksFact()).links.count { $0.kind == .ethernet }
        return count < failBelow
            ? Judgement(.fail, .tooLow(.count(count), minimum: .count(failBelow)))
            : Judgement(.pass, .met(.count(count)))
    }

    /// `net.cards` of the catalogue.
    public static let definition = CheckDefinition(
        id: "net.cards",
        label: Localized(id: "Jumlah kartu LAN", en: "Network cards"),
        hint: Localized(id: "Pasang kartu LAN kedua", en: "Install a second network card"),
        parameters: [
            Parameter(
                "fail_below",
                .count,
                default: "2",
                Localized(id: "Harus ditambah bila lebih sedikit", en: "Too few when there are fewer")
            )
        ],
        source: "Minimum specification of a proctor PC, semi-online mode: two network cards",
        make: { arguments throws(InvalidArgument) in
            NetworkCardsCheck(failBelow: try arguments.count("fail_below", atLeast: 1) ?? 2)
        }
    )
}
