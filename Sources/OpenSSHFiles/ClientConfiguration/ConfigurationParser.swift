import RoomModel

/// Reads the files of a configuration once, with all they include, into statements that hold for any PC.
struct ConfigurationParser {
    /// One line that means something.
    enum Statement: Sendable {
        /// `Host`: what follows holds for names that fit one pattern and none that is negated.
        case host([String])
        case match(MatchCondition)
        case setting(ClientSetting, SourceLocation)
        /// The files of one `Include`, in order.
        case include([[Statement]])
    }

    /// As OpenSSH's `READCONF_MAX_DEPTH`.
    private static let deepest = 16
    /// The most files of one configuration, since files that include several grow by powers.
    private static let mostFiles = 1_000
    /// The longest line that is read, in bytes; people write a hundred.
    private static let longestLine = 16 << 10

    let files: any ConfigurationFiles
    let machine: LocalMachine
    private(set) var problems: [Problem] = []
    /// Whether a `Match final` stands anywhere.
    private(set) var wantsSecondPass = false
    private var fileCount = 0
    private var tolerated: [String] = []
    private var isOverfull = false

    init(files: any ConfigurationFiles, machine: LocalMachine) {
        self.files = files
        self.machine = machine
    }

    /// Where a file came from: who may write it, and what its relative paths mean.
    struct Origin {
        /// A user's file: `Include` is relative to `~/.ssh` and may begin with `~`.
        let isUsers: Bool
        /// Whether a file that others can write is refused.
        let isGuarded: Bool
    }

    /// The statements of the file at `path`; nil where there is none.
    mutating func statements(of path: String, _ origin: Origin, depth: Int = 0) -> [Statement]? {
        let place = SourceLocation(file: path)
        fileCount += 1
        guard fileCount <= Self.mostFiles, depth <= Self.deepest else {
            if !isOverfull {
                isOverfull = true
                let what =
                    depth > Self.deepest
                    ? "more than \(Self.deepest) files deep" : "more than \(Self.mostFiles) files"
                report(place, "`Include` leads to \(what)", hint: "look for a file that includes itself")
            }
            return []
        }
        switch files.read(path) {
        case .missing: return nil
        case .unreadable(let reason):
            report(place, "the file cannot be read: \(reason)")
            return []
        case .text(_, isOpenToOthers: true) where origin.isGuarded:
            report(
                place,
                "others can change this file, so it is not used",
                hint: "run `chmod go-w \(path.safe())`; it must belong to you or to root, as ssh asks"
            )
            return []
        case .text(let bytes, _):
            return statements(in: bytes, path, origin, depth)
        }
    }

    private mutating func statements(
        in bytes: [UInt8],
        _ path: String,
        _ origin: Origin,
        _ depth: Int
    ) -> [Statement] {
        var statements: [Statement] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let place = SourceLocation(file: path, line: index + 1)
            guard line.count <= Self.longestLine else {
                report(place, "the line is longer than \(Self.longestLine) bytes")
                continue
            }
            do throws(ClientSetting.Refusal) {
                // A NUL ends a line, as it does for ssh.
                let text = line.prefix { $0 != 0 }
                if let statement = try statement(text, at: place, origin, depth) {
                    statements.append(statement)
                }
            } catch {
                report(place, error.message, hint: error.hint)
            }
        }
        return statements
    }

    private mutating func statement(
        _ text: ArraySlice<UInt8>,
        at place: SourceLocation,
        _ origin: Origin,
        _ depth: Int
    ) throws(ClientSetting.Refusal) -> Statement? {
        var line = ConfigurationLine(text)
        var first = line.nextWord()
        if first?.isEmpty == true { first = line.nextWord() }
        guard let first, !first.isEmpty, !first.hasPrefix("#") else { return nil }
        let keyword = first.lowercased()
        guard line.skipBlanks() else {
            throw ClientSetting.Refusal("`\(first.safe(limit: 40))` has no value")
        }
        if let followed = ClientKeyword.Followed(word: keyword) {
            return .setting(try ClientSetting(followed, line, on: machine), place)
        }
        guard let words = line.arguments else { throw ClientSetting.Refusal("a quote is not closed") }
        switch keyword {
        case "host":
            guard !words.contains("") else { throw ClientSetting.Refusal("a pattern of `Host` is empty") }
            return .host(words)
        case "match": return .match(try match(line, at: place))
        case "include": return .include(try included(words, origin, depth))
        case "ignoreunknown":
            tolerated.append(contentsOf: words)
        default:
            if let title = ClientKeyword.missed[keyword],
                !["no", "none", "false"].contains(words.first?.lowercased())
            {
                return .setting(.missed(title), place)
            }
            if !ClientKeyword.isKnown(keyword), !isTolerated(keyword) {
                problems.append(
                    Problem(
                        .warning,
                        at: place,
                        "there is no keyword `\(first.safe(limit: 40))`; the line is not read",
                        hint: "ssh refuses it too: look for a typing mistake"
                    )
                )
            }
        }
        return nil
    }

    private func isTolerated(_ keyword: String) -> Bool {
        tolerated.contains { WildcardPattern.judge($0, keyword, ignoresCase: true) == .fits }
    }

    private mutating func match(
        _ line: ConfigurationLine,
        at place: SourceLocation
    ) throws(ClientSetting.Refusal) -> MatchCondition {
        let condition = try MatchCondition(line)
        if condition.wantsSecondPass { wantsSecondPass = true }
        for name in condition.unread {
            problems.append(
                Problem(
                    .warning,
                    at: place,
                    name == "exec"
                        ? "`Match exec` would start a program, which Siaga does not; these lines do not hold"
                        : "`Match \(name)` is not understood; these lines do not hold",
                    hint: "use `Host` or `Match host`"
                )
            )
        }
        return condition
    }

    private mutating func included(
        _ words: [String],
        _ origin: Origin,
        _ depth: Int
    ) throws(ClientSetting.Refusal) -> [[Statement]] {
        var found: [[Statement]] = []
        for word in words {
            guard !word.isEmpty else { throw ClientSetting.Refusal("a file name is empty") }
            var pattern = word
            if word.hasPrefix("~") {
                guard origin.isUsers else {
                    throw ClientSetting.Refusal(
                        "the system's configuration cannot include `\(word.safe(limit: 60))`",
                        hint: "write a path that begins with `/`"
                    )
                }
                do throws(TextExpansion.Failure) {
                    pattern = try TextExpansion(tokens: nil, machine: machine).withoutTilde(word)
                } catch { continue }
            } else if !word.hasPrefix("/") {
                pattern = (origin.isUsers ? machine.homeFolder + "/.ssh/" : "/etc/ssh/") + word
            }
            for path in files.paths(matching: pattern) {
                let inner = Origin(isUsers: origin.isUsers, isGuarded: true)
                if let statements = statements(of: path, inner, depth: depth + 1) { found.append(statements) }
            }
        }
        return found
    }

    private mutating func report(_ place: SourceLocation, _ message: String, hint: String? = nil) {
        problems.append(Problem(at: place, message, hint: hint))
    }
}
