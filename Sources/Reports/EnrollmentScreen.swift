public import RoomModel

/// The table of an enrolment: fingerprints in full, clones by name, changed keys old and new, what will be kept.
public struct EnrollmentScreen: Sendable {
    let wording: Wording
    let page: Page

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders what is shown before the question.
    ///
    /// - Parameters:
    ///   - enrollment: What was collected.
    ///   - samples: New PCs picked at random, which the user is asked to compare on their own screens.
    /// - Returns: The whole table; every fingerprint in full, since people compare all of it.
    public func render(_ enrollment: Enrollment, samples: [HostName] = []) -> String {
        var blocks = [summary(enrollment)]
        blocks.append(newKeys(enrollment))
        blocks.append(enrollment.clones.flatMap(clone))
        blocks.append(enrollment.rows.flatMap { changed($0, rotates: enrollment.rotating.contains($0.host)) })
        blocks.append(enrollment.rows.flatMap(unlisted))
        blocks.append(unreached(enrollment))
        blocks.append(worth(enrollment, samples))
        return blocks.filter { !$0.isEmpty }.joined(separator: [""]).map { $0.trimmingSpacesAtEnd() + "\n" }
            .joined()
    }

    /// The one question, with the answers it takes; nil when there is nothing to accept.
    ///
    /// - Parameters:
    ///   - enrollment: What was collected.
    ///   - room: The room's title.
    /// - Returns: The question, without a line end.
    public func question(_ enrollment: Enrollment, room: String) -> String? {
        let count = enrollment.acceptable.count
        guard count > 0 else { return nil }
        return wording(
            "Percayai \(count) PC ini untuk \(room.safe(limit: 60))? (y/t) ",
            "Trust \(wording.pcs(count)) for \(room.safe(limit: 60))? (y/n) "
        )
    }

    /// What is said when the keys are on file.
    ///
    /// - Parameters:
    ///   - hosts: The PCs whose keys were written.
    ///   - file: The file they were written to.
    /// - Returns: Two lines.
    public func saved(_ hosts: [HostName], to file: String) -> String {
        let lines =
            page.wrap(
                wording(
                    "Tersimpan: \(hosts.count) PC di \(file.safe())",
                    "Saved: \(wording.pcs(hosts.count)) in \(file.safe())"
                ),
                hanging: 2
            )
            + [wording("Berikutnya: siaga scan", "Next: siaga scan")]
        return lines.map { $0 + "\n" }.joined()
    }

    private func summary(_ enrollment: Enrollment) -> [String] {
        let rows = enrollment.rows
        let answered = rows.count { $0.fingerprint != nil }
        let known = rows.count { $0.outcome == .known }
        var text = wording(
            "\(answered) dari \(rows.count) PC menjawab, \(known) sudah dikenal",
            "\(answered) of \(wording.pcs(rows.count)) answered, \(known) known already"
        )
        let changed = rows.count { if case .changed = $0.outcome { true } else { false } }
        if changed > 0 { text += wording(", \(changed) BERBEDA", ", \(changed) CHANGED") }
        return page.wrap(text)
    }

    private func newKeys(_ enrollment: Enrollment) -> [String] {
        let new = enrollment.acceptable.filter { $0.outcome == .new }
        guard !new.isEmpty else { return [] }
        let width = new.map(\.host.description.count).max() ?? 0
        let types = Set(new.compactMap(\.keyType))
        let type = types.count == 1 ? (types.first ?? "").safe(limit: 40) + ", " : ""
        let head = wording(
            "PC baru, pengenal lengkap (\(type)SHA256):",
            "New PCs, whole keys (\(type)SHA256):"
        )
        return page.wrap(head)
            + new.flatMap { row in
                let kind = types.count == 1 ? "" : "  " + (row.keyType ?? "").safe(limit: 40)
                let mark = row.comparison == .matches ? wording("  cocok", "  matches") : ""
                return fingerprint(
                    "  " + row.host.description.padded(to: width) + "  ",
                    digest(row.fingerprint ?? "") + kind + mark
                )
            }
    }

    private func clone(_ rows: [EnrollmentRow]) -> [String] {
        let names = rows.map(\.host.description).joined(separator: " = ")
        return page.wrap(
            wording("PENGENAL SAMA (kloning): ", "ONE KEY ON SEVERAL PCs (cloned): ") + names,
            hanging: 2
        )
            + fingerprint("  ", rows.first?.fingerprint ?? "")
            + page.wrap(
                "  -> "
                    + wording(
                        "buat pengenal baru di PC itu (hapus ssh_host_*, jalankan ulang sshd), lalu ulangi",
                        "make new keys there (delete ssh_host_*, restart sshd), then again"
                    ),
                hanging: 5
            )
    }

    private func changed(_ row: EnrollmentRow, rotates: Bool) -> [String] {
        guard case .changed(let change) = row.outcome else { return [] }
        let seat = row.seat.map { wording("Kursi ", "Seat ") + $0.safe(limit: 20) + ", " } ?? ""
        var lines = page.wrap(
            seat + "\(row.host) (\(row.address)): " + wording("PENGENAL BERBEDA", "ANOTHER KEY"),
            hanging: 2
        )
        let (old, new) = (wording("lama", "old"), wording("baru", "new"))
        for trusted in change.trusted { lines += fingerprint("  \(old.padded(to: 5)) ", trusted) }
        lines += fingerprint("  \(new.padded(to: 5)) ", row.fingerprint ?? "")
        if let other = change.belongsTo {
            lines += page.wrap(
                wording(
                    "  Pengenal baru itu milik \(other): PC tertukar.",
                    "  The new one belongs to \(other): swapped."
                ),
                hanging: 2
            )
        }
        switch change.hasEnrolledCard {
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
        let rotate = wording.command("siaga enroll --rotate \(row.host)")
        let next =
            rotates
            ? wording(
                "bandingkan \"baru\" dengan layar PC itu, semua huruf",
                "compare \"new\" with the PC's own screen, every letter"
            )
            : wording(
                "tidak diganti; kalau memang benar: \(rotate)",
                "not replaced; if it is right: \(rotate)"
            )
        return lines + page.wrap("  -> " + next, hanging: 5)
    }

    private func unlisted(_ row: EnrollmentRow) -> [String] {
        switch row.comparison {
        case .differs(let listed)?:
            var lines = page.wrap(
                "\(row.host): " + wording("BERBEDA dari daftar yang diberikan", "NOT the key in the list")
            )
            for fingerprint in listed {
                lines += self.fingerprint("  \(wording("daftar", "listed").padded(to: 8)) ", fingerprint)
            }
            lines += fingerprint("  \(wording("sekarang", "now").padded(to: 8)) ", row.fingerprint ?? "")
            return lines
                + page.wrap(
                    "  -> "
                        + wording(
                            "jangan diterima sebelum PC itu dilihat; belum disimpan",
                            "do not accept it before someone has seen that PC; not saved"
                        ),
                    hanging: 5
                )
        case .notListed?:
            return page.wrap(
                "\(row.host): "
                    + wording(
                        "tidak ada di daftar yang diberikan; belum disimpan",
                        "not in the list; not saved"
                    ),
                hanging: 2
            )
        case .matches?, nil: return []
        }
    }

    private func unreached(_ enrollment: Enrollment) -> [String] {
        var order: [String] = []
        var hosts: [String: [HostName]] = [:]
        for row in enrollment.rows {
            guard case .notReached(let unreached) = row.outcome else { continue }
            let text = unreached.state.word[wording.language] + "  " + wording.sentence(unreached)
            if hosts[text] == nil { order.append(text) }
            hosts[text, default: []].append(row.host)
        }
        return order.flatMap { page.wrap("\((hosts[$0] ?? []).folded)  \($0)", hanging: 4) }
    }

    /// What a first look is worth.
    private func worth(_ enrollment: Enrollment, _ samples: [HostName]) -> [String] {
        let unproved = enrollment.acceptable.filter { $0.comparison == nil }
        guard !unproved.isEmpty else { return [] }
        let picked = list(samples)
        return page.wrap(
            wording(
                "Belum dibandingkan dengan apa pun: siapa yang menguasai jaringan ini sekarang bisa menyamar "
                    + "sebagai PC. Bandingkan beberapa di layar PC-nya\(picked), atau beri daftar: "
                    + "--fingerprints BERKAS",
                "Not compared with anything: whoever controls this network now could pose as a PC. Compare some on "
                    + "their own screens\(picked), or give a list: --fingerprints FILE"
            )
        )
    }

    private func list(_ samples: [HostName]) -> String {
        guard !samples.isEmpty else { return "" }
        let names = samples.map(\.description).joined(separator: " ")
        return wording(" (dipilih acak: \(names))", " (picked at random: \(names))")
    }

    /// A label and a fingerprint that is never cut; on a page too narrow for both, on two lines.
    private func fingerprint(_ label: String, _ text: String) -> [String] {
        let whole = label + text.safe(limit: 120)
        return whole.count <= page.width
            ? [whole] : [label.trimmingSpacesAtEnd()] + page.wrap("    " + text.safe(limit: 120), hanging: 4)
    }

    private func digest(_ fingerprint: String) -> String {
        fingerprint.hasPrefix("SHA256:") ? String(fingerprint.dropFirst(7)) : fingerprint
    }
}
