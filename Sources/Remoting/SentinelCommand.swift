/// A POSIX command that says itself how it ended, on a line of its own behind everything it printed.
///
/// An exit status of 0 is also what a client reads when none arrived; a line with a nonce cannot come from a cut
/// connection. The line is `<nonce>:<exit code>`, with a line break before it that belongs to it.
public struct SentinelCommand: Hashable, Sendable {
    /// The command as it was given.
    public let line: String
    /// The word nobody can guess that begins the proof.
    public let nonce: String

    /// Creates the command.
    ///
    /// - Parameters:
    ///   - line: Text for `sh`; it may hold anything, a syntax error or `exit` included.
    ///   - nonce: Letters and digits, drawn anew for each command.
    public init(line: String, nonce: String = SentinelCommand.freshNonce()) {
        self.line = line
        self.nonce = nonce
    }

    /// The text for the PC's login shell, whichever that is: `sh`, with the line as one quoted word of it.
    public var wrappedLine: String {
        let script = #"sh -c "$1"; code=$?; printf '\n%s:%s\n' "$0" "$code"; exit "$code""#
        return ShellCommand(["exec", "sh", "-c", script, nonce, line]).posixLine
    }

    /// What begins the proof's line.
    public var prefix: String { nonce + ":" }

    /// Reads the exit code off the proof's line.
    ///
    /// - Parameter line: A line without its line break.
    /// - Returns: The code, 0 to 255, or nil if the line is no proof of this command.
    public func exitCode(in line: some Collection<UInt8>) -> Int? {
        guard line.starts(with: prefix.utf8) else { return nil }
        let digits = line.dropFirst(prefix.utf8.count)
        guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let code = Int(String(decoding: digits, as: UTF8.self)), code <= 255
        else { return nil }
        return code
    }

    /// Draws 128 random bits as 32 hexadecimal digits.
    ///
    /// - Returns: The digits.
    public static func freshNonce() -> String {
        (0..<2).map { _ in
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
