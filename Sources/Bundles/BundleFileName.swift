/// What the name of an archive or folder says of the app: `64BitExambrowserClient_26.0222.rar`.
public struct BundleFileName: Hashable, Sendable {
    /// `exambrowser`; nil where nothing is left that can be a name.
    public let name: String?
    /// `26.0222`, where the name ends in one.
    public let version: BundleVersion?
    /// From `64Bit` or `32Bit` in front.
    public let architecture: BundleTarget.Architecture?

    private static let endings = [
        ".rar", ".zip", ".7z", ".tar", ".tgz", ".tbz2", ".txz", ".tzst", ".tar.gz", ".tar.bz2", ".tar.xz",
        ".tar.zst",
        ".tar.lz4", ".tar.lzma", ".tar.z",
    ]

    /// Reads the last part of a path or of an address without its query.
    public init(_ path: String) {
        var text = (path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "").lowercased()
        if let ending = Self.endings.filter({ text.hasSuffix($0) }).max(by: { $0.count < $1.count }) {
            text.removeLast(ending.count)
        }
        var architecture: BundleTarget.Architecture?
        for (mark, value) in [("64bit", BundleTarget.Architecture.x64), ("32bit", .x86)]
        where text.hasPrefix(mark) {
            text.removeFirst(mark.count)
            architecture = value
        }
        var version: BundleVersion?
        if let cut = text.lastIndex(where: { "_- ".contains($0) }) {
            let tail = String(text[text.index(after: cut)...])
            let digits = tail.hasPrefix("v") ? String(tail.dropFirst()) : tail
            if digits.first?.isNumber == true, let read = BundleVersion(digits) {
                version = read
                text = String(text[..<cut])
            }
        }
        var name = String(
            text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" }
        )
        for word in ["client", "setup", "portable"] where name.hasSuffix(word) && name.count > word.count {
            name.removeLast(word.count)
        }
        while let first = name.first, "._-".contains(first) { name.removeFirst() }
        while let last = name.last, "._-".contains(last) { name.removeLast() }
        self.name = BundleID.isName(name) ? name : nil
        self.version = version
        self.architecture = architecture
    }
}
