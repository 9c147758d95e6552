import RoomModel

/// The two host keys of the one PC that was asked, where they differ: somebody has them compared on the PC's screen.
struct KeyComparison {
    let wording: Wording
    let page: Page

    /// The lines; none where a run asked several PCs, or the one is no matter of keys.
    func lines(_ report: RoomReport) -> [String] {
        let asked = report.rows.filter(\.host.isSelected)
        guard asked.count == 1, let unreached = asked[0].unreached,
            let trusted = unreached.trustedFingerprint, let offered = unreached.offeredFingerprint
        else { return [] }
        let names = [wording("dikenal", "trusted"), wording("sekarang", "offered")]
        let width = names.map(\.count).reduce(0, max)
        let keys = zip(names, [trusted, offered]).flatMap { name, key in
            page.wrap("\(name.padded(to: width))  \(key.safe(limit: 120))", hanging: 2)
        }
        return keys
            + page.wrap(
                wording(
                    "Sesudah bertukar kunci, tidak ada yang dikirim ke PC itu.",
                    "Nothing was sent to it after the key exchange."
                )
            )
    }
}
