public import RoomModel

/// A TCP port of a host: `192.168.0.200`, `server:8443`, `[::1]:443`.
public struct Endpoint: Hashable, Sendable {
    /// The name or address, without brackets.
    public let host: NetworkAddress
    /// 1 to 65,535.
    public let port: Int

    /// Creates an endpoint.
    public init(host: NetworkAddress, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host`, `host:port`, `[IPv6]`, `[IPv6]:port` or a bare IPv6 address; nil when `text` is none of them.
    ///
    /// - Parameters:
    ///   - text: The endpoint.
    ///   - defaultPort: The port where `text` names none.
    public init?(_ text: String, defaultPort: Int) {
        var name = text[...]
        var port: Int? = defaultPort
        if name.first == "[" {
            guard let end = name.firstIndex(of: "]") else { return nil }
            let rest = name[name.index(after: end)...]
            if !rest.isEmpty {
                guard rest.first == ":" else { return nil }
                port = Self.port(rest.dropFirst())
            }
            name = name[name.index(after: name.startIndex)..<end]
            guard name.contains(":") else { return nil }
        } else if let colon = name.firstIndex(of: ":"), colon == name.lastIndex(of: ":") {
            port = Self.port(name[name.index(after: colon)...])
            name = name[..<colon]
        }
        let isPlain =
            !name.contains(":") || name.prefix { $0 != "%" }.allSatisfy { $0.isHexDigit || ":.".contains($0) }
        guard let port, isPlain, let host = try? NetworkAddress(String(name)) else { return nil }
        self.init(host: host, port: port)
    }

    private static func port(_ text: Substring) -> Int? {
        guard text.utf8.count <= 5, text.allSatisfy({ "0"..."9" ~= $0 }), let port = Int(text) else {
            return nil
        }
        return 1...65_535 ~= port ? port : nil
    }
}

extension Endpoint: CustomStringConvertible {
    /// `host:port`, an IPv6 address in brackets (RFC 3986 §3.2.2).
    public var description: String { host.isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
