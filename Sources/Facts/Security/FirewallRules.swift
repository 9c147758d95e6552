import RoomModel

/// Firewall rules as far as they decide whether a new TCP connection to port 443 gets out.
struct FirewallRules {
    /// What the rules come to.
    enum Outcome: Hashable {
        case open
        case blocked
        /// A rule with a condition that is not understood may block it.
        case unclear
    }

    private enum Verdict: Hashable {
        case accept, drop, leave
        case jump(String)
    }

    private enum Match {
        case yes, no, perhaps
    }

    private struct Chain {
        var rules: [(match: Match, verdict: Verdict)] = []
        var policy: Verdict?
        var isOutput = false
    }

    private var chains: [String: Chain] = [:]
    private var table = ""
    private var chain = ""

    /// Takes a line of `nft list ruleset`, without its indentation.
    mutating func addNftables(_ words: [Substring]) {
        switch words.first {
        case "table" where words.count >= 3: table = "nft \(words[1]) \(words[2]) "
        case "chain" where words.count >= 2:
            chain = String(words[1])
            chains[table + chain] = Chain()
        case "type" where words.contains("hook"):
            guard words.contains("output"), words.contains("filter") else { return }
            chains[table + chain]?.isOutput = true
            chains[table + chain]?.policy = words.contains("drop;") ? .drop : .accept
        default:
            guard let verdict = nftablesVerdict(words) else { return }
            chains[table + chain]?.rules.append((Self.nftablesMatch(words), verdict))
        }
    }

    /// Takes a line of `iptables -S`.
    mutating func addIptables(_ words: [Substring]) {
        guard words.count >= 2 else { return }
        let name = "iptables \(words[1])"
        switch words[0] {
        case "-P":
            chains[name] = Chain(
                policy: words.last == "ACCEPT" ? .accept : .drop,
                isOutput: words[1] == "OUTPUT"
            )
        case "-N": chains[name] = Chain()
        case "-A":
            guard let flag = words.firstIndex(where: { $0 == "-j" || $0 == "-g" }), flag >= 2,
                flag + 1 < words.count
            else {
                return
            }
            let verdict: Verdict =
                switch words[flag + 1] {
                case "ACCEPT": .accept
                case "DROP", "REJECT": .drop
                case "RETURN": .leave
                case let target: .jump("iptables \(target)")
                }
            chains[name]?.rules.append((Self.iptablesMatch(words[2..<flag]), verdict))
        default: break
        }
    }

    /// What becomes of the connection: every base chain must let it pass.
    var outward443: Outcome {
        var known: [String: Outcome?] = [:]
        let outcomes = chains.filter { $0.value.isOutput }.map { name, chain in
            switch walk(name, depth: 0, &known) {
            case .some(let outcome): outcome
            case nil: chain.policy == .drop ? Outcome.blocked : .open
            }
        }
        if outcomes.contains(.blocked) { return .blocked }
        return outcomes.contains(.unclear) ? .unclear : .open
    }

    /// The outcome of one chain; nil where it leaves the decision to the chain before it.
    ///
    /// A chain is walked once: a PC that lies may jump into each twice, and double the work by every one.
    private func walk(_ name: String, depth: Int, _ known: inout [String: Outcome?]) -> Outcome? {
        if let outcome = known[name] { return outcome }
        guard let chain = chains[name] else { return nil }
        // Chains cannot form a loop; 32 is more than any real table nests.
        known[name] = .some(.unclear)
        guard depth < 32 else { return .unclear }
        let outcome = self.outcome(of: chain, depth: depth, &known)
        known[name] = .some(outcome)
        return outcome
    }

    private func outcome(of chain: Chain, depth: Int, _ known: inout [String: Outcome?]) -> Outcome? {
        var mayBlock = false
        for (match, verdict) in chain.rules {
            let outcome: Outcome?
            switch (match, verdict) {
            case (.no, _): continue
            case (.perhaps, .accept): continue
            case (.perhaps, .leave): continue
            case (_, .accept): outcome = .open
            case (_, .drop): outcome = .blocked
            case (_, .leave): return mayBlock ? .unclear : nil
            case (_, .jump(let target)): outcome = walk(target, depth: depth + 1, &known)
            }
            switch (match, outcome) {
            case (_, nil), (.perhaps, .open): continue
            case (.perhaps, _), (_, .unclear): mayBlock = true
            case (_, let outcome?): return mayBlock && outcome == .open ? .unclear : outcome
            }
        }
        return mayBlock ? .unclear : nil
    }

    private func nftablesVerdict(_ words: [Substring]) -> Verdict? {
        if words.contains("drop") || words.contains("reject") { return .drop }
        if words.contains("accept") { return .accept }
        if words.contains("return") { return .leave }
        guard let jump = words.firstIndex(where: { $0 == "jump" || $0 == "goto" }), jump + 1 < words.count
        else {
            return nil
        }
        return .jump(table + words[jump + 1])
    }

    private static func nftablesMatch(_ words: [Substring]) -> Match {
        let conditions = words.prefix {
            !["accept", "drop", "reject", "return", "jump", "goto"].contains($0)
        }
        let text = conditions.filter { $0 != "counter" && $0 != "log" }.joined(separator: " ")
        if text.isEmpty { return .yes }
        if text.hasPrefix("udp ") || text.hasPrefix("icmp")
            || text.hasPrefix("oif") && text.contains("\"lo\"")
        {
            return .no
        }
        if text.hasPrefix("ct state ") { return text.contains("new") ? .yes : .no }
        if text == "meta l4proto tcp" { return .yes }
        guard text.hasPrefix("tcp dport ") else { return .perhaps }
        let ports = text.dropFirst(10)
        guard ports.allSatisfy({ $0.isNumber || "{}, -".contains($0) }) else { return .perhaps }
        return match443(ports.filter { !"{} ".contains($0) }, range: "-")
    }

    private static func iptablesMatch(_ words: ArraySlice<Substring>) -> Match {
        var words = words
        var match = Match.yes
        while let word = words.popFirst() {
            let value = words.first ?? ""
            switch word {
            case "-m", "--match", "--reject-with": _ = words.popFirst()
            case "-p":
                if value != "tcp", value != "all" { return .no }
                _ = words.popFirst()
            case "--dport", "--dports":
                switch match443(String(value), range: ":") {
                case .yes: break
                case .no: return .no
                case .perhaps: match = .perhaps
                }
                _ = words.popFirst()
            case "--ctstate", "--state":
                if !value.contains("NEW") { return .no }
                _ = words.popFirst()
            case "-o":
                if value == "lo" { return .no }
                match = .perhaps
                _ = words.popFirst()
            default:
                match = .perhaps
            }
        }
        return match
    }

    /// Whether a list of ports and ranges holds 443; perhaps where one of them is no port, or there is none.
    private static func match443(_ ports: String, range: Character) -> Match {
        var match = Match.no
        for part in ports.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: range, omittingEmptySubsequences: false)
            // A range of iptables may be open: `1024:` goes to the last port, `:1023` begins with the first.
            let isOpen = ends.count == 2 && range == ":"
            let first = isOpen && ends[0].isEmpty ? 0 : Int(digits: ends[0], in: 0...65_535)
            let last = isOpen && ends[1].isEmpty ? 65_535 : Int(digits: ends[ends.count - 1], in: 0...65_535)
            guard ends.count <= 2, let first, let last else {
                match = .perhaps
                continue
            }
            if first <= 443, 443 <= last { return .yes }
        }
        return match
    }
}
