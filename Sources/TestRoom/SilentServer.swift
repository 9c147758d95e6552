#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A port of 127.0.0.1 that accepts TCP and never says a word.
public struct SilentServer: Sendable {
    /// The port.
    public let port: Int

    /// Listens, lends the server to `body` and stops.
    ///
    /// The kernel accepts up to 64 connections on its behalf; nobody ever reads them.
    ///
    /// - Parameters:
    ///   - isolation: The caller's.
    ///   - body: What needs it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or that no port could be had.
    public static func with<Result>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (SilentServer) async throws -> Result
    ) async throws -> Result {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw ServerProcess.Failure(description: "no socket is left") }
        defer { close(descriptor) }
        guard let port = LoopbackPort.bind(descriptor), listen(descriptor, 64) == 0 else {
            throw ServerProcess.Failure(description: "no port is free")
        }
        return try await body(SilentServer(port: port))
    }
}
