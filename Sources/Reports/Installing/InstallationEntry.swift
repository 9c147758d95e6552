import RoomModel

/// What stands behind a PC's name on the screens of a run that changes PCs: a phrase or a list, and what to do about it.
struct InstallationEntry: Hashable {
    /// Where it stands among the others: work first, then what needs somebody, then the rest.
    var order: Int
    var phrase: String
    var list: [String] = []
    var action: String?
}

extension Wording {
    /// What stands behind a PC's name in a plan.
    ///
    /// - Parameters:
    ///   - row: The PC.
    ///   - command: What to type once it is put right.
    /// - Returns: The entry.
    func planEntry(_ row: InstallationReport.Row, again command: String) -> InstallationEntry {
        if row.settlement != nil || row.unreached != nil || row.plans.isEmpty {
            return resultEntry(row, again: command)
        }
        switch row.next?.plan {
        case nil, .nothing?, .notApplicable?:
            return InstallationEntry(
                order: 3,
                phrase: self("sudah sesuai", "already as it should be"),
                list: leftAlone(row)
            )
        case .refused(let refusal)?:
            return refusedEntry(row.next?.step, refusal)
        case .unknown(let reason)?:
            return InstallationEntry(order: 1, phrase: place(row.next?.step) + why(reason))
        case .change?:
            let list = row.plans.flatMap { step -> [String] in
                switch step.plan {
                case .change(let changes): changes.map(change) + (step.foreign.map { [foreign($0)] } ?? [])
                case .refused, .unknown:
                    [self("langkah \(step.step): ditentukan saat itu", "step \(step.step): decided then")]
                case .nothing, .notApplicable: step.foreign.map { [leftAlone($0)] } ?? []
                }
            }
            return InstallationEntry(order: 0, phrase: "", list: list)
        }
    }

    /// What stands behind a PC's name when the run is over.
    ///
    /// - Parameters:
    ///   - row: The PC.
    ///   - command: What to type once it is put right.
    /// - Returns: The entry.
    func resultEntry(_ row: InstallationReport.Row, again command: String) -> InstallationEntry {
        if let unreached = row.unreached {
            return InstallationEntry(
                order: 2,
                phrase: unreached.state.word[language] + "  " + sentence(unreached),
                list: doneBefore(row),
                action: action(
                    for: unreached.state,
                    [row.host],
                    because: unreached,
                    again: command
                )
            )
        }
        guard let settlement = row.settlement else {
            return row.running.map { step in
                InstallationEntry(
                    order: 1,
                    phrase: self("TERPUTUS di langkah \(step)", "CUT OFF in step \(step)")
                )
            } ?? InstallationEntry(order: 2, phrase: self("belum dimulai", "not begun"))
        }
        return entry(of: settlement, row)
    }

    private func entry(of settlement: Settlement, _ row: InstallationReport.Row) -> InstallationEntry {
        let step = settlement.step
        let done = row.done.isEmpty ? nil : row.done.map(\.description).joined(separator: ", ")
        let sofar = doneBefore(row)
        switch settlement.outcome {
        case .unchanged:
            return InstallationEntry(
                order: row.isDone ? 4 : 1,
                phrase: (row.isDone
                    ? self("sudah sesuai", "already as it should be")
                    : self("tidak ada yang diubah", "nothing was changed"))
                    + stateBehind(row, row.isDone ? ", " : ": "),
                list: leftAlone(row)
            )
        case .changed:
            return InstallationEntry(
                order: row.isDone ? 3 : 1,
                phrase: row.isDone
                    ? self("diubah, dilihat lagi: sesuai", "changed, looked at again: as it should be")
                        + stateBehind(row)
                    : self("diubah, dilihat lagi", "changed, looked at again") + stateBehind(row, ": "),
                list: done.map { [$0] } ?? []
            )
        case .failed:
            let reason = settlement.failure.map { why($0) } ?? ""
            return InstallationEntry(
                order: 0,
                phrase: self("GAGAL", "FAILED") + "  " + place(step) + reason,
                list: sofar,
                action: settlement.failure.flatMap(action(for:))
            )
        case .refused:
            var entry = refusedEntry(step, settlement.refusal)
            entry.list = sofar
            return entry
        case .unknown:
            let reason = settlement.reason.map { why($0) } ?? ""
            return InstallationEntry(
                order: 1,
                phrase: self("BELUM JELAS", "NOT KNOWN") + "  " + place(step) + reason,
                list: sofar
            )
        case .examOpen:
            return InstallationEntry(
                order: 2,
                phrase: HostState.examOpen.word[language] + "  "
                    + (settlement.failure.map { place(step) + why($0) }
                        ?? left(row)),
                list: sofar
            )
        case .inUse:
            let who = settlement.holder.map { holder in
                let since = clock(holder.since)
                return self(
                    "\(holder.owner) di \(holder.controller), sejak \(since)",
                    "\(holder.owner) at \(holder.controller), since \(since)"
                )
            }
            return InstallationEntry(
                order: 2,
                phrase: HostState.inUse.word[language] + "  " + (who ?? ""),
                action: self("tunggu, atau tanyakan", "wait, or ask")
            )
        case .inSession:
            return InstallationEntry(
                order: 2,
                phrase: settlement.failure.map { place(step) + why($0) }
                    ?? self("sesi ujian berlangsung, ", "an exam session runs, ") + left(row),
                list: sofar
            )
        case .stopped:
            return row.isTouched
                ? InstallationEntry(
                    order: 1,
                    phrase: stopped(at: step, hasBegun: settlement.failure != nil),
                    list: sofar
                )
                : InstallationEntry(order: 2, phrase: self("belum dimulai", "not begun"))
        case .notBegun:
            return InstallationEntry(
                order: 2,
                phrase: self(
                    "belum dimulai: terlalu banyak PC gagal",
                    "not begun: too many PCs had failed"
                )
            )
        }
    }

    private func doneBefore(_ row: InstallationReport.Row) -> [String] {
        guard !row.done.isEmpty else { return [] }
        let done = row.done.map(\.description).joined(separator: ", ")
        return [self("sudah selesai: \(done)", "done before: \(done)")]
    }

    private func left(_ row: InstallationReport.Row) -> String {
        row.isTouched
            ? self("tidak dilanjutkan", "not gone on with") : self("tidak disentuh", "left alone")
    }

    private func stopped(at step: StepName?, hasBegun: Bool) -> String {
        guard let step else {
            return self("dihentikan sesudah langkah terakhir", "stopped behind the last step")
        }
        return hasBegun
            ? self("dihentikan di langkah \(step)", "stopped in step \(step)")
            : self("dihentikan sebelum langkah \(step)", "stopped before step \(step)")
    }

    private func refusedEntry(_ step: StepName?, _ refusal: StepRefusal?) -> InstallationEntry {
        InstallationEntry(
            order: 1,
            phrase: self("DITOLAK", "REFUSED") + "  " + (refusal?.code == .frozen ? "" : place(step))
                + (refusal.map { why($0) } ?? ""),
            action: refusal.flatMap(action(for:))
        )
    }

    /// What lies where nothing is to be done, and stays there.
    private func leftAlone(_ row: InstallationReport.Row) -> [String] {
        row.plans.filter(\.plan.isDone).compactMap(\.foreign).map(leftAlone)
    }

    private func place(_ step: StepName?) -> String {
        step.map { self("langkah \($0): ", "step \($0): ") } ?? ""
    }

    private func stateBehind(_ row: InstallationReport.Row, _ separator: String = ", ") -> String {
        row.state.map { separator + $0.word[language] } ?? ""
    }
}
