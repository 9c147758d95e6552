import RoomModel

/// Which version of a package is installed (dpkg-query(1)).
public struct PackageFact: Fact {
    /// `package`.
    public static let id = "package"

    /// The package's name: `firefox-esr`.
    public let name: String

    /// Creates the fact.
    public init(name: String) {
        self.name = name
    }

    /// The name.
    public var arguments: [String] { [name] }

    /// Prints the state's letters and the version, or nothing.
    public static let fragments = Fragments(
        posix: #"""
            if ! command -v dpkg-query >/dev/null; then
                echo dpkg
                exit 69
            fi
            dpkg-query -W -f '${db:Status-Abbrev}|${Version}\n' -- "$1" 2>/dev/null
            [ $? -lt 2 ] || exit 1
            echo end
            """#
    )

    /// The version of a package that is whole; nil: it is not installed, or not whole.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> String? {
        guard output.lines.last == PosixOutput.endLine, output.lines.count <= 2 else {
            throw output.unreadable()
        }
        guard output.lines.count == 2 else { return nil }
        let words = output.lines[0].split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2, words[0].utf8.count >= 2 else { throw output.unreadable() }
        // The second letter is what is there: `i` is installed (dpkg-query(1), db:Status-Abbrev).
        return words[0].dropFirst().first == "i" ? String(words[1]).safe(limit: 80) : nil
    }
}
