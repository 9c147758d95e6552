/// How the exam is taken (`room_mode`).
public enum RoomMode: String, Hashable, Sendable, Codable, CaseIterable {
    /// Every PC talks to the ministry's hosts.
    case online
    /// The PCs talk to a server in the school.
    case semiOnline = "semi-online"
}

/// A time of day in the room's zone.
public struct TimeOfDay: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Minutes after midnight, 0 to 1439.
    public let minutes: Int

    /// Reads `07:30` or `07.30`.
    public init?(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == ":" || $0 == "." })
        guard parts.count == 2, parts[1].count == 2, (1...2).contains(parts[0].count),
            text.utf8.count == parts[0].utf8.count + 3,
            parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        minutes = hour * 60 + minute
    }

    /// `07:30`, the way JSON and inventories write it.
    public var description: String {
        (minutes < 600 ? "0" : "") + "\(minutes / 60):" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
    }

    /// Reads the time from its text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = TimeOfDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a time of day reads `07:30`"
            )
        }
        self = time
    }

    /// Writes the time as its text.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }

    /// Orders by the clock.
    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}

/// One session of the exam (`sessions`).
public struct ExamSession: Hashable, Sendable, Codable {
    /// When it begins.
    public let start: TimeOfDay
    /// When it ends.
    public let end: TimeOfDay
    /// On which day; nil: on every day.
    public let date: CalendarDate?

    /// Creates a session.
    public init(start: TimeOfDay, end: TimeOfDay, date: CalendarDate? = nil) {
        self.start = start
        self.end = end
        self.date = date
    }
}

/// What the inventory says of an exam room, apart from its PCs.
public struct RoomProfile: Hashable, Sendable, Codable {
    /// A stable short name: the folder's or the group's.
    public var name: String
    /// What people call it (`room_name`), else the short name.
    public var title: String
    /// Online or semi-online (`room_mode`), if said.
    public var mode: RoomMode?
    /// How many PCs must be ready (`seats`), if said; without it a room has no verdict.
    public var seats: Int?
    /// The language of everything shown (`language`), if said.
    public var language: Language?
    /// The sessions (`sessions`), in order of day and time; those without a day first.
    public var sessions: [ExamSession]
    /// The IANA zone (`time_zone`), `Asia/Jakarta` for example, if said.
    public var timeZone: String?
    /// The room's network (`room_network`), `192.168.0.0/24` for example, if said.
    public var network: String?
    /// How long this room's runs are kept on this controller (`history_keep`), if said.
    public var historyKeep: Retention?

    /// Creates a profile.
    public init(
        name: String,
        title: String? = nil,
        mode: RoomMode? = nil,
        seats: Int? = nil,
        language: Language? = nil,
        sessions: [ExamSession] = [],
        timeZone: String? = nil,
        network: String? = nil,
        historyKeep: Retention? = nil
    ) {
        self.name = name
        self.title = title ?? name
        self.mode = mode
        self.seats = seats
        self.language = language
        self.sessions = sessions
        self.timeZone = timeZone
        self.network = network
        self.historyKeep = historyKeep
    }
}

extension RoomProfile {
    /// Reads a profile by the names of its properties.
    ///
    /// - Throws: `DecodingError`, also for a number of seats no room has.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try object.decode(String.self, forKey: .name),
            title: try object.decode(String.self, forKey: .title),
            mode: try object.decodeIfPresent(RoomMode.self, forKey: .mode),
            seats: try object.decodeIfPresent(.counts, forKey: .seats),
            language: try object.decodeIfPresent(Language.self, forKey: .language),
            sessions: try object.decode([ExamSession].self, forKey: .sessions),
            timeZone: try object.decodeIfPresent(String.self, forKey: .timeZone),
            network: try object.decodeIfPresent(String.self, forKey: .network),
            historyKeep: try object.decodeIfPresent(Retention.self, forKey: .historyKeep)
        )
    }
}

/// An exam room: its profile and its PCs.
public struct Room: Hashable, Sendable {
    /// What is said of the room as a whole.
    public var profile: RoomProfile
    /// The PCs in the inventory's order.
    public var hosts: [Host]
    /// The folder that holds the room's own files (`known_hosts`, `playbooks`), if there is one.
    public var folder: String?
    /// What keeps some of its PCs from being reached, and nobody else.
    public var doubts: [Doubt]

    /// Creates a room.
    public init(profile: RoomProfile, hosts: [Host], folder: String? = nil, doubts: [Doubt] = []) {
        self.profile = profile
        self.hosts = hosts
        self.folder = folder
        self.doubts = doubts
    }
}

extension Room {
    /// The room with the jump hosts on the way to its PCs among them; each is reached through those before it.
    public var withJumpHosts: Room {
        var room = self
        var names = Set(hosts.map(\.name))
        for host in hosts {
            for (place, jump) in host.jumps.enumerated() where names.insert(jump.name).inserted {
                var jump = jump
                jump.jumps = Array(host.jumps[..<place])
                room.hosts.append(jump)
            }
        }
        return room
    }

    /// The names of the jump hosts on the way to its PCs.
    public var jumpHosts: Set<HostName> { Set(hosts.flatMap(\.jumps).map(\.name)) }
}
