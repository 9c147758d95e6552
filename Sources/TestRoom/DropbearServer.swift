#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A real dropbear server on loopback for which the account's home is a private folder (nss_wrapper(1)).
public struct DropbearServer: Sendable {
    /// The port.
    public let port: Int
    /// Who may log in.
    public let account: ServerAccount
    /// The line of its public host key.
    public let hostKeyLine: String
    /// Its private folder; the login folder is its folder `home`.
    public let folder: ScratchFolder

    /// Starts a server, lends it to `body`, ends it and removes its folder.
    ///
    /// - Parameter body: What needs it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or why there is no server.
    public static func with<Result: Sendable>(
        _ body: @escaping @Sendable (DropbearServer) async throws -> Result
    ) async throws -> Result {
        try await ScratchFolder.with { folder in
            let account = try await ServerAccount.make(in: folder)
            let home = "\(folder.path)/home"
            try await ServerProcess.runTool("mkdir", ["-m", "700", home, "\(home)/.ssh"])
            try folder.write(account.publicKeyLine, to: "home/.ssh/authorized_keys")
            let key = "\(folder.path)/host_key"
            let made = try await ServerProcess.runTool("dropbearkey", ["-t", "ed25519", "-f", key])
            let line = made.split(separator: "\n").first { $0.hasPrefix("ssh-ed25519 ") }
            guard let line, let port = LoopbackPort.free() else {
                throw ServerProcess.Failure(description: "dropbearkey made no key, or no port is free")
            }
            let list = try accountList(home: home, in: folder)
            let words = list + ["dropbear", "-F", "-E", "-s", "-r", key, "-p", "127.0.0.1:\(port)", "-P"]
            let pid = "\(folder.path)/pid"
            return try await ServerProcess.with("env", words + [pid], readyWhen: "Not backgrounding") { _ in
                try await body(
                    DropbearServer(port: port, account: account, hostKeyLine: String(line), folder: folder)
                )
            }
        }
    }

    /// What makes a program find the account at `home`: dropbear looks for `authorized_keys` in the account's home only.
    ///
    /// The list of accounts is the program's own (nss_wrapper(1)): that needs no right, where a mount over the home would.
    private static func accountList(home: String, in folder: ScratchFolder) throws -> [String] {
        guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name,
            let shell = entry.pointee.pw_shell
        else { throw ServerProcess.Failure(description: "this account has no name or no shell") }
        let line = [
            String(cString: name), "x", "\(geteuid())", "\(getegid())", "", home, String(cString: shell),
        ]
        let accounts = try folder.write(line.joined(separator: ":") + "\n", to: "passwd")
        let groups = try folder.write("siaga:x:\(getegid()):\n", to: "group")
        return [
            "LD_PRELOAD=libnss_wrapper.so", "NSS_WRAPPER_PASSWD=\(accounts)", "NSS_WRAPPER_GROUP=\(groups)",
        ]
    }
}
