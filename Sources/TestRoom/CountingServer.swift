/// An SSH server that says how many bytes it read, and lets its client send more only when half of the window is used.
///
/// Python's asyncssh; OpenSSH's sshd lets more come after every 96 KiB and so wakes a writer that forgot to go on.
public struct CountingServer: Sendable {
    /// The port.
    public let port: Int

    /// Starts the server, lends it to `body` and removes everything.
    ///
    /// - Parameters:
    ///   - python: An interpreter that has asyncssh.
    ///   - body: What needs it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or why there is no server.
    public static func with<Result: Sendable>(
        python: String,
        _ body: @escaping @Sendable (CountingServer) async throws -> Result
    ) async throws -> Result {
        try await ScratchFolder.with { folder in
            guard let port = LoopbackPort.free() else {
                throw ServerProcess.Failure(description: "no port is free")
            }
            let script = try folder.write(program, to: "server.py")
            return try await ServerProcess.with(python, ["-u", script, "\(port)"], readyWhen: "listening") {
                _ in
                try await body(CountingServer(port: port))
            }
        }
    }

    private static let program = """
        import asyncio, sys
        import asyncssh


        class Server(asyncssh.SSHServer):
            def begin_auth(self, username):
                return False


        async def handle(process):
            count = 0
            while data := await process.stdin.read(65536):
                count += len(data)
            process.stdout.write(b'%d\\n' % count)
            process.exit(0)


        async def main():
            key = asyncssh.generate_private_key('ssh-ed25519')
            await asyncssh.create_server(
                Server, '127.0.0.1', int(sys.argv[1]), server_host_keys=[key], process_factory=handle,
                encoding=None)
            print('listening', file=sys.stderr)
            await asyncio.get_running_loop().create_future()


        asyncio.run(main())
        """
}
