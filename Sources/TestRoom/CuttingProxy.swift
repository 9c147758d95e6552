/// A way to a port of this machine that breaks off behind as many bytes as a file says, as a pulled cable would.
///
/// Python's asyncio.
public struct CuttingProxy: Sendable {
    /// The port to connect to.
    public let port: Int
    private let folder: ScratchFolder

    /// Opens the way, lends it to `body` and closes it.
    ///
    /// - Parameters:
    ///   - target: The port of 127.0.0.1 that it leads to.
    ///   - python: An interpreter.
    ///   - body: What needs it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or why there is no such way.
    public static func with<Result: Sendable>(
        to target: Int,
        python: String,
        _ body: @escaping @Sendable (CuttingProxy) async throws -> Result
    ) async throws -> Result {
        try await ScratchFolder.with { folder in
            guard let port = LoopbackPort.free() else {
                throw ServerProcess.Failure(description: "no port is free")
            }
            let script = try folder.write(program, to: "proxy.py")
            let proxy = CuttingProxy(port: port, folder: folder)
            try proxy.cut(behind: nil)
            let words = ["-u", script, "\(port)", "\(target)", "\(folder.path)/limit"]
            return try await ServerProcess.with(python, words, readyWhen: "listening") { _ in
                try await body(proxy)
            }
        }
    }

    /// Connections made from now on break off once so many bytes have gone to the server.
    ///
    /// - Parameter count: How many; nil: none breaks off.
    /// - Throws: Why that could not be written down.
    public func cut(behind count: Int?) throws {
        try folder.write(count.map { "\($0)" } ?? "", to: "limit")
    }

    private static let program = """
        import asyncio, sys

        port, target, limit = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


        async def forward(reader, writer, left):
            while data := await reader.read(65536):
                if left is not None:
                    data = data[:left]
                    left -= len(data)
                writer.write(data)
                await writer.drain()
                if left == 0:
                    return True
            writer.write_eof()
            return False


        async def serve(reader, writer):
            with open(limit) as file:
                left = file.read().strip()
            near, far = await asyncio.open_connection('127.0.0.1', target)
            ways = [asyncio.create_task(forward(reader, far, int(left) if left else None)),
                    asyncio.create_task(forward(near, writer, None))]
            for done in asyncio.as_completed(ways):
                try:
                    if await done:
                        break
                except OSError:
                    break
            for way in ways:
                way.cancel()
            for end in (writer, far):
                end.transport.abort()


        async def main():
            await asyncio.start_server(serve, '127.0.0.1', port)
            print('listening', file=sys.stderr)
            await asyncio.get_running_loop().create_future()


        asyncio.run(main())
        """
}
