import RoomModel

/// What a bundle is called: name, version and the PCs it is for.
public struct BundleID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Lower case letters, digits, `.`, `_` and `-`; at most 64.
    public let name: String
    /// As the app spells it, for example `26.0222`; letters, digits and `. _ + ~ -`, at most 64.
    public let version: BundleVersion
    /// The PCs it is for.
    public let target: BundleTarget

    /// Creates a name.
    ///
    /// - Throws: ``BundleError`` `.invalid` for a name that could be a path or an option.
    public init(name: String, version: BundleVersion, target: BundleTarget = BundleTarget())
        throws(BundleError)
    {
        guard Self.isName(name) else {
            throw BundleError(
                .invalid,
                Localized(
                    id: "`\(name.safe(limit: 60))` bukan nama paket: pakai huruf kecil, angka, `-` `_` `.`",
                    en: "`\(name.safe(limit: 60))` is no bundle name: use small letters, digits, `-` `_` `.`"
                ),
                hint: Localized(id: "pilih nama dengan --name", en: "choose one with --name")
            )
        }
        self.name = name
        self.version = version
        self.target = target
    }

    /// `exambrowser-26.0222-windows-x86_64`.
    public var description: String {
        target.words.isEmpty ? "\(name)-\(version)" : "\(name)-\(version)-\(target.words)"
    }

    /// Orders by name, version and target.
    public static func < (left: BundleID, right: BundleID) -> Bool {
        if left.name != right.name { return left.name < right.name }
        if left.version != right.version { return left.version < right.version }
        return left.target.words < right.target.words
    }

    /// Whether people may mean it by `text`: the name alone, with the version, or all of it.
    public func isMeant(by text: String) -> Bool {
        text == name || text == "\(name)-\(version)" || text == description
    }

    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
        let isPlain = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return isPlain(first) && text.utf8.allSatisfy { isPlain($0) || "._-".utf8.contains($0) }
    }
}
