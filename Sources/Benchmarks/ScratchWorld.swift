import Glibc

/// Hosts in a scratch folder that is removed with them; the account's own record and agent are left out of it.
enum ScratchWorld {
    /// Runs `body` with as many hosts.
    static func with<Result>(
        hosts: Int,
        checks: CheckSet,
        replays: Bool,
        _ body: (LoopbackHosts) throws -> Result
    ) throws -> Result {
        let (room, folder) = try open(hosts: hosts, checks, replays: replays)
        defer { close(room, folder) }
        return try body(room)
    }

    /// Runs `body` with as many hosts.
    static func with<Result>(hosts: Int, _ body: (LoopbackHosts) async throws -> Result) async throws
        -> Result
    {
        let (room, folder) = try open(hosts: hosts, .core)
        defer { close(room, folder) }
        return try await body(room)
    }

    private static func open(
        hosts: Int,
        _ checks: CheckSet,
        replays: Bool = false
    ) throws(BenchmarkError) -> (LoopbackHosts, String) {
        var template = Array("/tmp/siaga-benchmark.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchmarkError("no scratch folder can be made") }
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        setenv("XDG_STATE_HOME", folder + "/state", 1)
        unsetenv("SSH_AUTH_SOCK")
        do {
            return (try LoopbackHosts(count: hosts, checks: checks, replays: replays, in: folder), folder)
        } catch {
            try? ChildProcess.run(["rm", "-rf", folder])
            throw error
        }
    }

    private static func close(_ room: LoopbackHosts, _ folder: String) {
        room.stop()
        try? ChildProcess.run(["rm", "-rf", folder])
    }
}
