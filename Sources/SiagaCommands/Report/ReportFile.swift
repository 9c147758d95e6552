import Reports

/// A file that a result goes to.
struct ReportFile: Sendable {
    let path: String
    let format: ReportFormat

    /// Readable for all, as far as the umask allows: a result holds no secret, and a collector is another account.
    static let mode: UInt32 = 0o644

    /// The folder `path` is in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Writes the text, as a whole or not at all.
    ///
    /// - Throws: ``CommandFailure`` with the reason; an old file is untouched then.
    func write(_ text: String) throws(CommandFailure) {
        try AtomicFile.write(Array(text.utf8), to: path, mode: Self.mode)
    }
}
