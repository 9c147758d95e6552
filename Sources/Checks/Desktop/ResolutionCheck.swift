public import Facts
public import RoomModel

/// Whether the desktop is large enough for the exam app.
public struct ResolutionCheck: Check {
    /// The smallest desktop.
    public let minimum: DisplaysFact.Size

    /// Creates the check.
    public init(minimum: DisplaysFact.Size) {
        self.minimum = minimum
    }

    /// The screens.
    public var facts: [any Fact] { [DisplaysFact()] }

    /// The app does not start on less.
    public var severity: Severity { .fail }

    /// Judges the smallest screen.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: DisplaysFact())
        guard let screens = reading.screens else { throw Unmeasured(reading.obstacle ?? .notReported) }
        func isEnough(_ size: DisplaysFact.Size) -> Bool {
            size.width >= minimum.width && size.height >= minimum.height
        }
        guard let screen = screens.first(where: { !isEnough($0) }) ?? screens.first else {
            throw Unmeasured(.notVisible(.hardware))
        }
        let seen = Measure.text("\(screen.width)x\(screen.height)")
        return isEnough(screen)
            ? Judgement(.pass, .met(seen))
            : Judgement(.fail, .tooLow(seen, minimum: .text("\(minimum.width)x\(minimum.height)")))
    }

    /// The two parameters of the least size.
    static let parameters = [
        Parameter(
            "width",
            .count,
            default: "1024",
            Localized(id: "Lebar paling sedikit, dalam piksel", en: "The least width, in pixels")
        ),
        Parameter(
            "height",
            .count,
            default: "720",
            Localized(id: "Tinggi paling sedikit, dalam piksel", en: "The least height, in pixels")
        ),
    ]

    /// The least size of `arguments`.
    ///
    /// - Throws: ``InvalidArgument`` for none at all.
    static func minimum(_ arguments: ParameterValues) throws(InvalidArgument) -> DisplaysFact.Size {
        DisplaysFact.Size(
            width: try arguments.count("width", atLeast: 1) ?? 1_024,
            height: try arguments.count("height", atLeast: 1) ?? 720
        )
    }

    /// `disp.res` of the catalogue.
    public static let definition = CheckDefinition(
        id: "disp.res",
        label: Localized(id: "Ukuran layar", en: "Screen size"),
        hint: Localized(
            id: "Ubah resolusi layar menjadi minimal 1024x720",
            en: "Set the screen to at least 1024x720"
        ),
        parameters: parameters,
        source: "Minimum specification of a client: 1024x720; ExamBrowser's own gate: 1023x719",
        make: { arguments throws(InvalidArgument) in ResolutionCheck(minimum: try minimum(arguments)) }
    )
}
