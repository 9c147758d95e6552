import Subprocess
import TestRoom

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// Ports of 127.0.0.1 at which no sound SSH server answers: one small program that plays a fault at each of them.
struct FaultyPorts: Sendable {
    /// What happens to whoever connects.
    enum Fault: Sendable {
        /// These bytes come, then the end.
        case say(String)
        /// These bytes come, then nothing more.
        case stay(String)
        /// These bytes come again and again, five times a second.
        case drip(String)
        /// The first bytes come, then the others without end.
        case flood(String, [UInt8])
        /// A real server answers, and the connection ends after so many bytes of it.
        case cut(after: Int, port: Int)
        /// A real server answers, and nothing more comes after so many bytes of it.
        case stall(after: Int, port: Int)
        /// A real server answers, and one byte of it is damaged.
        case damage(byte: Int, port: Int)

        fileprivate var words: String {
            switch self {
            case .say(let text): "say \(Self.hex(Array(text.utf8)))"
            case .stay(let text): "stay \(Self.hex(Array(text.utf8)))"
            case .drip(let text): "drip \(Self.hex(Array(text.utf8)))"
            case .flood(let text, let rest): "flood \(Self.hex(Array(text.utf8))) \(Self.hex(rest))"
            case .cut(let count, let port): "cut \(count) \(port)"
            case .stall(let count, let port): "stall \(count) \(port)"
            case .damage(let count, let port): "damage \(count) \(port)"
            }
        }

        /// `-` stands for no bytes.
        private static func hex(_ bytes: [UInt8]) -> String {
            bytes.isEmpty
                ? "-" : bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    /// Opens a port for each fault, lends them to `body` and closes them.
    ///
    /// - Parameters:
    ///   - faults: The faults.
    ///   - body: Gets the ports, in the same order.
    /// - Throws: What `body` throws, or why there are no ports.
    static func with(
        _ faults: [Fault],
        _ body: @Sendable @escaping ([Int]) async throws -> Void
    ) async throws {
        _ = try await Subprocess.run(
            .name("python3"),
            arguments: Arguments(["-c", script] + faults.map(\.words)),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            var text = ""
            for try await buffer in execution.standardOutput {
                text += buffer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                if text.contains("\n") { break }
            }
            let ports = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            do {
                guard ports.count == faults.count else { throw Failure() }
                try await body(ports)
            } catch {
                try execution.send(signal: .kill)
                throw error
            }
            try execution.send(signal: .kill)
        }
    }

    /// The program said no ports.
    private struct Failure: Error {}

    private static let script = """
        import asyncio, sys

        def plain(word):
            return b"" if word == "-" else bytes.fromhex(word)

        async def pump(reader, writer, change):
            passed = 0
            while data := await reader.read(65536):
                data, goes_on = change(data, passed)
                passed += len(data)
                writer.write(data)
                await writer.drain()
                if not goes_on:
                    return

        async def relay(reader, writer, kind, count, port):
            near, far = await asyncio.open_connection("127.0.0.1", port)
            def change(data, passed):
                left = count - passed
                if kind == "damage":
                    if 0 <= left < len(data):
                        data = data[:left] + bytes([data[left] ^ 0x55]) + data[left + 1:]
                    return data, True
                return (data, True) if left > len(data) else (data[:max(0, left)], False)
            up = asyncio.create_task(pump(reader, far, lambda data, passed: (data, True)))
            await pump(near, writer, change)
            if kind == "stall":
                await up
            up.cancel()
            far.transport.abort()

        async def play(fault, reader, writer):
            kind, *words = fault
            if kind in ("cut", "stall", "damage"):
                return await relay(reader, writer, kind, int(words[0]), int(words[1]))
            writer.write(plain(words[0]))
            await writer.drain()
            if kind == "stay":
                while await reader.read(65536):
                    pass
            while kind == "drip":
                await asyncio.sleep(0.2)
                writer.write(plain(words[0]))
                await writer.drain()
            while kind == "flood":
                writer.write(plain(words[1]) * 500)
                await writer.drain()

        async def main():
            servers = []
            for text in sys.argv[1:]:
                async def serve(reader, writer, fault=text.split()):
                    try:
                        await play(fault, reader, writer)
                    except OSError:
                        pass
                    finally:
                        writer.close()
                servers.append(await asyncio.start_server(serve, "127.0.0.1", 0))
            print(*[server.sockets[0].getsockname()[1] for server in servers], flush=True)
            await asyncio.get_running_loop().create_future()

        asyncio.run(main())
        """
}
