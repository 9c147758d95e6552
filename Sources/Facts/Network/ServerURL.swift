/// An address of the web that Siaga asks for: `https://192.168.0.200/unbk`.
///
/// `http` or `https`, no account in it (RFC 3986 §3.2.1 calls that deprecated), printable ASCII only, so that it is
/// one word for every tool.
public struct ServerURL: Hashable, Sendable, CustomStringConvertible {
    /// The text as given.
    public let description: String
    /// Host and port.
    public let endpoint: Endpoint
    /// Whether it is `https`.
    public let isSecure: Bool

    /// Reads `text`; nil when it is no such address.
    public init?(_ text: String) {
        let secure = "https://"
        let plain = "http://"
        isSecure = text.hasPrefix(secure)
        guard isSecure || text.hasPrefix(plain), text.utf8.count <= 1_000,
            text.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\\") })
        else { return nil }
        let rest = text.dropFirst(isSecure ? secure.count : plain.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        guard let endpoint = Endpoint(String(authority), defaultPort: isSecure ? 443 : 80) else { return nil }
        self.endpoint = endpoint
        description = text
    }
}
