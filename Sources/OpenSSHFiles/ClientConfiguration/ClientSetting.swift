import RoomModel

/// One line of a configuration that sets something, checked as OpenSSH checks it, nothing expanded.
enum ClientSetting: Hashable {
    case addressFamily(SSHPreferences.AddressFamily)
    /// Nil for `none`, which leaves the place open for a later line.
    case connectTimeout(Int?)
    case globalKnownHostsFile([String])
    case hostKeyAlias(String)
    case hostName(String)
    case identitiesOnly(Bool)
    case identityAgent(String)
    case identityFile(String)
    case port(Int)
    case proxyCommand(String)
    /// Empty for `none`.
    case proxyJump([JumpHop])
    case serverAliveInterval(Int?)
    case strictHostKeyChecking(StrictHostKeyChecking)
    case user(String)
    case userKnownHostsFile([String])
    /// A keyword that is not followed, in the manual's spelling.
    case missed(String)

    /// Why a line is refused.
    struct Refusal: Error, Hashable {
        /// What is wrong, lower case, no full stop.
        let message: String
        let hint: String?

        init(_ message: String, hint: String? = nil) {
            self.message = message
            self.hint = hint
        }
    }

    /// The most files of one line (`SSH_MAX_HOSTS_FILES`).
    private static let mostFiles = 32

    /// Reads the arguments of a keyword.
    ///
    /// - Parameters:
    ///   - keyword: The keyword.
    ///   - line: The line behind the keyword.
    ///   - machine: Knows the environment, which `IdentityAgent` may name.
    /// - Throws: ``Refusal``.
    init(
        _ keyword: ClientKeyword.Followed,
        _ line: ConfigurationLine,
        on machine: LocalMachine
    ) throws(Refusal) {
        guard let words = line.arguments else {
            throw Refusal(
                "a quote is not closed",
                hint: "close it, or write `\\\"` for a quote that is meant"
            )
        }
        switch keyword {
        case .proxyCommand:
            self = .proxyCommand(line.command)
            return
        case .proxyJump:
            self = .proxyJump(try JumpHop.list(line.command, of: keyword))
            return
        case .globalKnownHostsFile, .userKnownHostsFile:
            let files = try Self.files(words)
            self = keyword == .userKnownHostsFile ? .userKnownHostsFile(files) : .globalKnownHostsFile(files)
            return
        default: break
        }
        guard let word = words.first, !word.isEmpty else {
            throw Refusal("`\(keyword.title)` has no value")
        }
        self = try Self.single(keyword, word, on: machine)
        guard words.count == 1 else {
            throw Refusal(
                "`\(keyword.title)` takes one value, here are \(words.count)",
                hint: "put quotes around a value with blanks in it"
            )
        }
    }

    private static func single(
        _ keyword: ClientKeyword.Followed,
        _ word: String,
        on machine: LocalMachine
    ) throws(Refusal) -> ClientSetting {
        switch keyword {
        case .hostKeyAlias: return .hostKeyAlias(word)
        case .hostName: return .hostName(word)
        case .identityFile: return .identityFile(word)
        case .user: return .user(word)
        case .identityAgent:
            do throws(TextExpansion.Failure) {
                // Only whether every variable has a value; the tokens come when the PC is known.
                _ = try TextExpansion(tokens: nil, machine: machine).expanded(word)
            } catch {
                throw Refusal(error.message)
            }
            return .identityAgent(word)
        case .port:
            guard let port = Int(word), (1...65_535).contains(port) else {
                throw Refusal("`\(word.safe(limit: 40))` is no port", hint: "write a number from 1 to 65535")
            }
            return .port(port)
        case .connectTimeout: return .connectTimeout(try seconds(word))
        case .serverAliveInterval: return .serverAliveInterval(try seconds(word))
        case .identitiesOnly:
            return .identitiesOnly(
                try choice(word, [("yes", true), ("true", true), ("no", false), ("false", false)])
            )
        case .addressFamily:
            return .addressFamily(try choice(word, [("any", .any), ("inet", .inet), ("inet6", .inet6)]))
        case .strictHostKeyChecking:
            return .strictHostKeyChecking(
                try choice(
                    word,
                    [
                        ("yes", .yes), ("no", .no), ("ask", .ask), ("accept-new", .acceptNew), ("off", .no),
                        ("true", .yes), ("false", .no),
                    ]
                )
            )
        case .globalKnownHostsFile, .userKnownHostsFile, .proxyCommand, .proxyJump:
            throw Refusal("`\(keyword.title)` has no value")
        }
    }

    private static func choice<Value>(_ word: String, _ choices: [(String, Value)]) throws(Refusal) -> Value {
        if let choice = choices.first(where: { $0.0 == word.lowercased() }) { return choice.1 }
        throw Refusal(
            "`\(word.safe(limit: 40))` is no value for it",
            hint: "write " + choices.map { "`\($0.0)`" }.joined(separator: ", ")
        )
    }

    private static func seconds(_ word: String) throws(Refusal) -> Int? {
        if word == "none" { return nil }
        guard let seconds = TimeFormat.seconds(word) else {
            throw Refusal("`\(word.safe(limit: 40))` is no time", hint: "write seconds, or `1m30s`")
        }
        return seconds
    }

    private static func files(_ words: [String]) throws(Refusal) -> [String] {
        guard !words.contains("") else { throw Refusal("a file name is empty") }
        guard words.count == 1 || !words.contains(where: { $0.lowercased() == "none" }) else {
            throw Refusal("`none` stands alone", hint: "leave the other files out")
        }
        guard words.count <= mostFiles else { throw Refusal("these are more than \(mostFiles) files") }
        return words
    }
}

/// What is done about a host key that is not on file (`StrictHostKeyChecking`).
public enum StrictHostKeyChecking: String, Hashable, Sendable {
    /// It is refused, which is what Siaga always does.
    case yes
    /// A person is asked.
    case ask
    /// It is accepted, and a changed one too.
    case no
    /// It is accepted, a changed one is not.
    case acceptNew = "accept-new"
}
