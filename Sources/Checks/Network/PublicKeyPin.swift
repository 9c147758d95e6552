import RoomModel

/// The SHA-256 of a server's public key (its SubjectPublicKeyInfo, RFC 7469 §2.4).
struct PublicKeyPin: Hashable, Sendable {
    /// 44 characters of base64 (RFC 4648 §4).
    let base64: String

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    /// Reads base64, with or without curl's `sha256//`, or 64 hexadecimal digits, with or without colons.
    ///
    /// - Parameters:
    ///   - text: The pin.
    ///   - parameter: The parameter it stands in.
    /// - Throws: ``InvalidArgument`` for anything else.
    init(_ text: String, of parameter: String) throws(InvalidArgument) {
        let bare = text.hasPrefix("sha256//") ? String(text.dropFirst(8)) : text
        let digits = bare.filter { $0 != ":" }
        if digits.utf8.count == 64, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
            base64 = Self.base64(hexadecimal: digits.compactMap(\.hexDigitValue))
        } else if bare.utf8.count == 44, bare.hasSuffix("="),
            bare.dropLast().allSatisfy(Self.alphabet.contains)
        {
            base64 = bare
        } else {
            throw InvalidArgument(
                parameter,
                "this is not the SHA-256 of a public key",
                hint: "write sha256// and 44 characters of base64, or 64 hexadecimal digits"
            )
        }
    }

    /// 64 digits are 42 groups of 6 bits and 4 bits more, which base64 fills up with zeros and one `=`.
    private static func base64(hexadecimal digits: [Int]) -> String {
        let bits = digits.flatMap { digit in (0..<4).map { digit >> (3 - $0) & 1 } } + [0, 0]
        let characters = stride(from: 0, to: bits.count, by: 6).map { start in
            alphabet[bits[start..<start + 6].reduce(0) { $0 << 1 | $1 }]
        }
        return String(characters) + "="
    }
}
