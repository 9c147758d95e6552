extension String {
    /// An address of the web as people may see it; any other text as it is.
    ///
    /// Without account and password (RFC 3986 §3.2.1), and without the query, which may hold a token. Not yet safe for a
    /// terminal.
    public var shownAddress: String {
        guard let scheme = firstRange(of: "://") else { return self }
        let rest = self[scheme.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        let tail = rest[authority.endIndex...]
        let host = authority.lastIndex(of: "@").map { "•••@" + authority[authority.index(after: $0)...] }
        let query = tail.firstIndex { "?#".contains($0) }
        let path = query.map { tail[..<$0] + "?•••" } ?? tail
        return String(self[..<scheme.upperBound]) + (host ?? String(authority)) + path
    }
}
