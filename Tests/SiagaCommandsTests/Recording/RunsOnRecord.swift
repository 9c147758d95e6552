import RoomModel
import TestRoom
import Testing

@testable import SiagaCommands

/// A home whose record holds recorded runs, as if their scans had just happened there.
enum RunsOnRecord {
    /// Lends the program with such a home to `body`.
    ///
    /// The runs go in by the way that runs go which a locked database could not take: as files of lines beside it.
    ///
    /// - Parameters:
    ///   - fixtures: The names of the recorded runs, the oldest first.
    ///   - body: Gets the program, with the folders of the rooms beside its home.
    /// - Throws: What `body` throws, or why the runs could not be put there.
    static func with(
        _ fixtures: [String],
        _ body: (Program) async throws -> Void
    ) async throws {
        try await Program.with { program in
            var count = 0
            for fixture in fixtures {
                for run in try RunFixture(fixture).runs {
                    try await put(run, in: program)
                    count += 1
                }
            }
            let taken = try await program("history", "--verify", "--lang", "en")
            #expect(taken.exitCode == 0)
            #expect(taken.notes.contains("\(count) run"), "\(taken.notes)")
            try await body(program)
        }
    }

    /// The folder of a room, beside the program's home.
    static func folder(of room: String) -> String { room == "lab1" ? "room" : "district/\(room)" }

    private static func put(_ run: [RunEvent], in program: Program) async throws {
        guard case .started(let start)? = run.first else { return }
        let folder = folder(of: start.room.name)
        try await Subfolder.write(
            "\(folder)/hosts.yaml",
            "\(start.room.name):\n  vars: { room_name: \(start.room.title) }\n  hosts: { pc01: }\n",
            in: program.folder
        )
        var place = ContentDigest()
        place.add("\(program.folder.path)/\(folder)")
        let head =
            "{\"first\":0,\"room\":\"\(start.room.name)-\(place)\",\"run\":\"\(start.run)\",\"spool\":1}\n"
        let events = try RunFixture("", runs: [run]).text
        try await Subfolder.write(
            "home/.local/state/siaga/siaga.spool-\(start.run)-0.ndjson",
            head + events,
            in: program.folder,
            mode: 0o600
        )
    }
}
