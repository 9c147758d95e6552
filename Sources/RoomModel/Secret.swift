/// A password or passphrase that cannot print itself.
///
/// Not `Codable` and not a `String`, so that no report, log or crash text can hold it by accident.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let text: String

    /// Keeps `text` from now on.
    public init(_ text: String) {
        self.text = text
    }

    /// Lends the text to `body`, which must not keep it.
    public func reveal<Result>(_ body: (String) throws -> Result) rethrows -> Result {
        try body(text)
    }

    /// Always the same three dots.
    public var description: String { "•••" }

    /// Always the same three dots.
    public var debugDescription: String { "•••" }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
