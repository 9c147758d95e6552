import TestNeeds
import TestRoom
import Testing

/// The app is brought by way of the real `sudo`, as schools set it up whose technicians are not root.
@Suite(
    .timeLimit(.minutes(3)),
    .needs(.mountNamespace, .sudo)
)
struct AppAsRootTests {
    private static let password = "canary-6a02"

    /// SFTP writes as the login account, which may not write here: each file goes through a command.
    @Test func `to a PC without tar, file by file`() async throws {
        try await Program.with { program in
            let programs = "\(program.folder.path)/bin"
            let made = try await program.shell(
                "mkdir '\(programs)' && ln -s /usr/bin/* '\(programs)' && rm '\(programs)/tar'"
            )
            #expect(made.exitCode == 0, "\(made)")
            let rules = "Defaults timestamp_timeout=0, secure_path=\(programs)\nsiaga-tech ALL=(ALL) ALL"
            try await SudoServer.with(rules: rules, password: Self.password) { world in
                let room = ServedRoom(
                    program: program,
                    servers: [world.server],
                    account: world.server.account
                )
                try room.write(
                    lines: [
                        ServedRoom.line(
                            "pc01",
                            port: world.server.port,
                            ", seat: \"1\", exam_app_path: '\(room.folder)/apps/pc01', siaga_frozen: false,"
                                + " siaga_folder: '\(room.folder)/state', ansible_become: true,"
                                + " ansible_become_password: \(Self.password)"
                        )
                    ]
                )
                #expect(try await room.enroll().exitCode == 0)
                for version in ["26.0222", "26.0301"] {
                    try await room.bundle(version)
                    try program.folder.write(
                        "name: App\nhosts: all\nsteps: [app: { version: \"\(version)\" }]\n",
                        to: "room/playbooks/app.yaml"
                    )
                    let outcome = try await program(
                        "install",
                        "-i",
                        "room",
                        "-p",
                        "room/playbooks/app.yaml",
                        "--yes"
                    )
                    #expect(outcome.exitCode == 0, "\(outcome)")
                    #expect(try await room.has(version, 0))
                    let owners = try await program.shell("find room/apps/pc01 ! -user root")
                    #expect(owners.output.isEmpty, "\(owners)")
                }
                let hasTar = try await program(
                    "exec",
                    "-i",
                    "room",
                    "all",
                    "--",
                    "command -v cp; command -v tar; true"
                )
                #expect(!hasTar.output.contains("/tar") && hasTar.output.contains("/cp"), "\(hasTar)")
            }
        }
    }
}
