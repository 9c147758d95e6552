public import RoomModel

/// Reads what an inventory or a playbook says of a room as a whole.
public struct RoomSettings {
    /// The variables a room is described by.
    public static let keys = [
        "room_name", "room_mode", "seats", "language", "sessions", "time_zone", "room_network",
        "history_keep",
    ]
    /// The most seats of a room: far above the 40 PCs of the largest.
    private static let mostSeats = 1_000

    /// What was wrong with the variables.
    public private(set) var problems: [Problem] = []
    private let variables: [String: Variable]

    /// Reads from `variables`, which hold the room's keys among others.
    public init(_ variables: [String: Variable]) {
        self.variables = variables
    }

    /// The room's profile; a variable that makes no sense is a problem and counts as unset.
    ///
    /// - Parameter name: The room's stable short name.
    /// - Returns: The profile.
    public mutating func profile(named name: String) -> RoomProfile {
        RoomProfile(
            name: name,
            title: text("room_name")?.safe(limit: 80),
            mode: choice("room_mode", RoomMode.init(rawValue:), of: RoomMode.allCases.map(\.rawValue)),
            seats: seats(),
            language: choice("language", Language.init(rawValue:), of: Language.allCases.map(\.rawValue)),
            sessions: sessions(),
            timeZone: timeZone(),
            network: network(),
            historyKeep: historyKeep()
        )
    }

    private mutating func value(_ key: String) -> VariableValue? {
        guard let variable = variables[key] else { return nil }
        guard !variable.value.isEncrypted else {
            report(
                key,
                "`\(key)` is encrypted, and Siaga shows it",
                hint: "write it into a file that is not encrypted; encrypt passwords"
            )
            return nil
        }
        do {
            return try Template.expanded(variable.value) { variables[$0]?.value }
        } catch {
            problems.append(error.problem(at: variable.origin, of: key) { variables[$0]?.origin })
            return nil
        }
    }

    private mutating func text(_ key: String) -> String? {
        guard let value = value(key), value != .null else { return nil }
        guard let text = value.text else {
            report(key, "`\(key)` takes a text", hint: nil)
            return nil
        }
        return text
    }

    private mutating func report(_ key: String, _ message: String, hint: String?) {
        guard let origin = variables[key]?.origin else { return }
        problems.append(Problem(at: origin, message, hint: hint))
    }

    private mutating func choice<Value>(_ key: String, _ make: (String) -> Value?, of words: [String])
        -> Value?
    {
        guard let text = text(key) else { return nil }
        if let value = make(text) { return value }
        report(
            key,
            "`\(text.safe(limit: 40))` is no `\(key)`",
            hint: Suggestion.hint(for: text, among: words)
        )
        return nil
    }

    private mutating func seats() -> Int? {
        guard let text = text("seats") else { return nil }
        guard let seats = Int(digits: text, in: 1...Self.mostSeats) else {
            report(
                "seats",
                "`\(text.safe(limit: 40))` is no number of seats",
                hint: "write how many PCs must be ready, 1 to \(Self.mostSeats.grouped)"
            )
            return nil
        }
        return seats
    }

    private mutating func sessions() -> [ExamSession] {
        guard let value = value("sessions"), value != .null else { return [] }
        do throws(InvalidSessions) {
            return try SessionList(value).sessions
        } catch {
            for problem in error.problems { report("sessions", problem.message, hint: problem.hint) }
            return []
        }
    }

    /// An IANA zone: `Asia/Jakarta`.
    private mutating func timeZone() -> String? {
        guard let text = text("time_zone") else { return nil }
        let isZone =
            text == "UTC"
            || text.contains("/") && text.utf8.count <= 64 && !text.hasPrefix("/") && !text.contains("..")
                && text.unicodeScalars.allSatisfy { scalar in
                    scalar.isASCII
                        && (scalar.properties.isAlphabetic
                            || "0123456789/_+-".unicodeScalars.contains(scalar))
                }
        guard isZone else {
            let zones = ["WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"]
            report(
                "time_zone",
                "`\(text.safe(limit: 40))` is no time zone",
                hint: "write `\(zones[text.uppercased()] ?? "Asia/Jakarta")`"
            )
            return nil
        }
        return text
    }

    /// An IPv4 network with its length (RFC 4632 §3.1): `192.168.0.0/24`.
    private mutating func network() -> String? {
        guard let text = text("room_network") else { return nil }
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        let bytes = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count == 2, bytes.count == 4, bytes.allSatisfy({ Self.number($0, upTo: 255) }),
            Self.number(halves[1], upTo: 32)
        else {
            report(
                "room_network",
                "`\(text.safe(limit: 40))` is no IPv4 network",
                hint: "write `192.168.0.0/24`"
            )
            return nil
        }
        return text
    }

    /// How long runs are kept: `400 days`, `200 runs`, `all`.
    private mutating func historyKeep() -> Retention? {
        guard let text = text("history_keep") else { return nil }
        guard let retention = Retention(text) else {
            report(
                "history_keep",
                "`\(text.safe(limit: 40))` does not say how long runs are kept",
                hint: "write `400 days`, `200 runs` or `all`"
            )
            return nil
        }
        return retention
    }

    private static func number(_ text: Substring, upTo most: Int) -> Bool {
        (1...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && Int(text).map { $0 <= most } ?? false
    }
}

extension RoomProfile {
    /// This profile with everything it leaves unset taken from `other`.
    public func filled(from other: RoomProfile) -> RoomProfile {
        var profile = self
        if title == name { profile.title = other.title == other.name ? name : other.title }
        profile.mode = mode ?? other.mode
        profile.seats = seats ?? other.seats
        profile.language = language ?? other.language
        profile.sessions = sessions.isEmpty ? other.sessions : sessions
        profile.timeZone = timeZone ?? other.timeZone
        profile.network = network ?? other.network
        profile.historyKeep = historyKeep ?? other.historyKeep
        return profile
    }
}
