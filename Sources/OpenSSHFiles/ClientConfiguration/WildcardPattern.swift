/// Patterns of `*` (any run) and `?` (any one byte), as every list of names in OpenSSH's files has them (`ssh_config(5)`,
/// PATTERNS).
enum WildcardPattern {
    /// What a list of patterns says about a name.
    enum Verdict: Hashable {
        /// A pattern fits, and none that is negated.
        case fits
        /// A negated pattern fits.
        case isRefused
        /// None fits.
        case misses
    }

    /// Whether `name` fits `pattern`.
    ///
    /// Only the last `*` is ever gone back to, so that no pattern takes longer than the product of both lengths.
    ///
    /// - Parameters:
    ///   - pattern: The pattern.
    ///   - name: The name; lower case where `ignoresCase`.
    ///   - ignoresCase: Whether capital letters of the pattern stand for small ones.
    /// - Returns: Whether it fits, all of it.
    static func matches(_ pattern: Substring, _ name: String, ignoresCase: Bool) -> Bool {
        var pattern = pattern.utf8[...]
        var text = name.utf8[...]
        var retry: (pattern: Substring.UTF8View, text: Substring.UTF8View)?
        while let byte = text.first {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (pattern, text)
            } else if let wanted = pattern.first,
                wanted == UInt8(ascii: "?") || (ignoresCase ? wanted.lowercased : wanted) == byte
            {
                pattern = pattern.dropFirst()
                text = text.dropFirst()
            } else if let last = retry {
                text = last.text.dropFirst()
                pattern = last.pattern
                retry = (pattern, text)
            } else {
                return false
            }
        }
        return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// What `list`, patterns with commas between them, says about `name`.
    static func judge(_ list: String, _ name: String, ignoresCase: Bool) -> Verdict {
        let name = ignoresCase ? name.lowercased() : name
        var isFitting = false
        for pattern in list.split(separator: ",") {
            if pattern.utf8.first == UInt8(ascii: "!") {
                if matches(pattern.dropFirst(), name, ignoresCase: ignoresCase) { return .isRefused }
            } else if !isFitting {
                isFitting = matches(pattern, name, ignoresCase: ignoresCase)
            }
        }
        return isFitting ? .fits : .misses
    }
}

extension UInt8 {
    /// The ASCII letter in lower case, any other byte as it is.
    fileprivate var lowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
