#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A real OpenSSH server on loopback with keys and folder of its own; for tests, the demo and the benchmark.
public struct OpenSSHServer: Sendable {
    /// How a server is to be.
    public struct Options: Sendable {
        /// The types of its host keys, as `ssh-keygen -t` names them.
        public var hostKeyTypes = ["ed25519"]
        /// Where its host keys are, and are made when they are not: a server with the same ones is the same PC again; nil
        /// (the default) makes new ones.
        public var hostKeyFolder: String?
        /// The addresses it listens on, all on the same port.
        public var addresses = ["127.0.0.1"]
        /// The port; nil takes a free one.
        public var port: Int?
        /// Who may log in; nil makes a key of ``clientKeyType``.
        public var account: ServerAccount?
        /// The type of the client's key.
        public var clientKeyType = "ed25519"
        /// The program behind the subsystem `sftp`; nil: sshd's own, which begins in the folder `home`.
        public var sftpProgram: String?
        /// Further lines of `sshd_config`; they come first, and sshd takes the first of a kind.
        public var lines: [String] = []
        /// A program and its arguments that start what is behind them: a server in a world of its own.
        public var launcher: [String] = []

        /// A server like any other.
        public init() {}
    }

    /// Where every Linux distribution and macOS put the server.
    private static let program = "/usr/sbin/sshd"

    /// Whether this machine can play a PC.
    public static var isInstalled: Bool { access(program, X_OK) == 0 }

    /// Whether it would keep an address away for a while that did not log in (`PerSourcePenalties`), as it has done since
    /// OpenSSH 9.8, in which a program of its own serves each connection: here all PCs see one address.
    fileprivate static let hasPenalties = [
        "/usr/lib/openssh", "/usr/libexec/openssh", "/usr/lib/ssh", "/usr/libexec",
    ].contains { access("\($0)/sshd-session", X_OK) == 0 }

    /// The port.
    public let port: Int
    /// Who may log in.
    public let account: ServerAccount
    /// The lines of its `.pub` host key files, in the order of the options.
    public let hostKeyLines: [String]
    /// Its private folder; SFTP begins in its folder `home`.
    public let folder: ScratchFolder
    /// Its process.
    public let processNumber: Int32

    /// Starts a server, lends it to `body`, ends it and removes its folder.
    ///
    /// - Parameters:
    ///   - options: How it is to be.
    ///   - body: What needs it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or why there is no server.
    public static func with<Result: Sendable>(
        _ options: Options = Options(),
        _ body: @escaping @Sendable (OpenSSHServer) async throws -> Result
    ) async throws -> Result {
        try await ScratchFolder.with { folder in
            let account: ServerAccount
            if let shared = options.account {
                account = shared
            } else {
                account = try await ServerAccount.make(in: folder, type: options.clientKeyType)
            }
            try folder.write(account.publicKeyLine, to: "authorized_keys")
            try await ServerProcess.runTool("mkdir", ["\(folder.path)/home"])
            var hostKeyLines: [String] = []
            for type in options.hostKeyTypes {
                let name = "host_\(type)"
                if let keys = options.hostKeyFolder, access("\(keys)/\(name)", R_OK) == 0 {
                    try await ServerProcess.runTool(
                        "cp",
                        ["-p", "\(keys)/\(name)", "\(keys)/\(name).pub", folder.path]
                    )
                } else {
                    try await ServerProcess.runTool(
                        "ssh-keygen",
                        ["-q", "-t", type, "-N", "", "-C", "", "-f", "\(folder.path)/\(name)"]
                    )
                    if let keys = options.hostKeyFolder {
                        try await ServerProcess.runTool("mkdir", ["-p", keys])
                        try await ServerProcess.runTool(
                            "cp",
                            ["-p", "\(folder.path)/\(name)", "\(folder.path)/\(name).pub", keys]
                        )
                    }
                }
                hostKeyLines.append(try folder.read("\(name).pub"))
            }
            var attempts = options.port == nil ? 5 : 1
            while true {
                guard let port = options.port ?? LoopbackPort.free() else {
                    throw ServerProcess.Failure(description: "no port is free")
                }
                attempts -= 1
                do {
                    return try await start(port, options, account, hostKeyLines, folder, body)
                } catch let failure as ServerProcess.Failure where attempts > 0 && failure.isAddressTaken {
                    // Somebody else took the free port in between: try another one.
                    continue
                }
            }
        }
    }

    /// Started by root, Debian's sshd wants an empty folder that otherwise its service makes at boot (sshd(8), FILES).
    private static func makeEmptyFolder() {
        if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
    }

    private static func start<Result: Sendable>(
        _ port: Int,
        _ options: Options,
        _ account: ServerAccount,
        _ hostKeyLines: [String],
        _ folder: ScratchFolder,
        _ body: @escaping @Sendable (OpenSSHServer) async throws -> Result
    ) async throws -> Result {
        let configuration = try folder.write(options.text(port: port, folder: folder), to: "sshd_config")
        makeEmptyFolder()
        let words = options.launcher + [program, "-D", "-e", "-f", configuration]
        return try await ServerProcess.with(
            words[0],
            Array(words.dropFirst()),
            readyWhen: "Server listening"
        ) { process in
            try await body(
                OpenSSHServer(
                    port: port,
                    account: account,
                    hostKeyLines: hostKeyLines,
                    folder: folder,
                    processNumber: process
                )
            )
        }
    }
}

extension OpenSSHServer.Options {
    /// The text of `sshd_config`; MaxStartups is far above any test's width, so that it never drops one by chance.
    fileprivate func text(port: Int, folder: ScratchFolder) -> String {
        (lines
            + addresses.map { "ListenAddress \($0)" }
            + hostKeyTypes.map { "HostKey \(folder.path)/host_\($0)" }
            + [
                "Port \(port)",
                "AuthorizedKeysFile \(folder.path)/authorized_keys",
                "Subsystem sftp \(sftpProgram ?? "internal-sftp -d \(folder.path)/home")",
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "UseDNS no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "MaxStartups 2000:30:4000",
                "MaxSessions 64",
                "PrintMotd no",
                // bash reads ~/.bashrc when sshd starts it, unless it is not the first shell (bash(1), INVOCATION).
                "SetEnv SHLVL=2",
                "LogLevel INFO",
            ] + (OpenSSHServer.hasPenalties ? ["PerSourcePenalties no"] : [])).joined(separator: "\n") + "\n"
    }
}
