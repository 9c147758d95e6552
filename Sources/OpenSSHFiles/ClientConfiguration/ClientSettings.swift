public import RoomModel

/// What a client configuration says about one PC.
public struct ClientSettings: Sendable {
    /// What is connected to: `HostName`, else what was asked about; lower case.
    public private(set) var hostName: String
    /// The port, if one is said.
    public private(set) var port: Int?
    /// The account, if one is said.
    public private(set) var user: String?
    /// The key files in order, expanded; those of the query come first.
    public private(set) var identityFiles: [String] = []
    /// Whether the usual key files are tried: no key file is named, nor `none`.
    public private(set) var usesUsualKeys = true
    /// The jump hosts in order, the nearest first; empty for none.
    public private(set) var jumps: [JumpHop] = []
    /// A `ProxyCommand` that is no jump: nothing can stand for it.
    public private(set) var proxyCommand: String?
    /// Host keys that are not on file.
    public private(set) var strictHostKeyChecking: StrictHostKeyChecking?
    /// Everything else that is followed.
    public private(set) var preferences = SSHPreferences()
    /// Values that make no sense for this PC.
    public private(set) var problems: [Problem] = []
    /// Keywords that hold for this PC and are not followed, with their place.
    public private(set) var missed: [Missed] = []

    /// A keyword that holds and is not followed.
    public struct Missed: Hashable, Sendable {
        /// The keyword as the manual spells it.
        public let keyword: String
        /// Where it stands.
        public let place: SourceLocation
    }

    /// A value and the line that said it first; no line for what the query said.
    struct Said<Value: Hashable & Sendable>: Sendable {
        let value: Value
        let place: SourceLocation?
    }

    private var writtenHostName: Said<String>?
    private var writtenPort: Said<Int>?
    private var writtenUser: Said<String>?
    private var writtenJumps: Said<[JumpHop]>?
    private var writtenCommand: Said<String>?
    private var writtenAgent: Said<String>?
    private var writtenUserFiles: Said<[String]>?
    private var strictness: Said<StrictHostKeyChecking>?
    /// The key files as written, each once.
    private(set) var writtenIdentityFiles: [Said<String>] = []
    /// The agent expanded, before it is told what it is.
    private(set) var expandedAgent: String?
    /// The most key files (`SSH_MAX_IDENTITY_FILES`).
    private static let mostIdentityFiles = 100

    /// Begins with what the query says, which wins over every file.
    init(_ query: ClientConfiguration.Query) {
        hostName = query.host
        writtenPort = query.port.map { Said(value: $0, place: nil) }
        writtenUser = query.user.map { Said(value: $0, place: nil) }
        (port, user) = (query.port, query.user)
        writtenIdentityFiles = query.identityFiles.map { Said(value: $0, place: nil) }
        writtenJumps = query.jumps.map { Said(value: $0, place: nil) }
    }

    /// The line that said what is connected to, the port, the account, the way and the strictness.
    public var places:
        (
            hostName: SourceLocation?, port: SourceLocation?, user: SourceLocation?, proxy: SourceLocation?,
            strictness: SourceLocation?
        )
    {
        (
            writtenHostName?.place, writtenPort?.place, writtenUser?.place,
            (writtenCommand?.place ?? writtenJumps?.place),
            strictness?.place
        )
    }

    /// Takes a line that holds; what was said first stays.
    mutating func take(_ setting: ClientSetting, at place: SourceLocation) {
        switch setting {
        case .hostName(let name): writtenHostName = writtenHostName ?? Said(value: name, place: place)
        case .port(let number):
            writtenPort = writtenPort ?? Said(value: number, place: place)
            port = writtenPort?.value
        case .user(let name):
            writtenUser = writtenUser ?? Said(value: name, place: place)
            user = writtenUser?.value
        case .identityFile(let file): takeIdentityFile(file, at: place)
        case .proxyJump(let hops):
            guard writtenCommand == nil else { return }
            writtenJumps = writtenJumps ?? Said(value: hops, place: place)
        case .proxyCommand(let text):
            // `ProxyJump none` bars later jump hosts alone, as ssh 9.2 shows.
            guard writtenCommand == nil, writtenJumps?.value.isEmpty != false else { return }
            writtenCommand = Said(value: text, place: place)
        case .identityAgent(let agent): writtenAgent = writtenAgent ?? Said(value: agent, place: place)
        case .userKnownHostsFile(let files):
            writtenUserFiles = writtenUserFiles ?? Said(value: files, place: place)
        case .globalKnownHostsFile(let files):
            preferences.globalKnownHostsFiles = preferences.globalKnownHostsFiles ?? files.withoutNone
        case .hostKeyAlias(let alias):
            preferences.hostKeyAlias = preferences.hostKeyAlias ?? alias.lowercased()
        case .identitiesOnly(let isOnly): preferences.identitiesOnly = preferences.identitiesOnly ?? isOnly
        case .connectTimeout(let seconds):
            preferences.connectTimeout = preferences.connectTimeout ?? seconds.map { .seconds($0) }
        case .serverAliveInterval(let seconds):
            preferences.serverAliveInterval = preferences.serverAliveInterval ?? seconds.map { .seconds($0) }
        case .addressFamily(let family): preferences.addressFamily = preferences.addressFamily ?? family
        case .strictHostKeyChecking(let value):
            strictness = strictness ?? Said(value: value, place: place)
            strictHostKeyChecking = strictness?.value
        case .missed(let keyword):
            if !missed.contains(where: { $0.keyword == keyword }) {
                missed.append(Missed(keyword: keyword, place: place))
            }
        }
    }

    private mutating func takeIdentityFile(_ file: String, at place: SourceLocation) {
        guard !writtenIdentityFiles.contains(where: { $0.value == file }) else { return }
        guard writtenIdentityFiles.count < Self.mostIdentityFiles else {
            if writtenIdentityFiles.count == Self.mostIdentityFiles, problems.isEmpty {
                report(place, "these are more than \(Self.mostIdentityFiles) key files")
            }
            return
        }
        writtenIdentityFiles.append(Said(value: file, place: place))
    }

    // MARK: The name

    /// The name `Match host` sees while the files are read for the first time.
    func provisionalHostName(_ query: ClientConfiguration.Query) -> String {
        guard let written = writtenHostName else { return query.host }
        return (try? Self.expand(written.value, query)) ?? query.host
    }

    /// Settles what is connected to, after the first reading.
    mutating func settleHostName(_ query: ClientConfiguration.Query) -> String {
        if let written = writtenHostName {
            do throws(TextExpansion.Failure) {
                hostName = try Self.expand(written.value, query)
            } catch {
                report(
                    written.place,
                    "`HostName`: \(error.message)",
                    hint: "only `%h` and `%%` stand in a host name"
                )
            }
        }
        hostName = NumericAddress.canonical(hostName) ?? hostName.lowercased()
        return hostName
    }

    /// Makes the name known to the second reading, which can no longer change it.
    mutating func fixHostName(_ name: String) {
        writtenHostName = Said(value: name, place: writtenHostName?.place)
    }

    private static func expand(
        _ name: String,
        _ query: ClientConfiguration.Query
    ) throws(TextExpansion.Failure) -> String {
        let expansion = TextExpansion(
            tokens: ["h": query.host],
            machine: LocalMachine(userName: "", userID: 0, homeFolder: "/", hostName: "")
        )
        return try expansion.expanded(name, environment: false)
    }

    // MARK: Tokens

    /// Expands everything that may hold tokens, after the last reading.
    mutating func expand(_ query: ClientConfiguration.Query, on machine: LocalMachine) {
        let tokens: [Character: String] = [
            "h": hostName, "n": query.host, "p": String(port ?? 22), "r": user ?? machine.userName,
            "u": machine.userName, "i": String(machine.userID), "d": machine.homeFolder,
            "l": machine.hostName, "L": String(machine.hostName.prefix { $0 != "." }), "%": "%",
            "k": preferences.hostKeyAlias ?? query.host,
        ]
        let expansion = TextExpansion(tokens: tokens, machine: machine)
        usesUsualKeys = writtenIdentityFiles.isEmpty
        for file in writtenIdentityFiles where file.value.lowercased() != "none" {
            // What the query names is a path already.
            let path = file.place == nil ? file.value : path(file, expansion, "IdentityFile")
            if let path, !identityFiles.contains(path) { identityFiles.append(path) }
        }
        if let files = writtenUserFiles {
            preferences.userKnownHostsFiles = files.value.withoutNone.compactMap {
                path(Said(value: $0, place: files.place), expansion, "UserKnownHostsFile")
            }
        }
        if let agent = writtenAgent, let path = path(agent, expansion, "IdentityAgent") {
            expandedAgent = path
            preferences.identityAgent = Self.agent(path, machine)
        }
        settleProxy()
    }

    private mutating func path(_ said: Said<String>, _ expansion: TextExpansion, _ keyword: String) -> String?
    {
        do throws(TextExpansion.Failure) {
            return try expansion.path(said.value)
        } catch {
            report(said.place, "`\(keyword)`: \(error.message)")
            return nil
        }
    }

    /// Which agent a value of `IdentityAgent` means; nil for the usual one.
    private static func agent(_ text: String, _ machine: LocalMachine) -> SSHPreferences.IdentityAgent? {
        if text == "none" { return SSHPreferences.IdentityAgent.none }
        if text == "SSH_AUTH_SOCK" { return nil }
        guard text.hasPrefix("$") else { return .socket(text) }
        // As ssh: a variable that is not set means no agent.
        guard let value = machine.environment(String(text.dropFirst())), !value.isEmpty else {
            return SSHPreferences.IdentityAgent.none
        }
        return .socket(value)
    }

    private mutating func settleProxy() {
        jumps = writtenJumps?.value ?? []
        guard jumps.isEmpty, let text = writtenCommand?.value, text.lowercased() != "none" else { return }
        if let hops = ProxyCommandLine.hops(text) { jumps = hops } else { proxyCommand = text }
    }

    private mutating func report(_ place: SourceLocation?, _ message: String, hint: String? = nil) {
        problems.append(Problem(at: place ?? SourceLocation(file: ""), message, hint: hint))
    }
}

extension [String] {
    /// The files, or no file where `none` stands alone.
    fileprivate var withoutNone: [String] { count == 1 && self[0].lowercased() == "none" ? [] : self }
}
