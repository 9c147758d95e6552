import LocalRemoting
import Remoting
import RoomModel
import Runs

/// Keeps this machine awake while PCs are changed: a laptop that sleeps at 20 % leaves a room half done.
enum SleepInhibitor {
    /// Does `work` under a lock of systemd's login manager (systemd-inhibit(1)), where there is one.
    static func during<Success: Sendable>(_ work: @escaping @Sendable () async -> Success) async -> Success {
        await accompanied(by: { await hold() }, work)
    }

    /// Ends with the task, or at once where there is no such manager.
    private static func hold() async {
        guard let name = try? HostName("localhost"), let address = try? NetworkAddress("localhost") else {
            return
        }
        let host = Host(name: name, address: address, access: .local)
        guard let connection = try? await LocalConnector().connect(to: host, observe: { _ in }) else {
            return
        }
        let line: ShellCommand = [
            "systemd-inhibit", "--what=sleep:idle:handle-lid-switch", "--who=Siaga",
            "--why=PCs are being changed",
            "--mode=block", "sleep", "86400",
        ]
        _ = try? await connection.run(
            CommandRequest(line: "exec \(line.posixLine)", deadline: .seconds(86_400))
        )
        await connection.close()
    }
}
