import TestRoom
import Testing

/// The line to the PC breaks off while the app is brought over a real sshd, wherever chance has it.
@Suite(.timeLimit(.minutes(8))) struct AppCutLineTests {
    private static let versions = ["26.0222", "26.0301"]
    /// How many positions: six; in the long run (`SIAGA_KILLS`) twenty.
    private static let positions = min(20, max(6, Trials.count("SIAGA_KILLS", usual: 10) / 5))

    private static func steps(_ version: String) -> String {
        "name: App \(version)\nhosts: all\nsteps: [app: { version: \"\(version)\", allow_downgrade: true }]\n"
    }

    @Test func `at random positions`() async throws {
        try await ServedRoom.withSeparatePCs(1) { room in
            try await CuttingProxy.with(
                to: room.servers[0].port,
                python: PythonPackages().interpreter
            ) { proxy in
                try await cut(proxy, before: room)
            }
        }
    }

    private func cut(_ proxy: CuttingProxy, before room: ServedRoom) async throws {
        for (number, version) in Self.versions.enumerated() {
            try await room.bundle(version, seed: UInt64(number))
            try room.program.folder.write(Self.steps(version), to: "room/playbooks/\(version).yaml")
        }
        let hosts = try room.program.folder.read("room/hosts.yaml")
        let port = "ansible_port: \(room.servers[0].port)"
        try #require(hosts.contains(port))
        try room.program.folder.write(
            hosts.replacing(port, with: "ansible_port: \(proxy.port)"),
            to: "room/hosts.yaml"
        )
        #expect(try await room.enroll().exitCode == 0)
        var random = SystemRandomNumberGenerator()
        var broken = 0
        for round in 1...Self.positions {
            try proxy.cut(behind: nil)
            try await install(Self.versions[0], in: room, ending: [0])
            #expect(try await room.program.shell("rm -rf room/apps/.pc01.siaga-*").exitCode == 0)
            // Some 1.9 MB go to the PC, and what an SSH session needs besides.
            let position = Int.random(in: 1...1_900_000, using: &random)
            try proxy.cut(behind: position)
            let code = try await install(Self.versions[1], in: room, ending: [0, 2, 3])
            broken += code == 0 ? 0 : 1
            try await room.waitForItsPCs()
            let state = try await room.stateOfTheFolder(Self.versions)
            #expect(state.exitCode == 0, "round \(round), byte \(position): \(state)")
            try proxy.cut(behind: nil)
            try await install(Self.versions[1], in: room, ending: [0])
            #expect(try await room.has(Self.versions[1], 0), "round \(round), byte \(position)")
        }
        #expect(broken > Self.positions / 2)
    }

    @discardableResult
    private func install(
        _ version: String,
        in room: ServedRoom,
        ending codes: Set<Int32>
    ) async throws -> Int32 {
        let outcome = try await room.program(
            "install",
            "-i",
            room.folder,
            "-p",
            "\(room.folder)/playbooks/\(version).yaml",
            "--yes"
        )
        #expect(codes.contains(outcome.exitCode), "\(outcome)")
        return outcome.exitCode
    }
}
