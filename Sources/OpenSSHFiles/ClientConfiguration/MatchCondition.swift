import RoomModel

/// What follows `Match` (`ssh_config(5)`, MATCH).
struct MatchCondition: Hashable, Sendable {
    /// What a criterion looks at.
    enum Subject: String {
        case host
        case originalHost = "originalhost"
        case user
        case localUser = "localuser"
    }

    enum Criterion: Hashable {
        /// A list of patterns about one name.
        case name(Subject, patterns: String, isNegated: Bool)
        /// `final` and `canonical`: whether this is the second pass.
        case secondPass(isNegated: Bool)
        /// `all`, behind at most one other criterion.
        case all(isNegated: Bool)
        /// `exec` and others that are never taken to hold, negated or not.
        case never
    }

    /// What the names are when the line is read.
    struct Situation {
        let host: String
        let originalHost: String
        let user: String
        let localUser: String
        let isSecondPass: Bool
    }

    private var criteria: [Criterion] = []
    /// Whether the line asks for a second pass over the files (`final`).
    private(set) var wantsSecondPass = false
    /// The criteria that are never taken to hold, as written.
    private(set) var unread: [String] = []

    /// Criteria of newer OpenSSH, and `exec`: Siaga starts no program and knows no such thing.
    private static let others: Set = ["exec", "localnetwork", "version", "tagged", "command", "sessiontype"]

    /// Reads the line behind `Match`.
    ///
    /// - Throws: ``ClientSetting/Refusal``.
    init(_ line: ConfigurationLine) throws(ClientSetting.Refusal) {
        var line = line
        guard line.arguments != nil else { throw ClientSetting.Refusal("a quote is not closed") }
        var count = 0
        while let word = line.nextWord(), !word.isEmpty, !word.hasPrefix("#") {
            let isNegated = word.hasPrefix("!")
            let name = (isNegated ? String(word.dropFirst()) : word).lowercased()
            if name == "all" {
                let next = line.nextWord() ?? ""
                guard count <= 1, next.isEmpty || next.hasPrefix("#") else {
                    throw ClientSetting.Refusal(
                        "`all` cannot be combined with other criteria",
                        hint: "write `Match all` alone"
                    )
                }
                criteria.append(.all(isNegated: isNegated))
                return
            }
            count += 1
            if name == "final" || name == "canonical" {
                if name == "final" { wantsSecondPass = true }
                criteria.append(.secondPass(isNegated: isNegated))
                continue
            }
            guard let value = line.nextWord(), !value.isEmpty, !value.hasPrefix("#") else {
                throw ClientSetting.Refusal("the criterion `\(name.safe(limit: 40))` has no value")
            }
            if let subject = Subject(rawValue: name) {
                criteria.append(.name(subject, patterns: value, isNegated: isNegated))
            } else if Self.others.contains(name) {
                criteria.append(.never)
                unread.append(name)
            } else {
                throw ClientSetting.Refusal(
                    "there is no criterion `\(name.safe(limit: 40))`",
                    hint: "known are `host`, `originalhost`, `user`, `localuser`, `all`, `final`, `canonical`"
                )
            }
        }
        guard count > 0 else {
            throw ClientSetting.Refusal("`Match` has no criterion", hint: "write `Match all`")
        }
    }

    /// Whether the lines behind `Match` hold.
    func holds(_ situation: Situation) -> Bool {
        criteria.allSatisfy { criterion in
            switch criterion {
            case .never: return false
            case .all(let isNegated): return !isNegated
            case .secondPass(let isNegated): return situation.isSecondPass != isNegated
            case .name(let subject, let patterns, let isNegated):
                let (name, ignoresCase) =
                    switch subject {
                    case .host: (situation.host, true)
                    case .originalHost: (situation.originalHost, true)
                    case .user: (situation.user, false)
                    case .localUser: (situation.localUser, false)
                    }
                let fits = WildcardPattern.judge(patterns, name, ignoresCase: ignoresCase) == .fits
                return fits != isNegated
            }
        }
    }
}
