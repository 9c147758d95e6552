import FoundationEssentials

/// Base64 as OpenSSH writes it (RFC 4648 §4): the standard alphabet, padded, no line breaks inside.
enum Base64 {
    /// The bytes behind `text`, or nil where a character or the padding is wrong.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        Data(base64Encoded: String(text)).map(Array.init)
    }

    /// The padded text of `bytes`.
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString()
    }
}
