import Bundles
import Facts
import OpenSSHFiles
import Remoting
import RoomModel
import SSHRemoting
import TestRoom
import Testing

@testable import Provisioning

/// The same over a real sshd.
@Suite(.timeLimit(.minutes(5)))
struct AppOverSSHTests {
    @Test func `installs, updates and goes back over SSH`() async throws {
        try await OpenSSHServer.with { server in
            try await withConnection(to: server) { connection in
                try await AppWorld.with(.dash) { world in
                    var app = TestApp.odd("26.0222")
                    for (number, file) in SampleApp(share: 0.001).files.enumerated() where number < 200 {
                        app.files[file.path] = TestApp.File(bytes: SampleApp(share: 0.001).noise(of: number))
                    }
                    let folder = try world.folder(app)
                    try await install(folder, app, in: world, over: connection)

                    var new = app
                    new.version = "26.0301"
                    new["version.txt"] = "26.0301\n"
                    try await install(try world.folder(new), new, in: world, over: connection)
                    try await AppFolderInstaller(folder, over: connection).rollBack()
                    #expect(try world.holds(app))
                }
            }
        }
    }

    @Test func `installs and updates file by file over SFTP`() async throws {
        try await OpenSSHServer.with { server in
            try await withConnection(to: server) { connection in
                try await AppWorld.with(.dash) { world in
                    let app = TestApp.odd("26.0222")
                    try await install(try world.folder(app), app, in: world, over: connection, loose: true)
                    var new = app
                    new.version = "26.0301"
                    new["version.txt"] = "26.0301\n"
                    try await install(try world.folder(new), new, in: world, over: connection, loose: true)
                }
            }
        }
    }

    private func install(
        _ folder: AppFolder,
        _ app: TestApp,
        in world: AppWorld,
        over connection: any Connection,
        loose: Bool = false
    ) async throws {
        guard case .work(let work) = try await world.plan(folder, on: connection) else {
            Issue.record("nothing to do")
            return
        }
        let installer = AppFolderInstaller(folder, over: connection)
        let limit = Duration.seconds(120)
        let staged =
            if loose {
                try await installer.stage(
                    work,
                    try await world.archives.files(for: work, in: folder),
                    within: limit
                )
            } else {
                try await installer.stage(
                    work,
                    try await world.archives.archive(for: work, in: folder),
                    within: limit
                )
            }
        try await installer.swap(staged)
        #expect(try world.holds(app))
        #expect(try await world.plan(folder, on: connection) == .nothing(foreign: []))
    }

    private func withConnection(
        to server: OpenSSHServer,
        _ body: @escaping @Sendable (any Connection) async throws -> Void
    ) async throws {
        let host = Host(
            name: try HostName("pc01"),
            address: try NetworkAddress("127.0.0.1"),
            port: server.port,
            user: server.account.user,
            identityFiles: [server.account.privateKeyPath]
        )
        let lines = server.hostKeyLines.map { "pc01 \($0)" }.joined(separator: "\n")
        let outcome = await SSHConnector.gathered(
            for: [host],
            settings: SSHSettings(defaultUser: server.account.user),
            trust: KnownHostsTrust(
                room: KnownHosts(files: [("known_hosts", lines)]),
                system: KnownHosts(files: [])
            ),
            credentials: Credentials(homeFolder: server.folder.path)
        ) { connector, _ in
            await Result { () async throws in
                let connection = try await connector.connect(to: host) { _ in }
                do { try await body(connection) } catch {
                    await connection.close()
                    throw error
                }
                await connection.close()
            }
        }
        try outcome.get()
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
