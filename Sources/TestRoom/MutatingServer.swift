/// An SSH server that damages its own payloads before it encrypts and signs them: hostile past the key exchange.
///
/// Python's asyncssh.
public struct MutatingServer: Sendable {
    /// The port.
    public let port: Int

    /// Starts the server, lends it to `body` and removes everything.
    ///
    /// - Parameters:
    ///   - seed: Decides what is damaged.
    ///   - python: An interpreter that has asyncssh.
    ///   - body: What needs it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or why there is no server.
    public static func with<Result: Sendable>(
        seed: UInt32,
        python: String,
        _ body: @escaping @Sendable (MutatingServer) async throws -> Result
    ) async throws -> Result {
        try await ScratchFolder.with { folder in
            guard let port = LoopbackPort.free() else {
                throw ServerProcess.Failure(description: "no port is free")
            }
            let script = try folder.write(program, to: "server.py")
            return try await ServerProcess.with(
                python,
                ["-u", script, "\(port)", "\(seed)"],
                readyWhen: "listening"
            ) { _ in try await body(MutatingServer(port: port)) }
        }
    }

    private static let program = """
        import asyncio, random, sys
        import asyncssh
        from asyncssh.encryption import BasicEncryption

        chance = random.Random(int(sys.argv[2]))
        honest = BasicEncryption.encrypt_packet


        def mutate(packet):
            packet = bytearray(packet)
            for _ in range(chance.randint(1, 6)):
                position = chance.randrange(1, len(packet))
                packet[position] = chance.choice([0, 0xFF, chance.randrange(256)])
            return bytes(packet)


        def encrypt_packet(self, seq, header, packet):
            if chance.random() < 0.25:
                packet = mutate(packet)
            return honest(self, seq, header, packet)


        BasicEncryption.encrypt_packet = encrypt_packet


        class Server(asyncssh.SSHServer):
            def begin_auth(self, username):
                return False


        async def handle(process):
            for number in range(40):
                process.stdout.write('x' * chance.randrange(2000))
                process.stderr.write('y' * chance.randrange(200))
            process.exit(chance.randrange(3))


        async def main():
            key = asyncssh.generate_private_key('ssh-ed25519')
            await asyncssh.create_server(
                Server, '127.0.0.1', int(sys.argv[1]), server_host_keys=[key], process_factory=handle)
            print('listening', file=sys.stderr)
            await asyncio.get_running_loop().create_future()


        asyncio.run(main())
        """
}
