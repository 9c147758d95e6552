public import Facts
public import RoomModel

/// Whether enough memory is built in.
public struct RAMTotalCheck: Check {
    /// The limits.
    public let limits: SpaceLimits

    /// Creates the check.
    public init(limits: SpaceLimits) {
        self.limits = limits
    }

    /// The memory.
    public var facts: [any Fact] { [RAMTotalFact()] }

    /// The exam app refuses to start with less than its own minimum.
    public var severity: Severity { .fail }

    /// Compares the amount.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        limits.judge(try readings.reading(of: RAMTotalFact()))
    }

    /// `ram.total` of the catalogue.
    public static let definition = CheckDefinition(
        id: "ram.total",
        label: Localized(id: "RAM terpasang", en: "Installed RAM"),
        hint: Localized(
            id: "RAM kurang; tambah RAM atau ganti PC",
            en: "Too little RAM; add some or change the PC"
        ),
        parameters: [
            Parameter(
                "warn_below",
                .bytes,
                default: "1920 MiB",
                Localized(
                    id: "Catatan bila kurang dari ini; 128 MiB dari 2 GiB boleh dipakai perangkat sendiri",
                    en: "A note when there is less; the hardware may keep 128 MiB of 2 GiB for itself"
                )
            ),
            Parameter(
                "fail_below",
                .bytes,
                default: "1 GiB",
                Localized(id: "PC tidak dapat dipakai bila kurang dari ini", en: "The PC is no use with less")
            ),
        ],
        source: "POS/juknis ANBK: 2 GB; ExamBrowser's own gate: 1 GB; 128 MiB reserved: own judgement",
        make: { arguments throws(InvalidArgument) in RAMTotalCheck(limits: try SpaceLimits(arguments)) }
    )
}
