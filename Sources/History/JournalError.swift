import Glibc

/// A run's record that could not be written; the run itself goes on.
public struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or folder.
    public let path: String
    /// The system's error number (errno(3)).
    public let errno: CInt

    /// What happened, lower case, no full stop.
    public var description: String {
        "cannot write \(path): \(String(cString: strerror(errno)).lowercased())"
    }
}
