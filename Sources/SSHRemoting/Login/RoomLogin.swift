public import NIOCore
import OpenSSHFiles
public import Remoting
public import RoomModel

/// What a run logs in with: the files the inventory names, else the usual ones; the user's agent; a password.
///
/// Everything is read, asked for and decrypted before the first PC is contacted, each thing once. At most three attempts
/// are made at a PC, the last of them with the password where there is one, and a wrong password reaches two PCs at most.
public actor RoomLogin: LoginSource {
    /// How many attempts a PC sees; `MaxAuthTries` is 6 by default, and failed ones bring penalties (`sshd_config(5)`).
    private static let attempts = 3
    /// How long the PCs that try a password first may be silent before the others get it too.
    private static let passwordPatience = Duration.seconds(10)

    private let ring: KeyRing
    private let credentials: Credentials
    private let passwords: [HostName: Secret]
    private let clock: any Clock<Duration>
    private var gates: [Secret: PasswordGate] = [:]

    private init(
        ring: KeyRing,
        credentials: Credentials,
        passwords: [HostName: Secret],
        clock: any Clock<Duration>
    ) {
        self.ring = ring
        self.credentials = credentials
        self.passwords = passwords
        self.clock = clock
    }

    /// Gathers what logging in to `hosts` takes, runs `body`, and ends the run's own agent.
    ///
    /// - Parameters:
    ///   - hosts: The PCs of the run.
    ///   - jumps: Jump hosts besides those before `hosts`.
    ///   - credentials: Where keys and passwords come from.
    ///   - group: Where the agents' event loops come from.
    ///   - clock: Times the wait for a password's first verdicts.
    ///   - body: The run.
    /// - Returns: What `body` returned.
    public static func gathered<Result: Sendable>(
        for hosts: [Host],
        through jumps: [Host] = [],
        from credentials: Credentials,
        group: any EventLoopGroup,
        clock: any Clock<Duration> = ContinuousClock(),
        _ body: @escaping @Sendable (RoomLogin) async -> Result
    ) async -> Result {
        let asked = hosts.filter { $0.access == .ssh }
        let names = Set(asked.map(\.name))
        // The password of the PCs' accounts is no jump host's business: that has its own, or a key.
        let between = jumps + asked.jumpHosts
        let hosts = asked + between.filter { !names.contains($0.name) }
        var passwords: [HostName: Secret] = [:]
        for host in hosts {
            if let own = host.password {
                passwords[host.name] = own
            } else if names.contains(host.name) {
                passwords[host.name] = await credentials.password(host)
            }
        }
        let named = Set(hosts.flatMap(\.identityFiles).map(credentials.expand)).sorted()
        let defaults =
            hosts.contains(where: \.triesUsualKeys) ? Credentials.defaultKeys.map(credentials.expand) : []
        var agents: [String: AgentClient] = [:]
        var askers: [String: Set<String?>] = [:]
        for host in hosts {
            let socket = credentials.agentSocket(for: host)
            if let socket, agents[socket] == nil {
                agents[socket] = AgentClient(socketPath: socket, group: group)
            }
            let files = host.triesUsualKeys ? defaults : host.identityFiles.map(credentials.expand)
            for file in files { askers[file, default: []].insert(socket) }
        }
        let ring = await KeyRing.read(
            named: named,
            defaults: defaults.filter { !named.contains($0) },
            agents: agents,
            askers: askers
        )
        // A passphrase for a key nobody named is asked for only where a PC has nothing else.
        let needsDefaults = hosts.contains { host in
            let socket = credentials.agentSocket(for: host)
            let held = host.ssh.identitiesOnly == true ? nil : socket.flatMap { ring.agentKeys[$0] }
            return host.triesUsualKeys && passwords[host.name] == nil && held?.isEmpty != false
                && !defaults.contains { ring.key($0, agent: socket) != nil }
        }
        let isWanted: @Sendable (KeyRing.Locked) -> Bool = { key in
            named.contains(key.path) || !key.file.isEncrypted || needsDefaults
        }
        let (found, open) = (passwords, agents.values)
        @Sendable func run(_ agent: PrivateAgent?) async -> Result {
            var ring = ring
            await ring.unlock(with: agent, where: isWanted, passphrase: credentials.passphrase)
            let login = RoomLogin(ring: ring, credentials: credentials, passwords: found, clock: clock)
            return await body(login)
        }
        let result =
            ring.locked.contains(where: isWanted)
            ? await PrivateAgent.withAgent(group: group) { await run($0) } : await run(nil)
        for agent in open { await agent.close() }
        return result
    }

    /// What is wrong with single keys and the user's agent; the run goes on without them.
    public nonisolated var problems: [Problem] {
        ring.agentProblems + ring.problems.values.sorted { $0.location < $1.location }
    }

    /// Refuses a PC there is nothing to log in to with, before the network is touched.
    ///
    /// - Throws: ``TransportError`` `.keyUnusable` with the first key's problem, or `.noCredentials`.
    public func check(_ host: Host) async throws(TransportError) {
        guard keys(for: host).isEmpty, passwords[host.name] == nil else { return }
        throw nothingToOffer(host)
    }

    /// What to try on `host`, in order, at most three.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - serverIdentification: Its identification string (RFC 4253 §4.2).
    /// - Returns: At least one method.
    /// - Throws: ``TransportError`` `.keyUnusable` or `.noCredentials` where nothing fits this server.
    public func methods(
        for host: Host,
        serverIdentification: String
    ) async throws(TransportError) -> [LoginMethod] {
        let all = keys(for: host)
        let fitting = all.filter { !$0.needsOpenSSH || serverIdentification.contains("OpenSSH") }
        let password = passwords[host.name]
        var methods = fitting.prefix(password == nil ? Self.attempts : Self.attempts - 1).map(\.method)
        var isHeldBack = false
        if let password {
            if await gate(for: password).admit(host.name) {
                methods.append(.password(password))
            } else {
                isHeldBack = true
            }
        }
        guard methods.isEmpty else { return methods }
        if Task.isCancelled {
            throw TransportError(.cancelled, in: .login, "\(host.title): the run was stopped")
        }
        if isHeldBack {
            throw TransportError(
                .noCredentials,
                in: .login,
                "\(host.title) was not sent the password, which \(PasswordGate.trials) PCs had refused",
                hint: "check the password and the account, then run again with `--rerun`"
            )
        }
        if all.isEmpty { throw nothingToOffer(host) }
        throw TransportError(
            .keyUnusable,
            in: .login,
            "\(host.title) runs `\(serverIdentification.safe(limit: 60))`, which takes no RSA key from this libssh2",
            hint: "use an ed25519 or ECDSA key for this PC"
        )
    }

    /// Told when a PC refused the password.
    public func passwordRefused(by host: HostName) async {
        if let password = passwords[host] { await gate(for: password).refuse(host) }
    }

    /// Told when a PC will say nothing about the password.
    public func passwordUndecided(by host: HostName) async {
        if let password = passwords[host] { await gate(for: password).withdraw(host) }
    }

    /// Told when a PC let Siaga in.
    public func loggedIn(to host: HostName, by method: LoginMethod) async {
        guard let password = passwords[host] else { return }
        if case .password = method {
            await gate(for: password).accept(host)
        } else {
            await gate(for: password).withdraw(host)
        }
    }

    private func gate(for password: Secret) -> PasswordGate {
        if let gate = gates[password] { return gate }
        let gate = PasswordGate(clock: clock, patience: Self.passwordPatience)
        gates[password] = gate
        return gate
    }

    /// The usable keys for `host`, the named ones first, none twice.
    private func keys(for host: Host) -> [RoomKey] {
        let socket = credentials.agentSocket(for: host)
        let paths = host.triesUsualKeys ? Credentials.defaultKeys : host.identityFiles
        let files = paths.map(credentials.expand).compactMap { ring.key($0, agent: socket) }
        let agentKeys = socket.flatMap { ring.agentKeys[$0] } ?? []
        let others = host.ssh.identitiesOnly == true ? [] : agentKeys
        // As ssh: first the usual keys that the agent holds, then its others, then the files.
        let held = files.filter { key in agentKeys.contains { $0.blob == key.blob } }
        let all = host.triesUsualKeys ? held + others + files : files + others
        var seen: Set<[UInt8]> = []
        return all.filter { key in key.blob.map { seen.insert($0).inserted } ?? true }
    }

    private func nothingToOffer(_ host: Host) -> TransportError {
        let paths = host.triesUsualKeys ? Credentials.defaultKeys : host.identityFiles
        if let problem = paths.lazy.compactMap({ self.ring.problems[self.credentials.expand($0)] }).first {
            return TransportError(
                .keyUnusable,
                in: .login,
                "\(host.title): \(problem.location.file): \(problem.message)",
                hint: problem.hint
            )
        }
        return TransportError(
            .noCredentials,
            in: .login,
            "\(host.title): there is no key and no password to log in with",
            hint: "make a key (`\(RoomKeyFile.making)`) and place it: `siaga enroll --install-key`"
        )
    }
}

extension Host {
    /// Whether the usual key files are tried: no other is named, and they are not ruled out.
    fileprivate var triesUsualKeys: Bool { identityFiles.isEmpty && ssh.usesUsualKeys }

    /// The PC as messages name it: `pc07 (10.0.0.7)`.
    fileprivate var title: String { "\(name) (\(address))" }
}
