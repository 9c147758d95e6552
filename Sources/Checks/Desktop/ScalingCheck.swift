public import Facts
public import RoomModel

/// Whether the desktop's enlargement leaves room for the exam app.
public struct ScalingCheck: Check {
    /// The smallest desktop, enlarged.
    public let minimum: DisplaysFact.Size
    /// More enlargement is a note; percent.
    public let warnAbove: Int

    /// Creates the check.
    public init(minimum: DisplaysFact.Size, warnAbove: Int = 125) {
        self.minimum = minimum
        self.warnAbove = warnAbove
    }

    /// The screens.
    public var facts: [any Fact] { [DisplaysFact()] }

    /// Parts of a question may lie outside the screen.
    public var severity: Severity { .warn }

    /// Judges the enlargement, then the size that it leaves.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: DisplaysFact())
        guard let screens = reading.screens else { throw Unmeasured(reading.obstacle ?? .notReported) }
        guard let percent = reading.percent else { throw Unmeasured(.needs(["xrdb"])) }
        guard percent <= warnAbove else {
            let limit = Measure.percent(Double(warnAbove))
            return Judgement(.warn, .tooHigh(.percent(Double(percent)), maximum: limit))
        }
        guard !screens.isEmpty else { throw Unmeasured(.notVisible(.hardware)) }
        for screen in screens {
            let (width, height) = (screen.width * 100 / percent, screen.height * 100 / percent)
            guard width >= minimum.width, height >= minimum.height else {
                let limit = Measure.text("\(minimum.width)x\(minimum.height)")
                return Judgement(.warn, .tooLow(.text("\(width)x\(height)"), minimum: limit))
            }
        }
        return Judgement(.pass, .met(.percent(Double(percent))))
    }

    /// `disp.scale` of the catalogue.
    public static let definition = CheckDefinition(
        id: "disp.scale",
        label: Localized(id: "Skala layar", en: "Screen scaling"),
        hint: Localized(id: "Atur skala layar 100%", en: "Set the scaling to 100 %"),
        parameters: ResolutionCheck.parameters + [
            Parameter(
                "warn_above",
                .count,
                default: "125",
                Localized(
                    id: "Catatan bila skalanya lebih besar, dalam persen",
                    en: "A note when the scaling is larger, in percent"
                )
            )
        ],
        source: "own judgement; effective size as for the screen size",
        make: { arguments throws(InvalidArgument) in
            ScalingCheck(
                minimum: try ResolutionCheck.minimum(arguments),
                warnAbove: try arguments.count("warn_above", atLeast: 100) ?? 125
            )
        }
    )
}
