import Glibc
import RoomModel

/// Which file of an app is fixed, a setting or volatile, by its path.
///
/// A pattern is a glob (fnmatch(3): `*` also crosses `/`), capitals make no difference. Without `/` it is about the
/// file's name, with one about the path from any folder on; a `/` at the start means the app's own folder.
public struct RoleRules: Hashable, Sendable {
    private var rules: [Rule]

    private struct Rule: Hashable, Sendable {
        let glob: String
        let role: FileRole
    }

    /// The longest glob; fnmatch(3) takes long for long ones.
    public static let longestGlob = 200

    /// What exam apps are known to write and to be set by: ExamBrowser 20-26 leaves `log.txt`, `updatelog.txt` and its
    /// logs, and is set by `setting_exambro.json`.
    public static let standard = RoleRules(
        rules: [
            "*.log", "*log.txt", "*.log.*", "logs/*", "log/*", "cache/*", "gpucache/*", "temp/*", "tmp/*",
            "*.tmp",
        ]
        .map { Rule(glob: $0, role: .volatile) }
            + ["setting*.json", "config.json", "*.ini", "*.cfg", "*.conf"].map {
                Rule(glob: $0, role: .setting)
            }
            // What belongs to a .NET program is part of it.
            + ["*.exe.config", "*.dll.config"].map { Rule(glob: $0, role: .fixed) }
    )

    /// These rules with a later one, which wins.
    ///
    /// - Parameters:
    ///   - glob: The pattern; at most 200 bytes and 8 stars.
    ///   - role: What the files are that it names.
    /// - Returns: All rules.
    /// - Throws: ``BundleError`` for a pattern that is empty or too long.
    public func adding(_ glob: String, as role: FileRole) throws(BundleError) -> RoleRules {
        guard !glob.isEmpty, glob.utf8.count <= Self.longestGlob, glob.filter({ $0 == "*" }).count <= 8 else {
            throw BundleError(
                .invalid,
                Localized(
                    id: "pola `\(glob.safe(limit: 60))` kosong atau terlalu panjang",
                    en: "the pattern `\(glob.safe(limit: 60))` is empty or too long"
                )
            )
        }
        return RoleRules(
            rules: rules + [
                Rule(glob: glob.replacing("\\", with: "/").replacing("**", with: "*"), role: role)
            ]
        )
    }

    /// The role of the file at `path`: that of the last rule that names it, else fixed.
    public func role(of path: String) -> FileRole {
        rules.last { Self.matches($0.glob, path) }?.role ?? .fixed
    }

    private static func matches(_ glob: String, _ path: String) -> Bool {
        let isMatch = { (glob: Substring, text: Substring) in
            fnmatch(glob.lowercased(), text.lowercased(), FNM_NOESCAPE) == 0
        }
        if glob.hasPrefix("/") { return isMatch(glob.dropFirst(), path[...]) }
        let parts = path.split(separator: "/")
        guard glob.contains("/") else { return isMatch(glob[...], parts.last ?? "") }
        var rest = path[...]
        while !rest.isEmpty {
            if isMatch(glob[...], rest) { return true }
            guard let slash = rest.firstIndex(of: "/") else { return false }
            rest = rest[rest.index(after: slash)...]
        }
        return false
    }
}
