/// What macOS and Windows leave behind in folders and archives, beside what somebody put there.
enum StrayFile {
    private static let names: Set<String> = [".ds_store", "thumbs.db", "desktop.ini"]

    /// Whether it is one, or lies in a folder of such.
    ///
    /// macOS keeps what other systems have no place for below `__MACOSX` in archives, and in files `._NAME` on their disks
    /// (RFC 1740, AppleDouble); Finder, and Explorer, keep their views in the rest.
    static func isOne(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let name = parts.last, !parts.contains("__MACOSX") else { return true }
        return name.hasPrefix("._") || names.contains(name.lowercased())
    }
}
