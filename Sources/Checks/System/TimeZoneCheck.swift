public import Facts
public import RoomModel

/// Whether the PC is set to the room's time zone.
public struct TimeZoneCheck: Check {
    /// A zone of the tz database (`Asia/Jakarta`), or `WIB`, `WITA`, `WIT`.
    public let expected: String

    /// Creates the check.
    public init(expected: String) {
        self.expected = expected
    }

    /// The zone.
    public var facts: [any Fact] { [TimeZoneFact()] }

    /// The exam's own clock counts; a wrong zone confuses people.
    public var severity: Severity { .warn }

    /// The clock's zone.
    public var repair: CheckRepair? { CheckRepair("clock", ["zone": .text(expected)]) }

    /// Compares names, and offsets where a name is missing or is another one of the same Indonesian time.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let setting = try readings.reading(of: TimeZoneFact())
        let found = Measure.text(setting.name ?? Self.text(setting.offsetInMinutes))
        let known = Self.offsets[expected]
        if setting.name == expected { return Judgement(.pass, .met(found)) }
        switch setting.name {
        case let name? where Self.offsets[name] == nil || known == nil: break
        default:
            guard let known else { throw Unmeasured(.unreadable(Self.text(setting.offsetInMinutes))) }
            if known == setting.offsetInMinutes { return Judgement(.pass, .met(found)) }
        }
        return Judgement(.warn, .unexpected(found, expected: [.text(expected.safe(limit: 80))]))
    }

    /// Indonesian time, in minutes ahead of UTC; no zone of it has summer time.
    ///
    /// Source: Keputusan Presiden 41/1987; tz database, files `asia` and `backward`.
    private static let offsets = [
        "WIB": 420, "Asia/Jakarta": 420, "Asia/Pontianak": 420,
        "WITA": 480, "Asia/Makassar": 480, "Asia/Ujung_Pandang": 480,
        "WIT": 540, "Asia/Jayapura": 540,
    ]

    /// Whether a text may be the name of a zone: `Asia/Jakarta`, `WIB`, `UTC`, `Etc/GMT-7`.
    private static func isZone(_ text: String) -> Bool {
        text.first?.isLetter == true && text.utf8.count <= 60
            && text.utf8.allSatisfy { byte in
                let character = Character(UnicodeScalar(byte))
                return character.isASCII
                    && (character.isLetter || character.isNumber || "_/+-".contains(character))
            }
    }

    /// `UTC+07:00`.
    private static func text(_ minutes: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "UTC\(minutes < 0 ? "-" : "+")\(two(abs(minutes) / 60)):\(two(abs(minutes) % 60))"
    }

    /// `time.zone` of the catalogue.
    public static let definition = CheckDefinition(
        id: "time.zone",
        label: Localized(id: "Zona waktu", en: "Time zone"),
        hint: Localized(id: "Samakan zona waktu PC dengan ruangan", en: "Set the PC to the room's time zone"),
        parameters: [
            Parameter(
                "expected",
                .text,
                variable: "time_zone",
                isRequired: true,
                example: "Asia/Jakarta",
                Localized(
                    id: "Zona waktu ruangan: Asia/Jakarta, atau WIB, WITA, WIT",
                    en: "The room's time zone: Asia/Jakarta, or WIB, WITA, WIT"
                )
            )
        ],
        source: "Sessions are announced in local time",
        make: { arguments throws(InvalidArgument) in
            let expected = arguments.text("expected") ?? ""
            guard isZone(expected) else {
                throw InvalidArgument(
                    "expected",
                    "`\(expected.safe(limit: 60))` is no time zone",
                    hint: "write a zone such as `Asia/Jakarta`"
                )
            }
            return TimeZoneCheck(expected: expected)
        }
    )
}
