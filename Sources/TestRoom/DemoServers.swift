public import RoomModel

/// The demo's PCs as real SSH servers on loopback, one process and one host key each.
public enum DemoServers {
    /// Starts a server for each PC, lends them to `body`, ends them.
    ///
    /// - Parameters:
    ///   - pcs: The PCs.
    ///   - account: Who may log in to them.
    ///   - ports: The ports of PCs that must have a certain one; others get a free one.
    ///   - keys: The folder that keeps their host keys, each PC's below its name; nil (the default): new ones.
    ///   - body: What needs the servers.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or why a server did not start.
    public static func with<Result: Sendable>(
        _ pcs: [DemoRoom.PC],
        for account: ServerAccount,
        ports: [HostName: Int] = [:],
        keys: String? = nil,
        _ body: @escaping @Sendable ([HostName: OpenSSHServer]) async throws -> Result
    ) async throws -> Result {
        try await with(pcs[...], for: account, ports: ports, keys: keys, started: [:], body)
    }

    private static func with<Result: Sendable>(
        _ pcs: ArraySlice<DemoRoom.PC>,
        for account: ServerAccount,
        ports: [HostName: Int],
        keys: String?,
        started: [HostName: OpenSSHServer],
        _ body: @escaping @Sendable ([HostName: OpenSSHServer]) async throws -> Result
    ) async throws -> Result {
        guard let pc = pcs.first else { return try await body(started) }
        var options = OpenSSHServer.Options()
        options.addresses = [pc.address.description]
        options.account = account
        options.port = ports[pc.name]
        options.hostKeyFolder = keys.map { "\($0)/\(pc.name)" }
        return try await OpenSSHServer.with(options) { server in
            try await with(
                pcs.dropFirst(),
                for: account,
                ports: ports,
                keys: keys,
                started: started.merging([pc.name: server]) { $1 },
                body
            )
        }
    }
}
