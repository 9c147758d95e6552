import Documents
import Playbooks
import Reports
import RoomModel

/// When the timetable of a room forbids to change its PCs.
struct RoomSessions: Sendable {
    private let timetable: Timetable
    private let screen: InstallationScreen
    private let areHeeded: Bool

    /// Takes the timetable of a room's profile, what its playbook adds included.
    init(_ profile: RoomProfile, options: SessionOptions, speech: Speech) {
        timetable = Timetable(profile.sessions)
        screen = InstallationScreen(wording: speech.wording, page: speech.page)
        areHeeded = !options.duringSession
    }

    /// Reads the timetable, which may stand in the room's own playbook.
    init(_ room: Room, options: SessionOptions, speech: Speech) {
        // A playbook that cannot be read ends the command before any PC is contacted, for its exam processes' sake.
        self.init(room.profileWithPlaybook, options: options, speech: speech)
    }

    /// Reads the timetable of the room whose PCs are meant.
    init(
        of selection: LoadedRooms.Selection,
        options: SessionOptions,
        _ roomOptions: RoomOptions,
        _ terminal: Terminal
    ) {
        self.init(
            selection.room,
            options: options,
            speech: Speech(selection.room.profile, options: roomOptions, terminal: terminal)
        )
    }

    /// Refuses the whole where a session runs in one of the rooms; who is asked first may take long to answer.
    ///
    /// - Parameter rooms: The timetables of all rooms that are meant.
    /// - Throws: ``CommandFailure`` (3); no PC was contacted.
    static func requireNone(of rooms: [RoomSessions]) throws(CommandFailure) {
        guard rooms.contains(where: { $0.isRunning(at: .now) }) else { return }
        throw RoomInstallation.sessionRuns
    }

    /// The next session of today, or of another day, as a plan says it; nil where there is none.
    func next(at moment: Timestamp) -> String? { screen.nextSession(of: timetable, at: moment) }

    /// Whether a session runs at a moment, unless that does not matter.
    func isRunning(at moment: Timestamp) -> Bool {
        areHeeded && screen.isSession(of: timetable, at: moment)
    }
}
