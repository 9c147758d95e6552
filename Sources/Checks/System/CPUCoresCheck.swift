public import Facts
public import RoomModel

/// Whether the processor has enough cores.
public struct CPUCoresCheck: Check {
    /// Fewer than this is a note.
    public let warnBelow: Int
    /// Fewer than this must be put right; nil: no such limit.
    public let failBelow: Int?

    /// Creates the check.
    public init(warnBelow: Int = 2, failBelow: Int? = nil) {
        self.warnBelow = warnBelow
        self.failBelow = failBelow
    }

    /// The cores.
    public var facts: [any Fact] { [CPUCoresFact()] }

    /// A slow client still works and makes a good spare; a slow server does not.
    public var severity: Severity { failBelow == nil ? .warn : .fail }

    /// Compares the count.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let cores = try readings.reading(of: CPUCoresFact())
        if let failBelow, cores < failBelow {
            return Judgement(.fail, .tooLow(.count(cores), minimum: .count(failBelow)))
        }
        return cores < warnBelow
            ? Judgement(.warn, .tooLow(.count(cores), minimum: .count(warnBelow)))
            : Judgement(.pass, .met(.count(cores)))
    }

    /// `cpu.cores` of the catalogue.
    public static let definition = CheckDefinition(
        id: "cpu.cores",
        label: Localized(id: "Jumlah inti CPU", en: "CPU cores"),
        hint: Localized(
            id: "CPU di bawah syarat; jadikan PC cadangan",
            en: "The CPU is below the minimum; use the PC as a spare"
        ),
        parameters: [
            Parameter(
                "warn_below",
                .count,
                default: "2",
                Localized(id: "Catatan bila intinya lebih sedikit", en: "A note when there are fewer cores")
            ),
            Parameter(
                "fail_below",
                .count,
                Localized(
                    id: "Harus diganti bila intinya lebih sedikit",
                    en: "Too few when there are fewer cores"
                )
            ),
        ],
        source: "POS/juknis ANBK, minimum specification of a client: 2 cores",
        make: { arguments throws(InvalidArgument) in
            let warn = try arguments.count("warn_below", atLeast: 1) ?? 2
            let fail = try arguments.count("fail_below", atLeast: 1)
            try LimitOrder.requireFalling(warn, fail)
            return CPUCoresCheck(warnBelow: warn, failBelow: fail)
        }
    )
}
