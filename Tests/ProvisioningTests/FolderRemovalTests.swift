import LocalRemoting
import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import Provisioning

/// How steps and the app's folder are removed on a PC, in every shell.
@Suite(.timeLimit(.minutes(1))) struct FolderRemovalTests {
    /// Runs shell text with the functions in a folder of its own; mounts it makes are seen by nobody else.
    private func run(_ text: String, in shell: PCShell, mounts: Bool = false) async throws -> [String] {
        try await ScratchFolder.with { folder in
            let script =
                "set -e; cd \"$1\"; mkdir other; echo kept >other/file; set +e; \(FolderEntry.tools)\n\(text)"
            let words =
                shell.command.split(separator: " ").map(String.init) + ["-c", script, "sh", folder.path]
            let host = Host(
                name: try HostName("pc"),
                address: try NetworkAddress("127.0.0.1"),
                access: .local
            )
            let connection = try await LocalConnector().connect(to: host) { _ in }
            let result = try await connection.run(
                CommandRequest(line: ShellCommand((mounts ? ["unshare", "-m"] : []) + words).posixLine)
            )
            await connection.close()
            return result.standardOutput.text.split(separator: "\n").map(String.init)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `what was put away goes with all in it, and no link is followed`(_ shell: PCShell) async throws {
        let lines = try await run(
            "mkdir -p gone/deep/er; echo x >gone/deep/x; ln -s ../other gone/link; ln -s other link; "
                + "siaga_remove gone && siaga_remove ./link && siaga_remove nothing; echo $?; ls -A; cat other/file",
            in: shell
        )
        #expect(lines == ["0", "other", "kept"])
    }

    @Test(
        .needs(.mountNamespace),
        arguments: PCShell.allCases
    )
    func `nothing goes where a disk or a folder of the same disk is mounted below`(_ shell: PCShell)
        async throws
    {
        for mount in ["mount --bind other gone/in", "mount -t tmpfs none gone/in; echo kept >gone/in/file"] {
            for owner in ["0", "65534"] {
                let lines = try await run(
                    "mkdir -p gone/in; \(mount); chown \(owner) gone; siaga_remove gone; echo $?; cat gone/in/file other/file",
                    in: shell,
                    mounts: true
                )
                #expect(lines == ["1", "kept", "kept"], "\(mount), \(owner)")
            }
        }
    }

    @Test(
        .needs(.mountNamespace),
        arguments: PCShell.allCases
    )
    func `a script that is ended clears its own folder away, but no disk in it`(_ shell: PCShell) async throws
    {
        let ended = try await run("(siaga_room; echo x >x; exit 3); echo $?; ls -A", in: shell)
        #expect(ended == ["3", "other"])
        let mounted = try await run(
            "(siaga_room; mkdir in; mount --bind ../other in; exit 3); echo $?; cat .siaga.*/in/file other/file",
            in: shell,
            mounts: true
        )
        #expect(mounted == ["3", "kept", "kept"])
    }
}
