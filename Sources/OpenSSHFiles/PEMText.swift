/// A key file's text between `-----BEGIN` and `-----END` (RFC 7468 §3, RFC 1421 §4.4 for the headers).
struct PEMText {
    /// What it says it is: `OPENSSH PRIVATE KEY`.
    let label: Substring
    /// The lines with a colon before the body.
    let headers: ArraySlice<Substring>
    /// The body.
    let bytes: [UInt8]

    /// Reads the first such block; nil where nothing begins.
    ///
    /// - Throws: ``PrivateKeyFile/Unusable`` `.damaged` where it does not end, or the body is no base64.
    init?(_ lines: [Substring]) throws(PrivateKeyFile.Unusable) {
        guard let begin = lines.firstIndex(where: { $0.hasPrefix("-----BEGIN ") }) else { return nil }
        let label = lines[begin].dropFirst("-----BEGIN ".count).prefix { $0 != "-" }
        let body = lines[(begin + 1)...]
        guard let end = body.firstIndex(where: { $0.hasPrefix("-----END \(label)-----") }) else {
            throw .damaged
        }
        headers = body[..<end].prefix { $0.contains(":") }
        guard let bytes = Base64.decode(body[headers.endIndex..<end].joined()) else { throw .damaged }
        self.label = label
        self.bytes = bytes
    }

    /// The lines of a file, whatever system wrote it.
    static func lines(of text: String) -> [Substring] {
        text.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map { Substring($0) }
    }
}
