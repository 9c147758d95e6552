import RoomModel

/// What is said of a cause that many PCs share.
struct SharedCauseWording {
    let wording: Wording

    /// The cause.
    func sentence(_ shared: SharedCause) -> String {
        switch shared.key {
        case .unreached:
            let sentences = Set(shared.rows.compactMap(\.unreached).map { wording.sentence($0) })
            let first = shared.rows.first?.unreached.map { wording.sentence($0) } ?? ""
            return sentences.count == 1 ? first : first + wording(" (atau mirip itu)", " (or much the same)")
        case .check:
            let sentences = shared.rows.flatMap { row in
                row.blockingResults.filter { CauseKey($0) == shared.key }.map {
                    wording.sentence($0, at: row.at)
                }
            }
            let first = sentences.first ?? ""
            let differs = Set(sentences).count > 1
            return differs
                ? first + wording(" (contoh: ", " (for example ") + "\(shared.rows[0].host.name))" : first
        }
    }

    /// What to do about it; nil where the last line of the screen says it.
    func remedy(_ shared: SharedCause, of report: RoomReport) -> String? {
        switch shared.key {
        case .unreached(.offOrCable, _, let jump?):
            return wording(
                "teknisi: periksa jaringan di belakang \(jump)",
                "technician: check the network behind \(jump)"
            )
        case .unreached(.offOrCable, let cause, nil) where !UnreachedCause.ofNames.contains(cause):
            // Half a room is not switched off PC by PC.
            guard shared.rows.count * 2 > report.rows.count else {
                return wording.action(for: .offOrCable, shared.rows.map(\.host)).map {
                    $0 + wording("; mati bersamaan? periksa switch", "; all at once? check the switch")
                }
            }
            return wording(
                "periksa switch, listrik ruang, dan kabel LAN laptop ini",
                "check the switch, the room's power and this laptop's cable"
            )
        case .unreached(let state, _, _):
            return wording.action(
                for: state,
                shared.rows.map(\.host),
                because: shared.rows.first?.unreached
            )
        case .check(let check, _, let finding):
            if case .notMeasured = finding { return wording.remedy(finding) }
            return wording.remedy(finding) ?? wording.hint(check)
        }
    }
}

extension SharedCause {
    /// Whether nothing else keeps these PCs from being ready.
    var isOnlyCause: Bool {
        guard case .check = key else { return false }
        return rows.allSatisfy { row in
            row.state == .fix
                && row.results.allSatisfy {
                    CauseKey(row.named($0)) == key || !($0.isBroken || $0.leavesPCIncomplete)
                }
        }
    }
}
