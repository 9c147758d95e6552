import NIOCore
import OpenSSHFiles
import Remoting
import RoomModel

/// Every key of a run: read once, decrypted once, ready before the first PC is contacted.
struct KeyRing: Sendable {
    /// The keys of each agent, by its socket.
    private(set) var agentKeys: [String: [RoomKey]] = [:]
    /// The public halves of the keys in files, by path.
    private var publicHalves: [String: [UInt8]] = [:]
    /// The keys from files that need no agent of the user's, by path.
    private(set) var fileKeys: [String: RoomKey] = [:]
    /// Why other files gave no key, by path.
    private(set) var problems: [String: Problem] = [:]
    /// What is wrong with agents.
    private(set) var agentProblems: [Problem] = []

    /// A key that only an agent can use: encrypted, or RSA.
    struct Locked: Sendable {
        let path: String
        let file: PrivateKeyFile
    }

    /// How often a passphrase may be wrong, as with ssh (`NumberOfPasswordPrompts`, `ssh_config(5)`).
    private static let passphraseTrials = 3

    /// The files that wait for a private agent.
    private(set) var locked: [Locked] = []

    /// Reads the keys.
    ///
    /// - Parameters:
    ///   - named: Files that the inventory names; a missing one is a problem.
    ///   - defaults: Files that are tried where it names none; a missing one is not.
    ///   - agents: The users' agents, by socket.
    ///   - askers: The agents of the PCs that a file is for, by path; nil stands for a PC without one.
    /// - Returns: The keys, those that wait for an agent of the run's own among them.
    static func read(
        named: [String],
        defaults: [String],
        agents: [String: AgentClient] = [:],
        askers: [String: Set<String?>] = [:]
    ) async -> KeyRing {
        var ring = KeyRing()
        for (socket, agent) in agents.sorted(by: { $0.key < $1.key }) { await ring.read(agent, socket) }
        let paths = named + defaults
        for (path, outcome) in zip(paths, await KeyFileReader.outcomes(of: paths)) {
            switch outcome {
            case .missing where defaults.contains(path): continue
            case .missing:
                ring.refuse(
                    path,
                    "there is no such key file",
                    hint:
                        "correct `ansible_ssh_private_key_file` or `IdentityFile`, or make a key: `\(RoomKeyFile.making)`"
                )
            case .publicHalf(let key):
                ring.publicHalves[path] = key.blob
                if !ring.agentKeys.values.joined().contains(where: { $0.blob == key.blob }) {
                    ring.refuse(
                        path,
                        "this is the public half of a key, and no agent holds the other",
                        hint: "load the key: `ssh-add`, or name its private file"
                    )
                }
            case .unusable(let problem): ring.problems[path] = problem
            case .key(let file, let text): ring.sort(path, file, text, askers[path] ?? [])
            }
        }
        return ring
    }

    /// The key in the file at `path` as a PC with this agent signs with it; the agent goes before the file.
    func key(_ path: String, agent socket: String?) -> RoomKey? {
        if let socket, let blob = publicHalves[path], let held = held(blob, by: socket) { return held }
        return fileKeys[path]
    }

    private func held(_ blob: [UInt8], by socket: String) -> RoomKey? {
        agentKeys[socket]?.first { $0.blob == blob }
    }

    /// Decrypts the files that wait, one after the other, into `agent`.
    ///
    /// - Parameters:
    ///   - agent: The run's own agent; nil where none could be started.
    ///   - isWanted: Whether a file is needed at all.
    ///   - passphrase: Where the passphrases come from.
    mutating func unlock(
        with agent: PrivateAgent?,
        where isWanted: (Locked) -> Bool,
        passphrase: (String) async -> Secret?
    ) async {
        for key in locked where isWanted(key) {
            guard let agent else {
                refuse(
                    key.path,
                    key.file.isEncrypted
                        ? "the key is encrypted and `ssh-agent` could not be started to decrypt it"
                        : "this is an RSA key, which libssh2 signs with only as SHA-1, and `ssh-agent` could not be started",
                    hint: "install openssh-client, or use an ed25519 key without a passphrase"
                )
                continue
            }
            var signer: AgentSigner?
            var message = "`ssh-add` does not take the key"
            if key.file.isEncrypted {
                message = "the key is encrypted and no passphrase was given"
                var tried: Set<Secret> = []
                while signer == nil, tried.count < Self.passphraseTrials,
                    let secret = await passphrase(key.path), tried.insert(secret).inserted
                {
                    signer = await agent.signer(for: key, passphrase: secret)
                    message = "the passphrase does not fit the key"
                }
            } else {
                signer = await agent.signer(for: key, passphrase: nil)
            }
            if let signer {
                fileKeys[key.path] = RoomKey(signer)
            } else {
                let load = "load the key by hand once: `ssh-add \(key.path.safe())`"
                refuse(
                    key.path,
                    message,
                    hint: key.file.isEncrypted
                        ? "give its passphrase with --password-file FILE (mode 0600), or \(load)" : load
                )
            }
        }
        locked = []
    }

    private mutating func read(_ agent: AgentClient, _ socket: String) async {
        do {
            agentKeys[socket] = try await agent.identities()
                .compactMap { AgentSigner(client: agent, identity: $0).map(RoomKey.init) }
        } catch {
            agentProblems.append(
                Problem(
                    .warning,
                    at: SourceLocation(file: "SSH_AUTH_SOCK"),
                    error.message,
                    hint: error.hint
                )
            )
        }
    }

    /// Finds the way a key can sign.
    private mutating func sort(
        _ path: String,
        _ file: PrivateKeyFile,
        _ text: Secret,
        _ askers: Set<String?>
    ) {
        let type = file.type ?? ""
        publicHalves[path] = file.publicKey?.blob
        if let blob = file.publicKey?.blob, !askers.isEmpty,
            askers.allSatisfy({ $0.flatMap { held(blob, by: $0) } != nil })
        {
            return  // Every PC it is for has an agent that holds it.
        } else if type == "ssh-dss" {
            refuse(path, "this is a DSA key, which SSH servers no longer accept", hint: "use an ed25519 key")
        } else if type.hasPrefix("sk-") {
            refuse(
                path,
                "this key wants its security token touched for every PC",
                hint: "use an ed25519 key without a token"
            )
        } else if file.isEncrypted || type == "ssh-rsa" {
            locked.append(Locked(path: path, file: file))
        } else if PublicKey.verifiableTypes.contains(type) {
            let key = text.reveal { SigningKey(text: $0) }
            fileKeys[path] =
                key.map { RoomKey(FileSigner(name: path.safe(), key: $0)) }
                ?? RoomKey(text: text, name: path.safe(), blob: file.publicKey?.blob)
        } else {
            refuse(path, "the key is of a kind that cannot log in", hint: "use an ed25519 key")
        }
    }

    private mutating func refuse(_ path: String, _ message: String, hint: String) {
        problems[path] = Problem(.warning, at: SourceLocation(file: path.safe()), message, hint: hint)
    }
}

extension PrivateAgent {
    /// What signs with `key` from now on; nil where the passphrase is wrong or `ssh-add` does not take the key.
    fileprivate func signer(for key: KeyRing.Locked, passphrase: Secret?) async -> AgentSigner? {
        let identity = await add(key.path, publicKey: key.file.publicKey, passphrase: passphrase)
        return identity.flatMap { AgentSigner(client: client, identity: $0) }
    }
}
