import TestRoom
import Testing

/// The program that brings the app is killed, whenever chance has it: the PC is whole each time, and the next run goes on.
@Suite(.timeLimit(.minutes(8))) struct AppKilledTests {
    private static let versions = ["26.0222", "26.0301"]
    private static let moments = 50

    private static func steps(_ version: String) -> String {
        """
        name: App \(version)
        hosts: all
        steps:
          - app: { version: "\(version)", allow_downgrade: true }

        """
    }

    /// In turn one version and the other, each run killed (SIGKILL) somewhere between its start and its usual end.
    @Test func `at fifty moments`() async throws {
        try await ServedRoom.withSeparatePCs(1) { room in
            for version in Self.versions {
                try await room.bundle(version)
                try room.program.folder.write(Self.steps(version), to: "room/playbooks/\(version).yaml")
            }
            try await room.install("26.0222", expecting: 0)
            let usual = try await ContinuousClock().measure {
                try await room.install("26.0301", expecting: 0)
            }
            var random = SystemRandomNumberGenerator()
            var cut = 0
            for moment in 1...Self.moments {
                let version = Self.versions[moment % 2]
                let milliseconds = Int.random(in: 1...max(2, Int(usual / .milliseconds(1))), using: &random)
                let limit = "\(milliseconds / 1_000).\(String(1_000 + milliseconds % 1_000).dropFirst())"
                let run = try await room.program.shell(
                    "timeout --foreground --signal=KILL \(limit) \"$SIAGA\" install -i '\(room.folder)'"
                        + " -p '\(room.folder)/playbooks/\(version).yaml' --yes"
                )
                cut += run.exitCode == 137 ? 1 : 0
                // What runs on the PC goes on a little when its controller is gone: it is looked at when it has ended.
                try await room.waitForItsPCs()
                #expect(try await room.isWholeOrMarked(Self.versions), "moment \(moment), \(milliseconds) ms")
            }
            #expect(cut > Self.moments / 4, "only \(cut) runs were killed in time")
            for version in Self.versions {
                try await room.install(version, expecting: 0)
                #expect(try await room.has(version, 0))
            }
        }
    }
}

extension ServedRoom {
    fileprivate func install(_ version: String, expecting code: Int32) async throws {
        let outcome = try await program(
            "install",
            "-i",
            folder,
            "-p",
            "\(folder)/playbooks/\(version).yaml",
            "--yes"
        )
        #expect(outcome.exitCode == code, "\(outcome)")
    }

    /// Returns when nothing that was started over SSH runs any more.
    fileprivate func waitForItsPCs() async throws {
        let outcome = try await program.shell(
            """
            for server in \(servers.map { "\($0.processNumber)" }.joined(separator: " ")); do
                for child in $(cat /proc/$server/task/*/children); do
                    tail --pid=$child -s 0.05 -f /dev/null
                done
            done
            """
        )
        #expect(outcome.exitCode == 0, "\(outcome)")
    }

    /// Whether the PC's folder is one whole version, or both are beside it with the marker.
    fileprivate func isWholeOrMarked(_ versions: [String]) async throws -> Bool {
        let places = versions.map { "'\(program.folder.path)/exambrowser-\($0)'" }.joined(separator: " ")
        let outcome = try await program.shell(
            """
            cd '\(folder)/apps' || exit 2
            is_whole() {
                for version in \(places); do
                    ! diff -r "$1" "$version" >/dev/null 2>&1 || return 0
                done
                return 1
            }
            if [ -e pc01 ]; then
                is_whole pc01
            else
                for work in .pc01.siaga-*; do
                    [ -e "$work/swap" ] && is_whole "$work/new" && is_whole "$work/old" && exit 0
                done
                exit 1
            fi
            """
        )
        return outcome.exitCode == 0
    }
}
