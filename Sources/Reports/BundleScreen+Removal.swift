public import RoomModel

extension BundleScreen {
    /// What would be removed, and the question whether it may.
    ///
    /// - Parameters:
    ///   - bundles: The bundles' names.
    ///   - contents: What no other bundle uses.
    /// - Returns: Lines, the question last and without a line break.
    public func removal(of bundles: [String], _ contents: FileCount) -> String {
        let what = amount(contents)
        let sentence =
            bundles.isEmpty
            ? text("Tidak dipakai paket mana pun: \(what).", "Used by no bundle: \(what).")
            : text(
                "Dihapus dari laptop ini: \(list(bundles)); \(what) tidak dipakai paket lain.",
                "Removed from this laptop: \(list(bundles)); \(what) no other bundle uses."
            )
        return page.wrap(sentence).map { $0 + "\n" }.joined() + text("Hapus? (y/t) ", "Remove? (y/n) ")
    }

    /// What was removed.
    ///
    /// - Parameters:
    ///   - bundles: The bundles' names.
    ///   - contents: The contents that went with them, or were left over before.
    /// - Returns: Lines, each ended by a line feed.
    public func removed(_ bundles: [String], _ contents: FileCount) -> String {
        let sentence =
            if bundles.isEmpty, contents.files == 0 {
                text("Tidak ada sisa; tidak ada yang dihapus.", "Nothing is left over; nothing was removed.")
            } else if bundles.isEmpty {
                text("Sisa dihapus: \(amount(contents)).", "Removed what was left over: \(amount(contents)).")
            } else {
                text(
                    "Dihapus: \(list(bundles)); \(amount(contents)) dibebaskan.",
                    "Removed: \(list(bundles)); \(amount(contents)) set free."
                )
            }
        return page.wrap(sentence).map { $0 + "\n" }.joined()
    }

    /// How far an archive or folder is taken in.
    ///
    /// - Parameter count: The files so far, and their bytes.
    /// - Returns: One line, without its end.
    public func unpacking(_ count: FileCount) -> [String] {
        page.wrap(
            text("Membaca isi: \(count.files) berkas, ", "Taking in: \(count.files) files, ")
                + wording.amount(count.size)
        )
    }

    private func list(_ bundles: [String]) -> String {
        bundles.map { $0.safe(limit: 80) }.joined(separator: ", ")
    }

    private func amount(_ count: FileCount) -> String {
        text("\(count.files) isi, ", count.files == 1 ? "1 content, " : "\(count.files) contents, ")
            + wording.amount(count.size)
    }
}
