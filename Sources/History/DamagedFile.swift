import Glibc

/// A database that cannot be read any more: it gets another name and is kept for whoever can save something of it.
enum DamagedFile {
    /// Moves the file and SQLite's files beside it.
    ///
    /// - Parameters:
    ///   - path: The database.
    ///   - stamp: What its new name ends with.
    /// - Returns: The new path; nil when it could not be moved, and nothing was.
    static func moveAside(_ path: String, at stamp: String) -> String? {
        var target = "\(path).corrupt-\(stamp)"
        var count = 1
        while access(target, F_OK) == 0, count < 1_000 {
            count += 1
            target = "\(path).corrupt-\(stamp)-\(count)"
        }
        guard access(target, F_OK) != 0, rename(path, target) == 0 else { return nil }
        for end in ["-wal", "-shm"] { rename(path + end, target + end) }
        return target
    }

    /// The time in UTC, as in the names of runs: `20261124T065108`.
    static func stamp() -> String {
        var now = time(nil)
        var civil = tm()
        gmtime_r(&now, &civil)
        var text = [CChar](repeating: 0, count: 32)
        let length = strftime(&text, text.count, "%Y%m%dT%H%M%S", &civil)
        return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
