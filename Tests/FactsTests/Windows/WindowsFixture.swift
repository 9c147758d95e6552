import Foundation

/// What Windows PCs printed: `wine-…` recorded on Wine 8, `made-…` written after Microsoft's documentation.
enum WindowsFixture {
    /// The nonce of every fixture.
    static let nonce = "0123456789abcdef0123456789abcdef"

    static func text(_ name: String) throws -> String {
        let file = Fixture.folder.appending(path: "windows").appending(path: name + ".txt")
        return try String(contentsOf: file, encoding: .utf8)
    }
}
