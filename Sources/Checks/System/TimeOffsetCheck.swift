public import Facts
public import RoomModel

/// Whether the PC's clock agrees with the controller's.
public struct TimeOffsetCheck: Check {
    /// Farther off than this, either way, is a note.
    public let warnAbove: Duration
    /// Farther off than this must be put right.
    public let failAbove: Duration

    /// Creates the check.
    public init(warnAbove: Duration = .seconds(30), failAbove: Duration = .seconds(120)) {
        self.warnAbove = warnAbove
        self.failAbove = failAbove
    }

    /// None: every probe tells the PC's time.
    public var facts: [any Fact] { [] }

    /// The app refuses a licence that is not valid yet, or no longer.
    public var severity: Severity { .fail }

    /// The clock.
    public var repair: CheckRepair? { CheckRepair("clock") }

    /// Compares the distance.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        guard let offset = readings.clockOffset else { throw Unmeasured(.notReported) }
        let distance = max(offset, .zero - offset)
        if distance > failAbove {
            return Judgement(.fail, .tooHigh(.clockOffset(offset), maximum: .duration(failAbove)))
        }
        if distance > warnAbove {
            return Judgement(.warn, .tooHigh(.clockOffset(offset), maximum: .duration(warnAbove)))
        }
        return Judgement(.pass, .met(.clockOffset(offset)))
    }

    /// `time.offset` of the catalogue.
    public static let definition = CheckDefinition(
        id: "time.offset",
        label: Localized(id: "Jam PC", en: "PC clock"),
        hint: Localized(id: "Setel jam dan tanggal PC", en: "Set the PC's clock and date"),
        parameters: [
            Parameter(
                "warn_above",
                .duration,
                default: "30 s",
                Localized(id: "Catatan bila selisihnya lebih besar", en: "A note when it is farther off")
            ),
            Parameter(
                "fail_above",
                .duration,
                default: "120 s",
                Localized(
                    id: "Harus disetel bila selisihnya lebih besar",
                    en: "Must be set when it is farther off"
                )
            ),
        ],
        source: "Own judgement; schools report \"lisensi tidak valid\" on PCs with a wrong clock",
        make: { arguments throws(InvalidArgument) in
            let warn = arguments.duration("warn_above") ?? .seconds(30)
            let fail = arguments.duration("fail_above") ?? .seconds(120)
            try LimitOrder.requireRising(warn, fail)
            return TimeOffsetCheck(warnAbove: warn, failAbove: fail)
        }
    )
}
