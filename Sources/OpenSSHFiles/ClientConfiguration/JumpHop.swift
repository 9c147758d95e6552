import RoomModel

/// One jump host as `ProxyJump` names it: `user@host:port`, `[fe80::1]:22` or `ssh://user@host:port`.
public struct JumpHop: Hashable, Sendable {
    /// The account, if one is named.
    public var user: String?
    /// What `ssh` would be given: an alias of the configuration, a name or an address, without brackets.
    public var host: String
    /// The TCP port, if one is named.
    public var port: Int?
    /// Key files named for it; only a `ProxyCommand` does so.
    public var identityFiles: [String]

    /// The most jump hosts on the way to one PC.
    public static let most = 8

    /// Creates a jump host.
    public init(user: String? = nil, host: String, port: Int? = nil, identityFiles: [String] = []) {
        self.user = user
        self.host = host
        self.port = port
        self.identityFiles = identityFiles
    }

    /// Reads a list, the jump host nearest to this machine first, as `ProxyJump` and `ssh -J` take it.
    ///
    /// - Parameter text: The hosts with commas between them, or `none`; a comment may follow.
    /// - Returns: The jump hosts; empty for `none`, nil where one of them makes no sense or there are more than ``most``.
    public static func list(_ text: String) -> [JumpHop]? {
        let list = text.prefix { $0 != "#" }.trimmed
        if list.lowercased() == "none" { return [] }
        let words = list.split(separator: ",", omittingEmptySubsequences: false)
        guard words.count <= most else { return nil }
        var hops: [JumpHop] = []
        for word in words {
            guard let hop = JumpHop(word.trimmed) else { return nil }
            hops.append(hop)
        }
        return hops
    }

    static func list(
        _ text: String,
        of keyword: ClientKeyword.Followed
    ) throws(ClientSetting.Refusal) -> [JumpHop] {
        if let hops = list(text) { return hops }
        throw ClientSetting.Refusal(
            "`\(text.safe(limit: 60))` is no list of jump hosts",
            hint: "write `[user@]host[:port]`, several with commas between them, or `none`"
        )
    }

    /// Reads one jump host; nil where it makes no sense.
    public init?(_ text: some StringProtocol) {
        var text = Substring(text).trimmed
        let isURI = text.hasPrefix("ssh://")
        if isURI {
            text = text.dropFirst(6)
            if text.hasSuffix("/") { text = text.dropLast() }
        }
        var user: String?
        if let at = isURI ? text.firstIndex(of: "@") : text.lastIndex(of: "@") {
            // What follows a `;` in a URI's user is ignored, as in ssh.
            user = String(isURI ? text[..<at].prefix { $0 != ";" } : text[..<at])
            guard user?.isEmpty == false else { return nil }
            text = text[text.index(after: at)...]
        }
        let host: Substring
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else { return nil }
            host = text[..<close].dropFirst()
            text = text[text.index(after: close)...]
        } else {
            host = text.prefix { $0 != ":" && $0 != "/" }
            text = text[host.endIndex...]
        }
        guard !host.isEmpty else { return nil }
        var port: Int?
        if let separator = text.popFirst() {
            guard separator == ":" || separator == "/" && !isURI else { return nil }
            if !text.isEmpty {
                guard let number = Int(text), (1...65_535).contains(number) else { return nil }
                port = number
            }
        }
        self.init(user: user, host: String(host), port: port)
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The text without blanks around it.
    fileprivate var trimmed: Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let last = lastIndex(where: { !isBlank($0) }) else { return self[endIndex...] }
        return self[...last].drop(while: isBlank)
    }
}
