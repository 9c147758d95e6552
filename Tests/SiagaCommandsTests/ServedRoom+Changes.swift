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
    ///
    /// - Parameters:
    ///   - version: Its version.
    ///   - seed: Other files for another one (default: those of all versions but `version.txt`).
    /// - Throws: Why it could not be made.
    func bundle(_ version: String, seed: UInt64 = 1) async throws {
        let name = "exambrowser-\(version)"
        let app = SampleApp(version: version, share: 0.01, seed: seed, count: 80)
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

    /// Returns when nothing that was started over SSH runs any more, what has outlived its server's process among it.
    func waitForItsPCs() async throws {
        let outcome = try await program.shell(
            """
            wait_for() { tail --pid="$1" -s 0.05 -f /dev/null; }
            for server in \(servers.map { "\($0.processNumber)" }.joined(separator: " ")); do
                for child in $(cat /proc/$server/task/*/children); do
                    wait_for "$child"
                done
            done
            for port in \(servers.map { "\($0.port)" }.joined(separator: " ")); do
                while command=$(grep -lzsx "SSH_CONNECTION=.* $port" /proc/[0-9]*/environ | head -n 1) && [ "$command" ]; do
                    command=${command%/environ}
                    wait_for "${command#/proc/}"
                done
            done
            """
        )
        #expect(outcome.exitCode == 0, "\(outcome)")
    }

    /// Ends well where the PC's folder is one whole version, or both are beside it with the marker; else it says what is there.
    func stateOfTheFolder(_ versions: [String]) async throws -> Program.Outcome {
        let places = versions.map { "'\(program.folder.path)/exambrowser-\($0)'" }.joined(separator: " ")
        return try await program.shell(
            """
            cd '\(folder)/apps' || exit 2
            is_whole() {
                for version in \(places); do
                    ! diff -r "$1" "$version" >/dev/null 2>&1 || return 0
                done
                return 1
            }
            if [ -e pc01 ]; then
                is_whole pc01 && exit 0
            else
                for work in .pc01.siaga-*; do
                    [ -e "$work/swap" ] && is_whole "$work/new" && is_whole "$work/old" && exit 0
                done
            fi
            ls -lA . pc01 .pc01.siaga-*
            for version in \(places); do diff -rq pc01 "$version"; done
            exit 1
            """
        )
    }
}
