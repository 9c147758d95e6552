import RoomModel

/// What the path of a file in a bundle may be.
public enum PathRules: Hashable, Sendable {
    /// What Windows can store, and so every other system (docs.microsoft.com, "Naming Files, Paths, and Namespaces").
    case windows
    /// What Linux and macOS can store.
    case posix

    /// The longest path in bytes; the longest part in bytes (NAME_MAX).
    static let longest = (path: 1_000, part: 255)

    /// Names that are devices on Windows, with any ending.
    private static let devices: Set<String> = Set(
        ["con", "prn", "aux", "nul", "conin$", "conout$"]
            + (0...9).flatMap { ["com\($0)", "lpt\($0)"] }
            + ["¹", "²", "³"].flatMap { ["com\($0)", "lpt\($0)"] }
    )

    /// The path in the one way a bundle spells it: parts joined by `/`, no `.`, nothing in front.
    ///
    /// - Parameter raw: As an archive, a folder or a manifest has it.
    /// - Returns: The path; empty for the top folder itself.
    /// - Throws: ``BundleError`` `.unsafeEntry` with the entry and the reason.
    public func path(_ raw: String) throws(BundleError) -> String {
        let text = self == .windows ? raw.replacing("\\", with: "/") : raw
        guard !text.hasPrefix("/"), !(self == .windows && Self.hasDrive(text)) else {
            throw .refused(
                raw,
                Localized(id: "letaknya mutlak, di luar folder aplikasi", en: "an absolute path")
            )
        }
        let parts = text.split(separator: "/").filter { $0 != "." }
        guard text.utf8.count <= Self.longest.path else {
            throw .refused(
                String(raw.prefix(80)),
                Localized(
                    id: "namanya terlalu panjang",
                    en: "its path is longer than \(Self.longest.path) bytes"
                )
            )
        }
        for part in parts {
            if let reason = objection(to: part) { throw .refused(raw, reason) }
        }
        return parts.joined(separator: "/")
    }

    /// What two spellings share that one of these systems takes for one file.
    func key(_ path: String) -> String {
        // Texts are compared by canonical equivalence already: composed and decomposed letters are one.
        guard self == .windows else { return path }
        if path.utf8.allSatisfy({ $0 < 0x80 }) {
            let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
            return String(decoding: path.utf8.map { letters.contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
        }
        var key = ""
        for scalar in path.unicodeScalars {
            let upper = scalar.properties.uppercaseMapping
            // Windows maps letter by letter: no letter becomes two.
            key += upper.unicodeScalars.count == 1 ? upper : String(scalar)
        }
        return key
    }

    private func objection(to part: Substring) -> Localized? {
        if part == ".." {
            return Localized(id: "keluar dari folder aplikasi (`..`)", en: "it leaves the folder (`..`)")
        }
        if part.utf8.count > Self.longest.part {
            return Localized(
                id: "namanya terlalu panjang",
                en: "a name longer than \(Self.longest.part) bytes"
            )
        }
        if part.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return Localized(id: "namanya berisi tanda kendali", en: "a control character in the name")
        }
        guard self == .windows else { return nil }
        if let sign = part.first(where: { "<>:\"|?*".contains($0) }) {
            return Localized(
                id: "tanda `\(sign)` tidak bisa dipakai di Windows",
                en: "Windows cannot have `\(sign)` in a name"
            )
        }
        if part.hasSuffix(".") || part.hasSuffix(" ") {
            return Localized(
                id: "nama yang berakhir titik atau spasi berubah di Windows",
                en: "Windows drops a dot or blank at the end of a name"
            )
        }
        let stem = part.prefix { $0 != "." }.lowercased()
        if Self.devices.contains(stem.trimmingBlanksAtEnd()) {
            return Localized(id: "nama perangkat di Windows", en: "the name of a device on Windows")
        }
        return nil
    }

    private static func hasDrive(_ text: String) -> Bool {
        let head = text.utf8.prefix(2)
        guard let letter = head.first, head.count == 2, head.last == UInt8(ascii: ":") else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter | 0x20)
    }
}

extension String {
    fileprivate func trimmingBlanksAtEnd() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
