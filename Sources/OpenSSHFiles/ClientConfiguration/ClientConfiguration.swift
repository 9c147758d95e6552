public import RoomModel

/// OpenSSH's client configuration: read once, then asked about every PC as `ssh` would read it for that PC.
///
/// Nothing is ever started: neither `Match exec` nor `ProxyCommand`.
///
/// - SeeAlso: `ssh_config(5)`.
public struct ClientConfiguration: Sendable {
    /// Which files are read.
    public enum Source: Hashable, Sendable {
        /// `~/.ssh/config`, then `/etc/ssh/ssh_config`; either may be missing.
        case usual
        /// This file alone, which must exist (`ssh -F`).
        case file(String)
        /// None at all (`ssh -F none`).
        case none

        /// What `ssh -F text` means.
        public init(option text: String) {
            self = text.lowercased() == "none" ? .none : .file(text)
        }
    }

    /// What a PC is asked about with: what `ssh` would get on its command line.
    public struct Query: Hashable, Sendable {
        /// The name or address `ssh` is given.
        public var host: String
        /// The account (`-l`), if one is given.
        public var user: String?
        /// The port (`-p`), if one is given.
        public var port: Int?
        /// The key files (`-i`), before those of the configuration.
        public var identityFiles: [String]
        /// The jump hosts (`-J`), the nearest first; empty for none (`-J none`), nil where nothing is said.
        public var jumps: [JumpHop]?

        /// Asks about `host`.
        public init(
            host: String,
            user: String? = nil,
            port: Int? = nil,
            identityFiles: [String] = [],
            jumps: [JumpHop]? = nil
        ) {
            self.host = host
            self.user = user
            self.port = port
            self.identityFiles = identityFiles
            self.jumps = jumps
        }
    }

    /// What is wrong with the files, and what in them is not read; the run must stop where one is an error.
    public let problems: [Problem]
    private let parts: [[ConfigurationParser.Statement]]
    private let wantsSecondPass: Bool
    private let machine: LocalMachine

    /// A configuration that says nothing.
    public static func empty(on machine: LocalMachine) -> ClientConfiguration {
        ClientConfiguration(.none, files: DiskFiles(), machine: machine)
    }

    /// Reads the files.
    ///
    /// - Parameters:
    ///   - source: Which.
    ///   - files: Where from (default: this machine's disk).
    ///   - machine: Whose home folder, account and environment they speak of.
    public init(_ source: Source, files: any ConfigurationFiles = DiskFiles(), machine: LocalMachine) {
        var parser = ConfigurationParser(files: files, machine: machine)
        var missing: [Problem] = []
        switch source {
        case .none: parts = []
        case .file(let path):
            // As ssh: a file that is named is used whoever may write it.
            let statements = parser.statements(of: path, .init(isUsers: true, isGuarded: false))
            parts = statements.map { [$0] } ?? []
            if statements == nil {
                missing = [
                    Problem(
                        at: SourceLocation(file: path),
                        "there is no such file",
                        hint: "correct -F, or write `-F none` for no configuration"
                    )
                ]
            }
        case .usual:
            let own = parser.statements(
                of: machine.homeFolder + "/.ssh/config",
                .init(isUsers: true, isGuarded: true)
            )
            let system = parser.statements(
                of: "/etc/ssh/ssh_config",
                .init(isUsers: false, isGuarded: false)
            )
            parts = [own, system].compactMap(\.self)
        }
        problems = missing + parser.problems
        wantsSecondPass = parser.wantsSecondPass
        self.machine = machine
    }

    /// What holds for one PC.
    ///
    /// - Parameter query: What `ssh` would be given for it.
    /// - Returns: The settings; with problems, each at its line, where a value makes no sense for this PC.
    public func settings(for query: Query) -> ClientSettings {
        var settings = ClientSettings(query)
        walk(query, host: query.host, isSecondPass: false, &settings)
        let host = settings.settleHostName(query)
        if wantsSecondPass {
            settings.fixHostName(host)
            walk(query, host: host, isSecondPass: true, &settings)
        }
        settings.expand(query, on: machine)
        return settings
    }

    private func walk(_ query: Query, host: String, isSecondPass: Bool, _ settings: inout ClientSettings) {
        for part in parts {
            var isActive = true
            walk(part, query, host, isSecondPass, &isActive, &settings)
        }
    }

    private func walk(
        _ statements: [ConfigurationParser.Statement],
        _ query: Query,
        _ host: String,
        _ isSecondPass: Bool,
        _ isActive: inout Bool,
        _ settings: inout ClientSettings
    ) {
        for statement in statements {
            switch statement {
            case .host(let patterns): isActive = Self.holds(patterns, for: host)
            case .match(let condition):
                isActive = condition.holds(
                    MatchCondition.Situation(
                        host: isSecondPass ? host : settings.provisionalHostName(query),
                        originalHost: query.host,
                        user: settings.user ?? machine.userName,
                        localUser: machine.userName,
                        isSecondPass: isSecondPass
                    )
                )
            case .setting(let setting, let place):
                if isActive { settings.take(setting, at: place) }
            case .include(let files):
                // Files included in lines that do not hold never hold, and none changes what holds behind it.
                guard isActive else { continue }
                for file in files {
                    var isActiveInside = true
                    walk(file, query, host, isSecondPass, &isActiveInside, &settings)
                }
            }
        }
    }

    private static func holds(_ patterns: [String], for host: String) -> Bool {
        var isFitting = false
        for pattern in patterns {
            if pattern.hasPrefix("!") {
                if WildcardPattern.matches(pattern.dropFirst(), host, ignoresCase: false) { return false }
            } else if !isFitting {
                isFitting = WildcardPattern.matches(pattern[...], host, ignoresCase: false)
            }
        }
        return isFitting
    }
}
