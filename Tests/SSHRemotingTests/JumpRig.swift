import OpenSSHFiles
import Remoting
import RoomModel
import Subprocess
import TestRoom

@testable import SSHRemoting

/// Trusts each host by its own inventory name.
struct NamedKeys: HostKeyTrust {
    var lines: [HostName: [String]]

    func knownKeyTypes(host: Host) -> [String] {
        ListedKeys(lines: lines[host.name] ?? []).knownKeyTypes(host: host)
    }

    func judge(host: Host, keyType: String, blob: [UInt8]) -> HostKeyJudgement {
        ListedKeys(lines: lines[host.name] ?? []).judge(host: host, keyType: keyType, blob: blob)
    }
}

/// Some servers with one account: the jump hosts `gw1`, `gw2`… and, last, the PC `pc07`.
struct JumpRig: Sendable {
    /// The jump hosts, the nearest first.
    let jumps: [Host]
    /// The PC behind all of them.
    let host: Host
    /// What is on file.
    let keys: [HostName: [String]]
    let account: ServerAccount
    /// The process numbers of the jump hosts' servers.
    let processes: [Int32]

    /// Starts the servers and lends them to `body`.
    static func with(
        jumps count: Int,
        jumpLines: [String] = [],
        _ body: @escaping @Sendable (JumpRig) async throws -> Void
    ) async throws {
        try await OpenSSHServer.with { pc in
            let host = try loopbackHost(pc.port)
            let rig = JumpRig(
                jumps: [],
                host: host,
                keys: [host.name: pc.hostKeyLines],
                account: pc.account,
                processes: []
            )
            try await rig.add(count, jumpLines, body)
        }
    }

    private func add(
        _ count: Int,
        _ lines: [String],
        _ body: @escaping @Sendable (JumpRig) async throws -> Void
    ) async throws {
        guard count > 0 else { return try await body(self) }
        var options = OpenSSHServer.Options()
        options.account = account
        options.lines = lines
        try await OpenSSHServer.with(options) { server in
            let jump = try loopbackHost(server.port, name: "gw\(jumps.count + 1)")
            var host = host
            host.jumps.append(jump)
            let rig = JumpRig(
                jumps: jumps + [jump],
                host: host,
                keys: keys.merging([jump.name: server.hostKeyLines]) { old, _ in old },
                account: account,
                processes: processes + [server.processNumber]
            )
            try await rig.add(count - 1, lines, body)
        }
    }

    /// Lends a connector that knows these servers.
    func withConnector<Result>(
        trust: NamedKeys? = nil,
        login: FixedLogin? = nil,
        adjust: (inout SSHSettings) -> Void = { _ in },
        _ body: (SSHConnector) async throws -> Result
    ) async throws -> Result {
        var settings = try testSettings(account.user)
        adjust(&settings)
        return try await SSHRemotingTests.withConnector(
            settings,
            trust: trust ?? NamedKeys(lines: keys),
            login: login ?? FixedLogin([.privateKey(text: account.privateKey, name: "test")]),
            body
        )
    }

    /// What connecting to `host` (default: the PC) leads to.
    func connectError(
        to host: Host? = nil,
        trust: NamedKeys? = nil,
        adjust: (inout SSHSettings) -> Void = { _ in }
    ) async throws -> TransportError? {
        try await withConnector(trust: trust, adjust: adjust) { connector in
            try await transportError {
                let connection = try await connector.connect(to: host ?? self.host) { _ in }
                await connection.close()
            }
        }
    }
}

/// How many connections to a port of 127.0.0.1 somebody still holds (proc(5): state 01 is established, 08 close wait).
func heldConnections(to port: Int) async throws -> Int {
    let table = try await run(.name("cat"), arguments: ["/proc/net/tcp"], output: .string(limit: 4 << 20))
    let digits = String(port, radix: 16, uppercase: true)
    let remote = "0100007F:" + String(repeating: "0", count: 4 - digits.count) + digits
    return table.standardOutput.split(separator: "\n").count { line in
        let words = line.split(separator: " ")
        return words.count > 3 && words[2] == remote && ["01", "08"].contains(words[3])
    }
}
