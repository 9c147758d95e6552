import Glibc

/// Why a text is not a name Siaga accepts.
public struct InvalidName: Error, Hashable, Sendable {
    /// What the name was for: "host name", "user", "group", "address", "port".
    public let kind: String
    /// The text as given, not yet made safe for a terminal.
    public let text: String
    /// What is wrong, lower case, without a full stop.
    public let reason: String

    /// Creates the error.
    public init(kind: String, text: String, reason: String) {
        self.kind = kind
        self.text = text
        self.reason = reason
    }
}

/// The name a PC has in the inventory, and under which its host key is filed.
///
/// Letters, digits, `.`, `_` and `-`, at most 253 (RFC 1035 §2.3.4), beginning with a letter, a digit or `_`: a
/// name never reaches a shell or a command line as an option, and prints on any terminal as it is.
public struct HostName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The name as the inventory writes it.
    public let description: String

    /// Checks `text` against the grammar.
    ///
    /// - Throws: ``InvalidName`` with the reason.
    public init(_ text: String) throws(InvalidName) {
        try requireName(text, kind: "host name", longest: 253, beyondLettersAndDigits: "._-")
        description = text
    }

    /// Orders `pc2` before `pc10`, as people count.
    public static func < (left: HostName, right: HostName) -> Bool {
        left.description.precedesCounting(right.description)
    }

    /// Reads the name from its text.
    public init(from decoder: any Decoder) throws {
        try self.init(String(from: decoder))
    }

    /// Writes the name as its text.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}

/// The name of a group of the inventory.
///
/// The grammar of ``HostName``; Ansible's own groups (`all`, `ungrouped`) are ordinary names.
public struct GroupName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The name as the inventory writes it.
    public let description: String

    /// Checks `text` against the grammar.
    ///
    /// - Throws: ``InvalidName`` with the reason.
    public init(_ text: String) throws(InvalidName) {
        try requireName(text, kind: "group name", longest: 253, beyondLettersAndDigits: "._-")
        description = text
    }

    /// Orders as ``HostName`` does.
    public static func < (left: GroupName, right: GroupName) -> Bool {
        left.description.precedesCounting(right.description)
    }

    /// Reads the name from its text.
    public init(from decoder: any Decoder) throws {
        try self.init(String(from: decoder))
    }

    /// Writes the name as its text.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}

/// The account Siaga logs in with: POSIX names and Windows' `DOMAIN\user`, at most 256.
public struct UserName: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name as a server is told it.
    public let description: String

    /// Checks `text` against the grammar.
    ///
    /// `.\guru` is how Windows writes an account of the PC itself; its SSH server knows it as `guru`.
    ///
    /// - Throws: ``InvalidName`` with the reason.
    public init(_ text: String) throws(InvalidName) {
        let text = text.hasPrefix(".\\") ? String(text.dropFirst(2)) : text
        try requireName(text, kind: "user", longest: 256, beyondLettersAndDigits: "._-@\\+$ ")
        description = text
    }

    /// Reads the name from its text.
    public init(from decoder: any Decoder) throws {
        try self.init(String(from: decoder))
    }

    /// Writes the name as its text.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}

/// Where a PC is reached: a DNS name, an IPv4 or an IPv6 address (with `%zone`), without brackets.
public struct NetworkAddress: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The address as given.
    public let description: String

    private static let kind = "address"

    /// Checks `text` against the grammar of names and numeric addresses.
    ///
    /// - Throws: ``InvalidName`` with the reason; `:` and `%` stand in IPv6 addresses only.
    public init(_ text: String) throws(InvalidName) {
        try self.init(anyText: text)
        guard
            !text.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "%") })
                || Self.isIPv6(text)
        else {
            throw InvalidName(
                kind: Self.kind,
                text: text,
                reason: "`:` and `%` stand in IPv6 addresses only"
            )
        }
    }

    /// The characters alone are checked: records hold addresses that were taken for some before.
    private init(anyText text: String) throws(InvalidName) {
        try requireName(text, kind: Self.kind, longest: 253, beyondLettersAndDigits: "._-:%")
        description = text
    }

    /// Whether `text` is an IPv6 address, with or without a zone (RFC 4007 §11).
    private static func isIPv6(_ text: String) -> Bool {
        let halves = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        var number = in6_addr()
        return halves.last?.isEmpty == false && inet_pton(AF_INET6, String(halves[0]), &number) == 1
    }

    /// Whether the text can only be an IPv6 address.
    public var isIPv6: Bool { description.utf8.contains(UInt8(ascii: ":")) }

    /// Reads the address from its text.
    public init(from decoder: any Decoder) throws {
        try self.init(anyText: String(from: decoder))
    }

    /// Writes the address as its text.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}

/// The one grammar: ASCII letters and digits, a few marks, and never a leading mark (`-oProxyCommand=x`).
private func requireName(
    _ text: String,
    kind: String,
    longest: Int,
    beyondLettersAndDigits marks: String
) throws(InvalidName) {
    func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
    let bytes = text.utf8
    guard let first = bytes.first else {
        throw InvalidName(kind: kind, text: text, reason: "it is empty")
    }
    guard bytes.count <= longest else {
        throw InvalidName(
            kind: kind,
            text: text,
            reason: "it is \(bytes.count) bytes long, at most \(longest) are allowed"
        )
    }
    if let other = text.unicodeScalars.first(where: { scalar in
        !scalar.isASCII || !(isLetterOrDigit(UInt8(scalar.value)) || marks.unicodeScalars.contains(scalar))
    }) {
        let code = String(other.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        throw InvalidName(kind: kind, text: text, reason: "it holds U+\(padded), which no \(kind) may hold")
    }
    guard
        isLetterOrDigit(first) || first == UInt8(ascii: "_")
            || (kind == "address" && first == UInt8(ascii: ":"))
    else {
        throw InvalidName(
            kind: kind,
            text: text,
            reason: "it begins with `\(text.first.map(String.init) ?? "")`"
        )
    }
}

extension String {
    /// Whether this text comes before `other` where runs of digits are compared as numbers.
    func precedesCounting(_ other: String) -> Bool {
        var left = self.utf8[...]
        var right = other.utf8[...]
        while let a = left.first, let b = right.first {
            if a.isDigit, b.isDigit {
                let leftRun = left.prefix(while: \.isDigit).drop(while: { $0 == UInt8(ascii: "0") })
                let rightRun = right.prefix(while: \.isDigit).drop(while: { $0 == UInt8(ascii: "0") })
                if leftRun.count != rightRun.count { return leftRun.count < rightRun.count }
                if !leftRun.elementsEqual(rightRun) { return leftRun.lexicographicallyPrecedes(rightRun) }
                left = left.drop(while: \.isDigit)
                right = right.drop(while: \.isDigit)
                continue
            }
            if a != b { return a < b }
            left = left.dropFirst()
            right = right.dropFirst()
        }
        if left.isEmpty != right.isEmpty { return left.isEmpty }
        return self < other
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
