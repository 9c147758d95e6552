import Crypto

/// The first field of a known_hosts line: which names it speaks for (`sshd(8)`, SSH_KNOWN_HOSTS FILE FORMAT).
enum HostPattern: Hashable, Sendable {
    /// `|1|salt|hash`: HMAC-SHA1 of one name.
    case hashed(salt: [UInt8], hash: [UInt8])
    /// Comma-separated patterns with `*`, `?` and a leading `!`, as they are written.
    case list([Substring])

    /// Reads the field; nil where a hash is damaged.
    init?(_ field: Substring) {
        guard field.hasPrefix("|") else {
            self = .list(field.split(separator: ","))
            return
        }
        let parts = field.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "1", let salt = Base64.decode(parts[1]),
            let hash = Base64.decode(parts[2]), salt.count == 20, hash.count == 20
        else { return nil }
        self = .hashed(salt: salt, hash: hash)
    }

    /// Whether the line speaks for `name` (lower case, `[host]:port` where the port is not 22).
    ///
    /// One negated pattern that fits refuses the whole line, wherever it stands, as in OpenSSH.
    func matches(_ name: String) -> Bool {
        switch self {
        case .hashed(let salt, let hash):
            return HMAC<Insecure.SHA1>.isValidAuthenticationCode(
                hash,
                authenticating: Array(name.utf8),
                using: SymmetricKey(data: salt)
            )
        case .list(let patterns):
            var isMatched = false
            for pattern in patterns {
                if pattern.utf8.first == UInt8(ascii: "!") {
                    if WildcardPattern.matches(pattern.dropFirst(), name, ignoresCase: true) { return false }
                } else if !isMatched {
                    isMatched = WildcardPattern.matches(pattern, name, ignoresCase: true)
                }
            }
            return isMatched
        }
    }

    /// The names in lower case, each once, where the pattern is nothing but names; nil where it has to be tried.
    var onlyPlainNames: Set<String>? {
        guard case .list(let patterns) = self,
            !patterns.contains(where: { $0.hasPrefix("!") || $0.contains("*") || $0.contains("?") })
        else { return nil }
        return Set(patterns.map { $0.lowercased() })
    }

    /// The names that stand there in clear text, without wildcards and negations.
    var plainNames: [String] {
        switch self {
        case .hashed: []
        case .list(let patterns):
            patterns.filter { pattern in !pattern.contains { "*?!".contains($0) } }.map(String.init)
        }
    }
}
