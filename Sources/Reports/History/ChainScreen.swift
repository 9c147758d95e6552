public import RoomModel

/// Whether the record is what was written.
public struct ChainScreen: Sendable {
    let wording: Wording
    let page: Page

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders what following the chain came to; the first word is `OK` or `RUSAK` / `BROKEN`.
    public func render(_ chain: ChainReport) -> String {
        var lines: [String]
        if let broken = chain.firstBreak {
            let (word, role) = (wording("RUSAK", "BROKEN"), Style.Role.bad)
            let place =
                broken.run.map { wording(" (hasil \($0.safe(limit: 40)))", " (run \($0.safe(limit: 40)))") }
                ?? ""
            lines = page.wrap(
                word + "   "
                    + wording(
                        "kejadian nomor \(broken.sequence)\(place): \(sentence(broken.kind))",
                        "event \(broken.sequence)\(place): \(sentence(broken.kind))"
                    )
            )
            lines[0] = page.style.paint(word, role) + lines[0].dropFirst(word.count)
        } else {
            let count = chain.events
            lines = page.wrap(
                "OK   "
                    + wording(
                        "\(count) kejadian, semua seperti saat ditulis",
                        "\(count) \(count == 1 ? "event" : "events"), all as they were written"
                    )
            )
            lines[0] = page.style.paint("OK", .good) + lines[0].dropFirst(2)
        }
        if chain.pruned > 0 {
            lines += page.wrap(
                wording(
                    "\(chain.pruned) kejadian lama sudah dihapus menurut history_keep.",
                    "\(chain.pruned) old events were removed by `history_keep`."
                )
            )
        }
        func line(_ name: String, _ value: String) -> String { name.padded(to: 14) + "  " + value }
        lines += [
            line(wording("nomor terakhir", "last number"), "\(chain.sequence)"),
            line("SHA-256", chain.head), line(wording("laptop ini", "controller"), chain.controller),
        ]
        return lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    private func sentence(_ kind: ChainReport.Break.Kind) -> String {
        switch kind {
        case .altered:
            wording("isinya bukan yang dulu ditulis", "it is not what was written")
        case .missing: wording("kejadian ini hilang", "it is missing")
        case .head:
            wording("jumlah kejadian tidak cocok", "there are more or fewer events than were written")
        }
    }
}
