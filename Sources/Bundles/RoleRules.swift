import Glibc
import RoomModel

/// Which file of an app is fixed, a setting or volatile, by its path.
///
/// A pattern is a glob (fnmatch(3): `*` also crosses `/`), capitals make no difference. Without `/` it is about the
/// file's name, with one about the path from any folder on; a `/` at the start means the app's own folder.
///
/// A program is never volatile by the standard rules: what is never compared is no place for what is run.
public struct RoleRules: Hashable, Sendable {
    private var rules: [Rule]

    private struct Rule: Hashable, Sendable {
        let glob: String
        let role: FileRole
        /// Whether it is about data alone, whatever else it names.
        var sparesPrograms = false
    }

    /// The longest glob; fnmatch(3) takes long for long ones.
    public static let longestGlob = 200

    /// What exam apps are known to write and to be set by: ExamBrowser 20-26 leaves `log.txt`, `updatelog.txt` and its
    /// logs, and is set by `setting_exambro.json`.
    ///
    /// A log is told by its whole name: `Katalog.txt` and `changelog.txt` end in `log.txt`, too.
    public static let standard = RoleRules(
        rules: [
            "*.log", "*.log.[0-9]*", "*.log.old", "log.txt", "updatelog.txt", "*[-_.]log.txt",
            "log[0-9]*.txt", "log[-_][0-9]*.txt", "logs/*", "log/*", "cache/*", "gpucache/*", "temp/*",
            "tmp/*", "*.tmp",
        ]
        .map { Rule(glob: $0, role: .volatile, sparesPrograms: true) }
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

    /// The role of a file: that of the last rule that names it, else fixed.
    ///
    /// - Parameters:
    ///   - path: From the app's folder on.
    ///   - isExecutable: Whether its mode makes it a program; some names do so, too (default: the name alone decides).
    /// - Returns: Volatile for a program only where a rule of the command line says so.
    public func role(of path: String, isExecutable: Bool = false) -> FileRole {
        let isProgram = isExecutable || Self.isProgram(path)
        let rule = rules.last { !($0.sparesPrograms && isProgram) && Self.matches($0.glob, path) }
        return rule?.role ?? .fixed
    }

    /// What a PC runs, or loads into what it runs, by the end of its name.
    private static let programEndings = [
        // Windows: programs, libraries, installers, and what the shell or a script host starts at a click.
        ".exe", ".dll", ".sys", ".com", ".scr", ".pif", ".cpl", ".ocx", ".msi", ".msp", ".bat", ".cmd",
        ".ps1",
        ".psm1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".lnk",
        // Everywhere: libraries and scripts; `.node` is a library of Electron's apps.
        ".so", ".dylib", ".node", ".jar", ".sh", ".py", ".pyw", ".pl", ".mjs", ".cjs",
    ]

    private static func isProgram(_ path: String) -> Bool {
        let name = path.split(separator: "/").last?.lowercased() ?? ""
        // A library of Linux has its version behind: `libexam.so.1.2`.
        return name.contains(".so.") || programEndings.contains { name.hasSuffix($0) }
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
