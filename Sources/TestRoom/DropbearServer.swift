#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A real dropbear server on loopback, in a mount namespace where the account's home is a private folder.
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
            try await ServerProcess.runTool("mkdir", ["-p", "-m", "700", "\(home)/.ssh"])
            try folder.write(account.publicKeyLine, to: "home/.ssh/authorized_keys")
            let key = "\(folder.path)/host_key"
            let made = try await ServerProcess.runTool("dropbearkey", ["-t", "ed25519", "-f", key])
            let line = made.split(separator: "\n").first { $0.hasPrefix("ssh-ed25519 ") }
            guard let line, let port = LoopbackPort.free() else {
                throw ServerProcess.Failure(description: "dropbearkey made no key, or no port is free")
            }
            guard let entry = getpwuid(geteuid()), let realHome = entry.pointee.pw_dir else {
                throw ServerProcess.Failure(description: "this account has no home")
            }
            // dropbear looks for authorized_keys in the account's home only.
            let script =
                #"mount --bind "$1" "$2" && exec dropbear -F -E -s -r "$3" -p "127.0.0.1:$4" -P "$5""#
            let arguments =
                (geteuid() == 0 ? ["-m"] : ["-Urm"])
                + [
                    "sh", "-c", script, "sh", home, String(cString: realHome), key, "\(port)",
                    "\(folder.path)/pid",
                ]
            return try await ServerProcess.with("unshare", arguments, readyWhen: "Not backgrounding") { _ in
                try await body(
                    DropbearServer(port: port, account: account, hostKeyLine: String(line), folder: folder)
                )
            }
        }
    }
}
