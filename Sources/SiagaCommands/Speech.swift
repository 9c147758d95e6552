import Checks
import FoundationEssentials
import Glibc
import Reports
import RoomModel

/// The language and the room's way of writing, for everything a command shows.
struct Speech {
    /// The words.
    private(set) var wording: Wording
    /// The space on stdout.
    let page: Page

    /// That of a room of the list of PCs; where that has several, the commands to type next name this one.
    init(of selection: LoadedRooms.Selection, options: RoomOptions, terminal: Terminal) {
        self.init(
            selection.room.profile,
            options: options,
            terminal: terminal,
            isOneOfSeveral: selection.isOneOfSeveral
        )
    }

    /// `--lang`, else the room's language, else the locale's.
    init(
        _ profile: RoomProfile?,
        options: RoomOptions,
        terminal: Terminal,
        isOneOfSeveral: Bool = false
    ) {
        self.init(profile, language: options.lang, terminal: terminal)
        if isOneOfSeveral { wording.invocation.room = profile?.name }
    }

    /// The language asked for, else the room's, else the locale's.
    init(_ profile: RoomProfile?, language: Language?, terminal: Terminal) {
        wording = Wording(
            language: language ?? profile?.language ?? HelpLanguage.current,
            checks: Catalogue.wording,
            zone: Self.zone(profile?.timeZone),
            invocation: TypedCommand.invocation
        )
        page = Page(
            width: terminal.width,
            height: terminal.showsResult ? terminal.height : nil,
            style: terminal.usesColour ? .color : .plain
        )
    }

    /// The space for progress and questions on stderr.
    func progressPage(_ terminal: Terminal) -> Page {
        Page(width: terminal.width, style: .plain)
    }

    /// What time of the exam's day it is in a room.
    ///
    /// - Parameters:
    ///   - profile: The room.
    ///   - now: When (default: now).
    /// - Returns: The moment.
    func moment(of profile: RoomProfile, at now: Timestamp = .now) -> DayMoment {
        profile.moment(at: RoomTime(now, secondsEast: wording.zone.seconds))
    }

    /// The room's zone, else this machine's.
    static func zone(_ name: String?) -> ZoneOffset {
        if let name, let zone = ZoneOffset(indonesian: name) { return zone }
        if let name, let zone = TimeZone(identifier: name) {
            return ZoneOffset(seconds: zone.secondsFromGMT())
        }
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        return ZoneOffset(seconds: local.tm_gmtoff)
    }
}

extension Catalogue {
    /// What each check is called and what to do about it.
    static var wording: [CheckID: CheckWording] {
        Dictionary(
            checks.map { ($0.id, CheckWording(label: $0.label, hint: $0.hint)) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

extension Timestamp {
    /// The controller's wall clock.
    static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
