public import RoomModel

/// A real OpenSSH server whose one account has a password and a real `sudo` with rules of its own.
///
/// Account, password and rules exist in a private mount namespace only (unshare(1)): the machine's own files are not
/// touched, and nothing is left when the server ends. It needs root, and a kernel that makes it a mount namespace.
public struct SudoServer: Sendable {
    /// What is odd about the account.
    public struct Account: Sendable {
        /// Its login shell.
        public var shell = "/bin/sh"
        /// Whether its password has to be changed before anything else (shadow(5)).
        public var isPasswordExpired = false
        /// Whether it has expired itself.
        public var isExpired = false
        /// What is said to everybody but root, who alone may log in (nologin(5)); nil: all may.
        public var notice: String?
        /// Further lines of `sshd_config`: only with `UsePAM yes` sshd tells an account why it is kept out.
        public var lines: [String] = []

        /// An account like any other.
        public init() {}

        fileprivate func line(_ password: String) -> String {
            let changed = isPasswordExpired ? 0 : 19_000
            return "siaga-tech:\(password):\(changed):0:99999:7::\(isExpired ? "1" : ""):"
        }
    }

    /// The account; its home is in the namespace, too.
    public let user: UserName
    /// The server.
    public let server: OpenSSHServer

    private static let script = #"""
        set -e
        mount -t tmpfs -o mode=755 none /mnt
        mkdir /mnt/home
        chown 61234:61234 /mnt/home
        cp "$1/authorized_keys" /mnt/authorized_keys
        chmod 644 /mnt/authorized_keys
        cp /etc/passwd /mnt/passwd
        cat "$1/passwd" >>/mnt/passwd
        cp -p /etc/shadow /mnt/shadow
        sed "s|PASSWORD|$(openssl passwd -6 -in "$1/password")|" "$1/shadow" >>/mnt/shadow
        cp "$1/sudoers" /mnt/sudoers
        chown 0:0 /mnt/sudoers
        chmod 440 /mnt/sudoers
        for name in passwd shadow sudoers; do
            mount --bind "/mnt/$name" "/etc/$name"
        done
        for folder in /run/sudo /var/lib/sudo; do
            if [ -d "$folder" ]; then mount -t tmpfs -o mode=711 none "$folder"; fi
        done
        if [ -s "$1/nologin" ]; then
            mount -t tmpfs -o mode=755 none /run
            mkdir /run/sshd
            cp "$1/nologin" /run/nologin
        fi
        shift
        exec "$@"
        """#

    /// Starts such a server, lends it to `body` and ends it.
    ///
    /// - Parameters:
    ///   - rules: The lines of its `sudoers`; the account is `siaga-tech`.
    ///   - password: The account's password.
    ///   - account: What is odd about the account (default: nothing).
    ///   - body: What needs it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or why there is no server.
    public static func with<Result: Sendable>(
        rules: String,
        password: String,
        account: Account = Account(),
        _ body: @escaping @Sendable (SudoServer) async throws -> Result
    ) async throws -> Result {
        try await ScratchFolder.with { folder in
            let own = try await ServerAccount.make(in: folder)
            let user = try UserName("siaga-tech")
            try folder.write(own.publicKeyLine, to: "authorized_keys")
            try folder.write(password + "\n", to: "password")
            try folder.write("siaga-tech:x:61234:61234::/mnt/home:\(account.shell)\n", to: "passwd")
            try folder.write(account.line("PASSWORD") + "\n", to: "shadow")
            try folder.write(account.notice.map { $0 + "\n" } ?? "", to: "nologin")
            try folder.write(rules + "\n", to: "sudoers")
            let script = try folder.write(script + "\n", to: "world")
            var options = OpenSSHServer.Options()
            options.account = ServerAccount(
                user: user,
                privateKey: own.privateKey,
                publicKeyLine: own.publicKeyLine,
                privateKeyPath: own.privateKeyPath
            )
            options.lines =
                account.lines + ["AuthorizedKeysFile /mnt/authorized_keys", "PasswordAuthentication yes"]
            options.launcher = [
                "/usr/bin/unshare", "--mount", "--propagation", "private", "sh", script, folder.path,
            ]
            return try await OpenSSHServer.with(options) { server in
                try await body(SudoServer(user: user, server: server))
            }
        }
    }
}
