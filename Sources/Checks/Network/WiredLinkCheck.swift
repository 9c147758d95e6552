public import Facts
public import RoomModel

/// Whether the PC takes the exam by cable, and a fast enough one.
public struct WiredLinkCheck: Check {
    /// What radio comes to.
    public let wireless: CheckStatus
    /// Fewer Mb/s are a note.
    public let warnBelow: Int

    /// Creates the check.
    public init(wireless: CheckStatus, warnBelow: Int = 100) {
        self.wireless = wireless
        self.warnBelow = warnBelow
    }

    /// The network cards.
    public var facts: [any Fact] { [NetworkLinksFact()] }

    /// Radio fails in the middle of an exam.
    public var severity: Severity { wireless == .fail ? .fail : .warn }

    /// Judges the card with the default route; without one, a cable that is plugged in.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: NetworkLinksFact())
        let up = reading.links.filter(\.isUp)
        let used = reading.defaultRoutes.compactMap { name in up.first { $0.name == name } }.first
        guard let link = used ?? up.first(where: { $0.kind == .ethernet }) ?? up.first else {
            throw Unmeasured(.notVisible(.hardware))
        }
        switch link.kind {
        case .ethernet: break
        case .wifi, .tether:
            let seen = Measure.text("\(link.kind == .wifi ? "Wi-Fi" : "USB") (\(link.name))")
            return Judgement(wireless, .unexpected(seen, expected: [.text("LAN")]))
        }
        guard let speed = link.megabitsPerSecond else { throw Unmeasured(.notVisible(.hardware)) }
        return speed < warnBelow
            ? Judgement(.warn, .tooLow(.text("\(speed) Mb/s"), minimum: .text("\(warnBelow) Mb/s")))
            : Judgement(.pass, .met(.text("\(speed) Mb/s")))
    }

    /// `link.wired` of the catalogue.
    public static let definition = CheckDefinition(
        id: "link.wired",
        label: Localized(id: "Sambungan jaringan", en: "Network link"),
        hint: Localized(id: "Pakai kabel LAN, bukan Wi-Fi", en: "Use the network cable, not Wi-Fi"),
        parameters: [
            Parameter(
                "wifi",
                .choice(["warn", "fail"]),
                default: "fail",
                Localized(
                    id: "Akibat memakai Wi-Fi atau HP: catatan, atau harus diperbaiki",
                    en: "What Wi-Fi or a phone comes to: a note, or must be put right"
                )
            ),
            Parameter(
                "warn_below",
                .count,
                default: "100",
                Localized(
                    id: "Catatan bila kecepatannya kurang dari ini, dalam Mb/s",
                    en: "A note when the link is slower than this, in Mb/s"
                )
            ),
        ],
        source: "Minimum specification of a client: cable only in semi-online mode, 100 Mb/s",
        make: { arguments throws(InvalidArgument) in
            WiredLinkCheck(
                wireless: arguments.text("wifi") == "warn" ? .warn : .fail,
                warnBelow: try arguments.count("warn_below", atLeast: 1) ?? 100
            )
        }
    )
}
