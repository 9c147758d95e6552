import RoomModel

extension EnrollmentScreen {
    /// A PC that shows the key of another PC of these rooms: whatever is typed here, it is not kept.
    ///
    /// Under a second name one machine would count twice, and be a changed PC once it is where it belongs again.
    func taken(_ row: EnrollmentRow, _ change: EnrollmentRow.Change, by owner: EnrollmentRow.Owner)
        -> [String]
    {
        let (old, new) = (wording("lama", "old"), wording("baru", "new"))
        var lines = page.wrap(name(row) + ": " + wording("PENGENAL PC LAIN", "ANOTHER PC\'S KEY"), hanging: 2)
        for trusted in change.trusted { lines += fingerprint("  \(old.padded(to: 5)) ", trusted) }
        lines += fingerprint("  \(new.padded(to: 5)) ", row.fingerprint ?? "")
        let who = owner.host.description + (owner.elsewhere.map { " (\($0.room.safe(limit: 60)))" } ?? "")
        let what =
            change.trusted.isEmpty
            ? wording(
                "Itu pengenal \(who): PC yang sama, atau hasil kloning.",
                "It is the key of \(who): the same PC, or a clone of it."
            )
            : wording(
                "Yang baru itu pengenal \(who): PC tertukar.",
                "The new one is the key of \(who): swapped."
            )
        lines += page.wrap("  " + what, hanging: 2)
        return lines + page.wrap("  -> " + way(change, owner), hanging: 5)
    }

    private func way(_ change: EnrollmentRow.Change, _ owner: EnrollmentRow.Owner) -> String {
        if let elsewhere = owner.elsewhere {
            let forget = wording.command(
                "ssh-keygen -R \(owner.host) -f \(elsewhere.file.safe(limit: 2_000))"
            )
            return wording(
                "tidak disimpan; kalau PC itu pindah ke ruang ini: \(forget), lalu kenalkan lagi",
                "not saved; if that PC moved to this room: \(forget), then enrol again"
            )
        }
        return change.trusted.isEmpty
            ? wording(
                "tidak disimpan; betulkan alamatnya di daftar PC; hasil kloning? buat pengenal baru di sana",
                "not saved; correct its address in the list of PCs; a clone? make new host keys on it"
            )
            : wording(
                "tidak disimpan; tukar kembali, atau betulkan alamat keduanya di daftar PC",
                "not saved; swap them back, or correct both addresses in the list of PCs"
            )
    }

    /// What else the keys to be kept are on file for: it stops nothing, since it may be an old copy.
    func otherNames(_ enrollment: Enrollment) -> [String] {
        enrollment.acceptable.flatMap { row in
            row.otherNames.flatMap { other in
                let (name, file) = (other.name.safe(limit: 60), other.file.safe(limit: 200))
                return page.wrap(
                    wording(
                        "Perhatian: pengenal \(row.host) juga tercatat untuk \(name) di \(file). PC yang sama?",
                        "Mind: the key of \(row.host) is on file for \(name), too, in \(file). The same PC?"
                    ),
                    hanging: 2
                )
            }
        }
    }
}
