import RoomModel

/// How the program was called, as far as the next command repeats it: for the same rooms, whose PCs are reached alike.
///
/// Each option is a list of words, `["-i", "lab-1"]`, so that one which a command has already is not said twice.
public struct Invocation: Hashable, Sendable {
    /// What every command about rooms repeats: where the list of PCs is, and what opens it.
    public var rooms: [[String]]
    /// What every command that reaches PCs repeats: keys, accounts, `-b`.
    public var access: [[String]]
    /// The PCs that were named.
    public var selection: [[String]]
    /// What a scan repeats besides: another list of checks than the room's, `--anyway`.
    public var scanning: [[String]]
    /// The one room that is spoken of, where the list of PCs has several.
    public var room: String?

    /// Creates the record; without anything in it a command needs nothing but its own words.
    public init(
        rooms: [[String]] = [],
        access: [[String]] = [],
        selection: [[String]] = [],
        scanning: [[String]] = [],
        room: String? = nil
    ) {
        self.rooms = rooms
        self.access = access
        self.selection = selection
        self.scanning = scanning
        self.room = room
    }

    /// What a command needs besides its own words.
    private struct Needs: OptionSet {
        let rawValue: Int
        static let rooms = Needs(rawValue: 1)
        static let access = Needs(rawValue: 2)
    }

    private static let needs: [String: Needs] = [
        "scan": [.rooms, .access], "fix": [.rooms, .access], "install": [.rooms, .access],
        "rollback": [.rooms, .access], "enroll": [.rooms, .access], "exec": [.rooms, .access],
        "report": .rooms, "history": .rooms, "inventory": .rooms,
    ]

    /// The line of a command, as a shell takes it.
    ///
    /// - Parameter words: The command and what it is given: `["enroll", "--rotate", "pc07"]`.
    /// - Returns: The line with all that it needs, each word quoted where it has to be, safe for a terminal.
    public func line(_ words: [String]) -> String {
        let needs = words.first.flatMap { Self.needs[$0] } ?? []
        var options: [[String]] = []
        if needs.contains(.rooms) { options += rooms + (room.map { [["--limit", $0]] } ?? []) }
        if needs.contains(.access) { options += access }
        return Self.line(words, options)
    }

    /// The line that scans again the PCs which were meant and are not ready, by the same checks.
    public var rerun: String {
        var own = self
        if !selection.isEmpty { own.room = nil }
        return own.line(["scan"] + selection.joined() + ["--rerun"] + scanning.joined())
    }

    /// The line that scans the whole room, by the same checks.
    public var scan: String { line(["scan"] + scanning.joined()) }

    private static func line(_ words: [String], _ options: [[String]]) -> String {
        let more = options.filter { option in !option.allSatisfy(words.contains) }
        return (["siaga"] + words + more.joined()).map(\.quotedForPosixShell).joined(separator: " ")
            .safe(limit: 2_000)
    }
}

extension Wording {
    /// A command to type next, with what it needs to mean the same rooms and to reach their PCs; no line break divides it.
    func next(_ words: String...) -> String { command(invocation.line(words)) }

    /// The command that asks again the PCs which were not ready.
    var rerun: String { command(invocation.rerun) }

    /// The command that checks the whole room.
    var scan: String { command(invocation.scan) }
}
