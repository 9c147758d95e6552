import LocalRemoting
import Remoting
import RoomModel
import Testing

@Suite(.timeLimit(.minutes(1))) struct PosixFolderTests {
    @Test(arguments: ["./app", "app/data", ".", "/nowhere/app"])
    func `where not even the login folder lets root in, the account is chosen all the same, and at once`(
        _ path: String
    ) async throws {
        let host = try Host(name: HostName("server"), address: NetworkAddress("127.0.0.1"), access: .local)
        let connection = try await LocalConnector().connect(to: host) { _ in }
        let command = PosixFolder.command(
            "siaga_safe || echo refused",
            settings: "cd() { return 1; }; id() { echo 0; };",
            path: path,
            []
        )
        let result = try await connection.run(
            CommandRequest(line: command.posixLine, deadline: .seconds(20))
        )
        await connection.close()
        #expect(result.exit == .code(0))
        #expect(result.standardOutput.text == "refused\n")
    }
}
