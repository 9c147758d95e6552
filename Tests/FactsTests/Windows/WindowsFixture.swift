import FoundationEssentials

/// What Windows PCs printed: `wine-…` recorded on Wine 8, `made-…` written after Microsoft's documentation.
enum WindowsFixture {
    /// The nonce of every fixture.
    static let nonce = "0123456789abcdef0123456789abcdef"

    static func text(_ name: String, file: String = #filePath) throws -> String {
        let folder = file.split(separator: "/").dropLast(2).joined(separator: "/")
        return try String(contentsOfFile: "/\(folder)/Fixtures/windows/\(name).txt", encoding: .utf8)
    }
}
