public import Facts
public import RoomModel

/// Whether programs of the package's kind, 32 or 64 bits, belong on the PC.
public struct OSArchCheck: Check {
    /// 32 or 64; nil: both are good, and only shown.
    public let bits: Int?

    /// Creates the check.
    public init(bits: Int?) {
        self.bits = bits
    }

    /// The architecture.
    public var facts: [any Fact] { [OSArchFact()] }

    /// The wrong package does not start.
    public var severity: Severity { .fail }

    /// Compares the bits.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let found = try readings.reading(of: OSArchFact()).bits
        let measure = Measure.text("\(found) bit")
        guard let bits, bits != found else { return Judgement(.pass, .met(measure)) }
        return Judgement(.fail, .unexpected(measure, expected: [.text("\(bits) bit")]))
    }

    /// `os.arch` of the catalogue.
    public static let definition = CheckDefinition(
        id: "os.arch",
        label: Localized(id: "Jenis sistem (32/64 bit)", en: "Kind of system (32/64 bit)"),
        hint: Localized(
            id: "Pasang paket 32/64 bit yang sesuai",
            en: "Install the matching package, 32 or 64 bit"
        ),
        parameters: [
            Parameter(
                "expected",
                .choice(["64", "32", "any"]),
                isRequired: true,
                example: "64",
                Localized(id: "64, 32, atau any (keduanya boleh)", en: "64, 32, or any (both are good)")
            )
        ],
        source: "ExamBrowser's packages for 32 and 64 bits differ",
        make: { arguments throws(InvalidArgument) in
            OSArchCheck(bits: arguments.text("expected").flatMap { Int($0) })
        }
    )
}
