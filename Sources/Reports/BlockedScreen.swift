import RoomModel

/// The screen when the controller itself is the problem and nobody was contacted.
struct BlockedScreen {
    let wording: Wording
    let page: Page

    func lines(_ report: RoomReport) -> [String] {
        let (scan, anyway) = (wording.scan, wording.next("scan", "--anyway"))
        let title = report.start.room.title.safe(limit: 60)
        let word = wording("BELUM DIPERIKSA", "NOT CHECKED")
        var first = page.wrap(
            word + "   "
                + wording(
                    "Laptop ini belum tersambung ke jaringan \(title)",
                    "This laptop is not connected to the network of \(title)"
                )
        )
        first[0] = page.style.paint(word, .bad) + first[0].dropFirst(word.count)
        var body: [String] = []
        let network = report.controller?.network.map { " (\($0.safe(limit: 50)))" } ?? ""
        let cards = report.controller?.interfaces ?? []
        for card in cards { body += page.wrap(sentence(card, network: network), hanging: 14) }
        if !cards.contains(where: { !$0.isWireless }) {
            body += page.wrap(
                "  " + wording("Kabel LAN", "Cable").padded(to: 12)
                    + wording("tidak ada kartu LAN berkabel", "no wired network card"),
                hanging: 14
            )
        }
        body += page.wrap(
            "  -> "
                + wording(
                    "pasang kabel dari switch \(title) ke laptop ini, tunggu 10 detik, lalu ulangi: \(scan)",
                    "plug the cable from the switch of \(title) into this laptop, wait 10 seconds, then: \(scan)"
                ),
            hanging: 5
        )
        let last = wording(
            "Tidak ada PC yang dihubungi. (Tetap lanjut: \(anyway))",
            "No PC was contacted. (Go on all the same: \(anyway))"
        )
        return first + [""] + body + [""] + page.wrap(last)
    }

    private func sentence(_ card: ControllerFindings.Interface, network: String) -> String {
        let kind = (card.isWireless ? wording("Wi-Fi", "Wi-Fi") : wording("Kabel LAN", "Cable")).padded(
            to: 12
        )
        let name = card.name.safe(limit: 20)
        let addresses = card.addresses.map { $0.safe(limit: 50) }.joined(separator: ", ")
        if !card.isUp {
            return "  " + kind + wording("tidak terpasang (\(name))", "not plugged in (\(name))")
        }
        if addresses.isEmpty {
            return "  " + kind + wording("belum punya alamat (\(name))", "has no address (\(name))")
        }
        return "  " + kind
            + wording(
                "\(addresses), bukan jaringan ruang\(network)",
                "\(addresses), not the room's network\(network)"
            )
    }
}
