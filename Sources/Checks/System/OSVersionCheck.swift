public import Facts
public import RoomModel

/// Whether the operating system is one the exam app runs on.
public struct OSVersionCheck: Check {
    /// Systems that are good, by name (`debian-12`), name without version (`debian`) or family (`linux`).
    public let good: [String]
    /// Systems that can be used, with a note.
    public let tolerated: [String]

    /// Creates the check.
    public init(good: [String], tolerated: [String] = []) {
        self.good = good
        self.tolerated = tolerated
    }

    /// The operating system.
    public var facts: [any Fact] { [OSVersionFact()] }

    /// An operating system too old must be replaced.
    public var severity: Severity { .fail }

    /// Looks the system up in both lists; the good ones first.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let system = try readings.reading(of: OSVersionFact())
        let title = Measure.text(system.title)
        if good.contains(where: system.matches) { return Judgement(.pass, .met(title)) }
        let finding = Finding.unexpected(title, expected: good.map { .text($0.safe(limit: 80)) })
        return Judgement(tolerated.contains(where: system.matches) ? .warn : .fail, finding)
    }

    /// `os.version` of the catalogue.
    public static let definition = CheckDefinition(
        id: "os.version",
        label: Localized(id: "Sistem operasi", en: "Operating system"),
        hint: Localized(id: "Pakai Windows 7 ke atas", en: "Use Windows 7 or newer"),
        parameters: [
            Parameter(
                "pass",
                .texts,
                isRequired: true,
                example: "[windows-10, windows-11, linux]",
                Localized(
                    id: "Sistem operasi yang baik, misalnya windows-10, debian-12, linux",
                    en: "Operating systems that are good, such as windows-10, debian-12, linux"
                )
            ),
            Parameter(
                "warn",
                .texts,
                Localized(
                    id: "Sistem operasi yang masih boleh dipakai, dengan catatan",
                    en: "Operating systems that may still be used, with a note"
                )
            ),
        ],
        source: "POS/juknis ANBK: Windows 7 or newer; which version is only a note is the school's choice",
        make: { arguments throws(InvalidArgument) in
            let good = arguments.texts("pass")
            guard !good.isEmpty else { throw InvalidArgument("pass", "the list is empty") }
            return OSVersionCheck(good: good, tolerated: arguments.texts("warn"))
        }
    )
}
