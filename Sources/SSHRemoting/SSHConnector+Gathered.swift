import NIOCore
import NIOPosix
public import RoomModel

extension SSHConnector {
    /// Gathers what logging in takes, runs `body` with a connector, and puts everything away in the right order.
    ///
    /// The agents end before the event loops do, and the loops last.
    ///
    /// - Parameters:
    ///   - hosts: The PCs of the run.
    ///   - jumps: Jump hosts besides those before `hosts`.
    ///   - settings: Deadlines and the default account.
    ///   - trust: Judges host keys.
    ///   - credentials: Where keys and passwords come from; asked before the first PC is contacted.
    ///   - body: The run; told what is wrong with single keys.
    /// - Returns: What `body` returned.
    public static func gathered<Result: Sendable>(
        for hosts: [Host],
        through jumps: [Host] = [],
        settings: SSHSettings,
        trust: any HostKeyTrust,
        credentials: Credentials,
        _ body: @escaping @Sendable (SSHConnector, [Problem]) async -> Result
    ) async -> Result {
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        let result = await RoomLogin.gathered(for: hosts, through: jumps, from: credentials, group: loops) {
            login in
            let connector = SSHConnector(
                settings: settings,
                trust: trust,
                login: login,
                resolver: NameResolver(),
                loops: loops
            )
            let result = await body(connector, login.problems)
            await connector.closeJumps()
            return result
        }
        try? await loops.shutdownGracefully()
        return result
    }
}
