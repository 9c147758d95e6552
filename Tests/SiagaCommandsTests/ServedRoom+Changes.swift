import TestRoom
import Testing

extension ServedRoom {
    /// Lends a room that is enrolled and whose PCs keep their claims apart, although they share this machine.
    static func withSeparatePCs(
        _ count: Int,
        _ body: @escaping @Sendable (ServedRoom) async throws -> Void
    ) async throws {
        try await with(count) { room in
            try room.write(
                lines: room.servers.indices.map { index in
                    let name = Self.name(index)
                    return Self.line(
                        name,
                        port: room.servers[index].port,
                        ", seat: \"\(index + 1)\", exam_app_path: '\(room.folder)/apps/\(name)',"
                            + " siaga_folder: '\(room.folder)/state/\(name)', siaga_frozen: false"
                    )
                }
            )
            #expect(try await room.enroll().exitCode == 0)
            try await body(room)
        }
    }

    /// Makes a bundle of the largest files of an app of the real one's shape, each a hundredth as large.
    func bundle(_ version: String) async throws {
        let name = "exambrowser-\(version)"
        let app = SampleApp(version: version, share: 0.01, count: 80)
        let folder = "\(program.folder.path)/\(name)"
        #expect(try await program.shell("mkdir '\(folder)'").exitCode == 0)
        try app.write(into: folder)
        let added = try await program("bundle", "add", folder, "--name", "exambrowser")
        #expect(added.exitCode == 0, "\(added)")
    }

    /// Whether a PC has that version, to the byte and with nothing more.
    func has(_ version: String, _ index: Int) async throws -> Bool {
        let app = "\(folder)/apps/\(Self.name(index))"
        let outcome = try await program.shell(
            "diff -r '\(app)' '\(program.folder.path)/exambrowser-\(version)'"
        )
        return outcome.exitCode == 0
    }
}
