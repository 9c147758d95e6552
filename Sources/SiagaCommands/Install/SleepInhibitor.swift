import LocalRemoting
import Remoting
import RoomModel
import Runs

/// Keeps this machine awake while PCs are changed or files travel: a laptop that sleeps at 20 % leaves a room half done.
enum SleepInhibitor {
    /// The longest it does so (a day).
    fileprivate static let limit = Duration.seconds(86_400)

    /// Does `work` under a lock of systemd's login manager, where there is one.
    ///
    /// - Parameters:
    ///   - tool: systemd-inhibit(1); a test has its own.
    ///   - work: What to do.
    /// - Returns: What the work returned.
    static func during<Success: Sendable>(
        tool: String = "systemd-inhibit",
        _ work: @escaping @Sendable () async -> Success
    ) async -> Success {
        await accompanied(by: { await hold(tool) }, work)
    }

    /// What holds the lock until its input ends: `cat` does, and the tool with it.
    static func command(_ tool: String) -> ShellCommand {
        [
            tool, "--what=sleep:idle:handle-lid-switch", "--who=Siaga", "--why=Siaga works on PCs",
            "--mode=block", "cat",
        ]
    }

    /// Ends with the task, or at once where there is no such manager.
    private static func hold(_ tool: String) async {
        guard let name = try? HostName("localhost"), let address = try? NetworkAddress("localhost") else {
            return
        }
        let host = Host(name: name, address: address, access: .local)
        guard let connection = try? await LocalConnector().connect(to: host, observe: { _ in }) else {
            return
        }
        _ = try? await connection.stream(
            CommandRequest(line: "exec \(command(tool).posixLine)", deadline: limit),
            input: OpenInput(),
            output: nil,
            silence: limit
        )
        await connection.close()
    }
}

/// Input without a byte and without an end.
///
/// Only this process holds its pipe open: whatever ends the process, SIGKILL among it, ends the input.
private struct OpenInput: ByteSource {
    func next() async throws(TransportError) -> [UInt8]? {
        try? await Task.sleep(for: SleepInhibitor.limit)
        return nil
    }
}
