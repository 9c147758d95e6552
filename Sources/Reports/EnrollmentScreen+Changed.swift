import RoomModel

extension EnrollmentScreen {
    /// A PC that shows another key than the one on file: in short, or side by side where it is to be replaced.
    func changed(_ row: EnrollmentRow, rotates: Bool) -> [String] {
        guard case .changed(let change) = row.outcome else { return [] }
        if change.isRevoked { return revoked(row) }
        if let owner = change.belongsTo { return taken(row, change, by: owner) }
        return rotates ? rotation(row, change) : refusal(row, change)
    }

    /// A PC that shows a key which was withdrawn: nothing that is typed here makes it good.
    private func revoked(_ row: EnrollmentRow) -> [String] {
        page.wrap(name(row) + ": " + wording("PENGENAL SUDAH DICABUT", "REVOKED KEY"), hanging: 2)
            + fingerprint("  ", row.fingerprint ?? "")
            + page.wrap(
                wording(
                    "  -> tidak pernah disimpan; buat pengenal baru di PC itu: ssh-keygen -A, lalu ulangi",
                    "  -> never kept; make a new key on that PC: ssh-keygen -A, then enroll it again"
                ),
                hanging: 5
            )
    }

    private func refusal(_ row: EnrollmentRow, _ change: EnrollmentRow.Change) -> [String] {
        let (old, new) = (wording("lama", "old"), wording("baru", "new"))
        let rotate = wording.command("siaga enroll --rotate \(row.host)")
        var lines = page.wrap(name(row) + ": " + wording("PENGENAL BERBEDA", "ANOTHER KEY"), hanging: 2)
        for trusted in change.trusted { lines += fingerprint("  \(old.padded(to: 5)) ", trusted) }
        lines += fingerprint("  \(new.padded(to: 5)) ", row.fingerprint ?? "")
        switch row.hasEnrolledCard {
        case true?:
            lines += page.wrap(
                wording(
                    "  Kartu LAN sama: mungkin dipasang ulang. Kartu LAN bisa ditiru; pastikan di PC itu.",
                    "  Same network card: reinstalled? A card can be faked; make sure at the PC."
                ),
                hanging: 2
            )
        case false?:
            lines += page.wrap(
                wording("  Kartu LAN berbeda: mungkin PC lain.", "  Other network card: perhaps another PC."),
                hanging: 2
            )
        case nil: break
        }
        let next = wording(
            "tidak diganti; kalau memang benar: \(rotate)",
            "not replaced; if it is right: \(rotate)"
        )
        return lines + page.wrap("  -> " + next, hanging: 5)
    }

    /// Everything that can be known before a login, then and now, what it points to, and how to make sure.
    private func rotation(_ row: EnrollmentRow, _ change: EnrollmentRow.Change) -> [String] {
        var lines = page.wrap(name(row), hanging: 2) + [""] + sideBySide(row, change) + [""]
        lines += page.wrap(likelihood(row, change))
        lines += page.wrap(
            wording(
                "Kartu LAN bisa ditiru, jadi pastikan di layar PC itu sendiri:",
                "A network card can be faked, so make sure on that PC's own screen:"
            )
        )
        let command = wording.command("ssh-keygen -lf \(keyFile(row))")
        lines += page.wrap(
            wording("  1. di \(row.host): \(command)", "  1. on \(row.host): \(command)"),
            hanging: 5
        )
        lines += page.wrap(
            wording(
                "  2. bandingkan dengan baris \"baru\" di atas, semua huruf",
                "  2. compare with the line \"new\" above, every letter"
            ),
            hanging: 5
        )
        let install =
            row.isWindows
            ? wording("pasang lagi di PC itu", "place it on the PC again")
            : wording.command("siaga enroll --install-key \(row.host)")
        return lines + [""]
            + page.wrap(
                wording(
                    "Sesudah dipasang ulang, kunci ruang biasanya ikut hilang: \(install)."
                        + " Terburu-buru? Pakai PC cadangan dulu.",
                    "A reinstalled PC has usually lost the room's key, too: \(install)."
                        + " In a hurry? Use a spare first."
                )
            )
    }

    func name(_ row: EnrollmentRow) -> String {
        let seat = row.seat.map { wording("Kursi ", "Seat ") + $0.safe(limit: 20) + ", " } ?? ""
        return seat + "\(row.host) (\(row.address))"
    }

    private func likelihood(_ row: EnrollmentRow, _ change: EnrollmentRow.Change) -> String {
        let hasOtherService = change.service.map { $0 != row.service }
        return switch (row.hasEnrolledCard, hasOtherService) {
        case (true?, true?):
            wording(
                "Kartu LAN sama, layanan berubah: kemungkinan besar dipasang ulang.",
                "Same network card, another service: most likely reinstalled."
            )
        case (true?, _):
            wording(
                "Kartu LAN sama: mungkin dipasang ulang.",
                "Same network card: perhaps reinstalled."
            )
        case (false?, _):
            wording(
                "Kartu LAN lain: mungkin ini PC lain. Jangan diterima sebelum PC itu dilihat.",
                "Another network card: perhaps another PC. Do not accept it before someone has seen it."
            )
        case (nil, _):
            wording(
                "Kartu LAN tidak bisa dibandingkan dari sini.",
                "The network card cannot be compared from here."
            )
        }
    }

    /// Where the PC itself keeps the key that it shows (sshd_config(5), HostKey).
    private func keyFile(_ row: EnrollmentRow) -> String {
        let type = row.keyType ?? ""
        let kind = type.hasPrefix("ecdsa") ? "ecdsa" : type.hasSuffix("rsa") ? "rsa" : "ed25519"
        let name = "ssh_host_\(kind)_key.pub"
        return row.isWindows ? "C:\\ProgramData\\ssh\\\(name)" : "/etc/ssh/\(name)"
    }

    // MARK: Then and now

    private func sideBySide(_ row: EnrollmentRow, _ change: EnrollmentRow.Change) -> [String] {
        let missing = wording("tidak tercatat", "not on record")
        let unseen = wording("tidak terlihat", "not to be seen")
        let (same, other) = (wording("sama", "same"), wording("berubah", "changed"))
        let labels = [
            wording("Kartu LAN", "LAN card"), wording("Layanan", "Service"), wording("Pengenal", "Key"),
        ]
        let width = labels.map(\.count).max() ?? 0
        let indent = String(repeating: " ", count: width + 4)
        let room = (page.width - indent.count - max(same.count, other.count) - 4) / 2
        let since = change.since.map { wording("dikenal sejak ", "known since ") + wording.shortDate($0) }
        var lines = [
            indent + (since ?? wording("dikenal", "known")).padded(to: room) + "  "
                + wording("sekarang", "now")
        ]
        func stacked(_ label: String, _ old: [String], _ new: String, _ word: String = "") {
            let (then, now) = (wording("lama", "old") + "  ", wording("baru", "new").padded(to: 4) + "  ")
            for (index, text) in old.enumerated() {
                let lead = index == 0 ? "  \(label.padded(to: width))  " : indent
                lines += fingerprint(lead + then.padded(to: 6), text)
            }
            lines += fingerprint(indent + now, new + (word.isEmpty ? "" : "  \(word)"))
        }
        func pair(_ label: String, _ old: String?, _ new: String?) {
            let (before, now) = ((old ?? missing).safe(limit: 60), (new ?? unseen).safe(limit: 60))
            let word = old == nil || new == nil ? "" : old?.lowercased() == new?.lowercased() ? same : other
            guard before.count <= room, now.count <= room else { return stacked(label, [before], now, word) }
            lines.append(
                "  \(label.padded(to: width))  \(before.padded(to: room))  \(now.padded(to: room))  \(word)"
            )
        }
        if row.card != nil || row.enrolledCard != nil { pair(labels[0], row.enrolledCard, row.card) }
        pair(labels[1], change.service, row.service)
        stacked(labels[2], change.trusted.isEmpty ? [missing] : change.trusted, row.fingerprint ?? unseen)
        return lines
    }
}
