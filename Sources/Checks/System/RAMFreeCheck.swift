public import Facts
public import RoomModel

/// Whether enough memory is free for the exam app.
public struct RAMFreeCheck: Check {
    /// The limit.
    public let limits: SpaceLimits

    /// Creates the check.
    public init(limits: SpaceLimits) {
        self.limits = limits
    }

    /// The free memory.
    public var facts: [any Fact] { [RAMFreeFact()] }

    /// Closing programs is enough.
    public var severity: Severity { .warn }

    /// Compares the amount.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        limits.judge(try readings.reading(of: RAMFreeFact()))
    }

    /// `ram.free` of the catalogue.
    public static let definition = CheckDefinition(
        id: "ram.free",
        label: Localized(id: "RAM bebas", en: "Free RAM"),
        hint: Localized(id: "Tutup aplikasi lain", en: "Close other programs"),
        parameters: [
            Parameter(
                "warn_below",
                .bytes,
                default: "512 MiB",
                Localized(id: "Catatan bila kurang dari ini", en: "A note when there is less")
            )
        ],
        source: "Own judgement: what the exam app and a browser window need",
        make: { arguments throws(InvalidArgument) in RAMFreeCheck(limits: try SpaceLimits(arguments)) }
    )
}
