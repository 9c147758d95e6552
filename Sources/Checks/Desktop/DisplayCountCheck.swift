public import Facts
public import RoomModel

/// Whether the PC shows itself on one screen only.
public struct DisplayCountCheck: Check {
    /// More are a note.
    public let warnAbove: Int

    /// Creates the check.
    public init(warnAbove: Int = 1) {
        self.warnAbove = warnAbove
    }

    /// The screens.
    public var facts: [any Fact] { [DisplaysFact()] }

    /// A second screen is a second pair of eyes, no fault of the PC.
    public var severity: Severity { .warn }

    /// Counts what the desktop uses; where it cannot be seen, what is plugged in.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: DisplaysFact())
        guard let count = reading.screens?.count ?? reading.connected else {
            throw Unmeasured(reading.obstacle ?? .notReported)
        }
        guard count > 0 else { throw Unmeasured(.notVisible(.hardware)) }
        return count > warnAbove
            ? Judgement(.warn, .tooHigh(.count(count), maximum: .count(warnAbove)))
            : Judgement(.pass, .met(.count(count)))
    }

    /// `disp.count` of the catalogue.
    public static let definition = CheckDefinition(
        id: "disp.count",
        label: Localized(id: "Jumlah layar", en: "Number of screens"),
        hint: Localized(id: "Lepas monitor kedua", en: "Unplug the second monitor"),
        parameters: [
            Parameter(
                "warn_above",
                .count,
                default: "1",
                Localized(id: "Catatan bila layarnya lebih banyak", en: "A note when there are more screens")
            )
        ],
        source: "own judgement; ExamBrowser looks at the monitors too",
        make: { arguments throws(InvalidArgument) in
            DisplayCountCheck(warnAbove: try arguments.count("warn_above", atLeast: 1) ?? 1)
        }
    )
}
