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
    ///   - isAsked: Whether a question follows (default: no); a blank line is put before it, and room is left for it.
    /// - Returns: The whole table. Every fingerprint is in full, since people compare all of it; on a page of a given
    ///   height the list of new PCs is cut to what fits, and says how to see the rest.
    public func render(_ enrollment: Enrollment, samples: [HostName] = [], isAsked: Bool = false) -> String {
        let isRotationAlone = enrollment.rows.count == 1 && enrollment.rotated.count == 1
        let above = isRotationAlone ? [] : summary(enrollment)
        let below = [
            enrollment.clones.flatMap(clone),
            enrollment.rows.flatMap { changed($0, rotates: enrollment.rotating.contains($0.host)) },
            enrollment.rows.flatMap(unlisted), otherNames(enrollment), unreached(enrollment),
            worth(enrollment, samples),
        ].filter { !$0.isEmpty }
        let taken = above.count + below.reduce(0) { $0 + $1.count + 1 } + (isAsked ? 2 : 0) + 1
        let list = newKeys(enrollment, within: page.height.map { $0 - taken }, isAsked: isAsked)
        let blocks = ([above, list] + below).filter { !$0.isEmpty }
        let lines = blocks.joined(separator: [""]) + (isAsked ? [""] : [])
        return lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    /// The list of new PCs in pages of the screen's height, for a list that ``render(_:samples:isAsked:)`` had to cut.
    ///
    /// - Parameter enrollment: What was collected.
    /// - Returns: The pages; none where the list is empty, one where the page has no height.
    public func pages(_ enrollment: Enrollment) -> [String] {
        let lines = keys(enrollment)
        let height = max(1, page.height.map { $0 - 2 } ?? lines.count)
        return stride(from: 0, to: lines.count, by: height).map { start in
            lines[start..<min(start + height, lines.count)].map { $0 + "\n" }.joined() + "\n"
        }
    }

    /// The question about new PCs, with the answers it takes; nil when there is none to accept.
    ///
    /// - Parameters:
    ///   - enrollment: What was collected.
    ///   - room: The room's title.
    /// - Returns: The question, without a line end.
    public func question(_ enrollment: Enrollment, room: String) -> String? {
        let count = enrollment.newcomers.count
        guard count > 0 else { return nil }
        return wording(
            "Percayai \(count) PC ini untuk \(room.safe(limit: 60))? (y/t) ",
            "Trust \(wording.pcs(count)) for \(room.safe(limit: 60))? (y/n) "
        )
    }

    /// The question whether a PC's key is replaced: the answer is its name, so that no hasty Enter accepts it.
    ///
    /// - Parameters:
    ///   - row: The PC.
    ///   - isOneOfMany: Whether others are asked about, too; then the question names it.
    /// - Returns: The question, without a line end.
    public func question(rotating row: EnrollmentRow, isOneOfMany: Bool = false) -> String {
        (isOneOfMany ? "\(row.host): " : "")
            + wording(
                "Sama persis? Ketik nama PC untuk menerima, Enter untuk batal: ",
                "Exactly the same? Type the PC's name to accept, Enter to cancel: "
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

    /// The new PCs' keys under a heading, in at most so many lines, two keys at least.
    private func newKeys(_ enrollment: Enrollment, within height: Int?, isAsked: Bool) -> [String] {
        let lines = keys(enrollment)
        guard !lines.isEmpty else { return [] }
        let types = Set(enrollment.newcomers.compactMap(\.keyType))
        let type = types.count == 1 ? (types.first ?? "").safe(limit: 40) + ", " : ""
        let head = page.wrap(
            wording(
                "PC baru, pengenal lengkap (\(type)SHA256):",
                "New PCs, whole keys (\(type)SHA256):"
            )
        )
        guard let height, head.count + lines.count > height else { return head + lines }
        let count = min(max(2, height - head.count - 1), lines.count)
        guard count < lines.count else { return head + lines }
        let left = enrollment.newcomers.count - count
        let way =
            isAsked
            ? wording("Spasi, Enter: lihat; atau --output BERKAS", "Space, Enter: see them; or --output FILE")
            : wording("--output BERKAS", "--output FILE")
        return head + lines.prefix(count)
            + page.wrap(wording("  ... \(left) lagi (\(way))", "  ... \(left) more (\(way))"), hanging: 6)
    }

    private func keys(_ enrollment: Enrollment) -> [String] {
        let new = enrollment.newcomers
        let width = new.map(\.host.description.count).max() ?? 0
        let isOneType = Set(new.compactMap(\.keyType)).count == 1
        return new.flatMap { row in
            let kind = isOneType ? "" : "  " + (row.keyType ?? "").safe(limit: 40)
            let mark = row.comparison == .matches ? wording("  cocok", "  matches") : ""
            return fingerprint(
                "  " + row.host.description.padded(to: width) + "  ",
                digest(row.fingerprint ?? "") + kind + mark
            )
        }
    }

    private func clone(_ rows: [EnrollmentRow]) -> [String] {
        let names = rows.map(\.host).folded
        let renew =
            rows.allSatisfy(\.isWindows)
            ? wording(
                "hapus C:\\ProgramData\\ssh\\ssh_host_* di sana, jalankan ulang sshd, kenalkan lagi",
                "delete C:\\ProgramData\\ssh\\ssh_host_* there, restart sshd, enrol again"
            )
            : wording(
                "hapus /etc/ssh/ssh_host_* di sana, \(wording.command("ssh-keygen -A")), jalankan ulang sshd,"
                    + " kenalkan lagi",
                "delete /etc/ssh/ssh_host_* there, \(wording.command("ssh-keygen -A")), restart sshd,"
                    + " enrol again"
            )
        return page.wrap(
            wording(
                "PENGENAL SAMA di \(rows.count) PC (kloning), belum disimpan: \(names)",
                "ONE KEY ON \(wording.pcs(rows.count)) (cloned image), not saved: \(names)"
            ),
            hanging: 2
        ) + fingerprint("  ", rows.first?.fingerprint ?? "") + page.wrap("  -> " + renew, hanging: 5)
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
        let unproved = enrollment.newcomers.filter { $0.comparison == nil }
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
    func fingerprint(_ label: String, _ text: String) -> [String] {
        let whole = label + text.safe(limit: 120)
        return whole.count <= page.width
            ? [whole] : [label.trimmingSpacesAtEnd()] + page.wrap("    " + text.safe(limit: 120), hanging: 4)
    }

    private func digest(_ fingerprint: String) -> String {
        fingerprint.hasPrefix("SHA256:") ? String(fingerprint.dropFirst(7)) : fingerprint
    }
}
