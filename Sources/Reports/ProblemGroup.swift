import RoomModel

/// Rows with the same state and causes: one entry of the table.
struct ProblemGroup {
    /// One cause, and what to do about it.
    struct Line: Hashable {
        let cause: String
        let hint: String?
    }

    let state: HostState
    let lines: [Line]
    var rows: [RoomRow]

    /// Folds rows into groups: what the keyboard repairs first, then feet, then the technician; by seat inside.
    ///
    /// - Parameters:
    ///   - rows: The rows that need someone.
    ///   - start: When the run began; rows of an earlier one show their time.
    ///   - wording: Language and labels.
    ///   - explained: Whether a result was already said for many PCs at once.
    /// - Returns: The groups in the order they are shown; a row whose every cause was explained is left out.
    static func fold(
        _ rows: [RoomRow],
        since start: Timestamp,
        wording: Wording,
        explained: (RoomRow, CauseKey) -> Bool
    ) -> [ProblemGroup] {
        var groups: [ProblemGroup] = []
        for row in rows.sorted(by: precedes) {
            var lines = lines(of: row, wording: wording, explained: explained)
            guard let first = lines.first else { continue }
            if let seen = row.at, seen < start {
                let time = wording.clock(seen)
                lines[0] = Line(
                    cause: first.cause + wording(" (pukul \(time))", " (at \(time))"),
                    hint: first.hint
                )
            }
            if let index = groups.firstIndex(where: { $0.state == row.state && $0.lines == lines }) {
                groups[index].rows.append(row)
            } else {
                groups.append(ProblemGroup(state: row.state, lines: lines, rows: [row]))
            }
        }
        return groups
    }

    /// What the table says in its last column.
    static func lines(
        of row: RoomRow,
        wording: Wording,
        explained: (RoomRow, CauseKey) -> Bool
    ) -> [Line] {
        if let unreached = row.unreached {
            let key = CauseKey(unreached)
            guard !explained(row, key) else { return [] }
            let cause = wording.sentence(unreached, earlier: row.earlier, at: row.at)
            return [Line(cause: cause, hint: wording.swapHint(row))]
        }
        let results = row.blockingResults
        if results.isEmpty {
            let cause =
                row.results.isEmpty
                ? wording("Tidak ada hasil dari PC ini", "No result from this PC")
                : wording("Baru sebagian syarat diperiksa", "Only some checks were made")
            return [Line(cause: cause, hint: nil)]
        }
        return results.filter { !explained(row, CauseKey($0)) }.map { result in
            Line(
                cause: wording.sentence(result, at: row.at),
                hint: wording.remedy(result)
            )
        }
    }

    private static func precedes(_ left: RoomRow, _ right: RoomRow) -> Bool {
        let (a, b) = (left.state, right.state)
        if a.actor != b.actor { return a.actor < b.actor }
        if a != b { return a.position < b.position }
        switch (left.host.seat, right.host.seat) {
        case (let seat?, let other?) where seat != other: return seat.precedesAsSeat(other)
        case (_?, nil): return true
        case (nil, _?): return false
        default: return left.host.name < right.host.name
        }
    }
}

extension RoomReport {
    /// The rows that need someone; a PC that was found at another's address is told there, it is not off.
    var rowsToMend: [RoomRow] {
        let elsewhere = Set(rows.compactMap { $0.state == .otherPC ? $0.unreached?.belongsTo : nil })
        return rows.filter { row in
            row.needsSomeone && !(row.state == .offOrCable && elsewhere.contains(row.host.name))
        }
    }
}

extension HostState {
    /// Where it stands in the order of states.
    fileprivate var position: Int { HostState.allCases.firstIndex(of: self) ?? 0 }
}

extension String {
    /// Seats in the order people count: `2` before `11`, `A3` before `B1`.
    func precedesAsSeat(_ other: String) -> Bool {
        let (letters, number) = seatParts
        let (otherLetters, otherNumber) = other.seatParts
        return (letters, number, self) < (otherLetters, otherNumber, other)
    }

    private var seatParts: (String, Int) {
        let digits = String(reversed().prefix { $0.isNumber }.reversed())
        return (String(dropLast(digits.count)), Int(digits) ?? 0)
    }
}

extension Wording {
    /// What to do about a result: what its finding asks for, else what the check says.
    func remedy(_ result: CheckResult) -> String? {
        remedy(result.finding) ?? ([.warn, .fail].contains(result.status) ? hint(result.check) : nil)
    }

    /// What to do where a finding itself says it: a check that must have a result has none, a change was cut off.
    func remedy(_ finding: Finding) -> String? {
        if case .unfinished = finding {
            let (install, back) = (command("siaga install"), command("siaga rollback"))
            return self(
                "selesaikan: \(install); atau kembali: \(back)",
                "finish it: \(install); or go back: \(back)"
            )
        }
        if case .notUnique(let traits) = finding, traits.contains(where: { $0.trait == .machine }) {
            return self(
                "teknisi: betulkan alamat salah satu PC itu di daftar PC",
                "technician: correct the address of one of them in the list of PCs"
            )
        }
        if case .unlikeMost = finding {
            return self(
                "tulis versi yang benar di daftar PC: exam_app_version",
                "write the right version into the list of PCs: exam_app_version"
            )
        }
        guard case .notMeasured(let reason) = finding else { return nil }
        return switch reason {
        case .needs(let tools):
            self("teknisi: pasang ", "technician: install ") + choice(tools.map { $0.safe(limit: 40) })
        case .noRight(let needed):
            self("teknisi: beri hak \(needed.safe(limit: 60))", "technician: grant \(needed.safe(limit: 60))")
        case .notYetOnWindows, .notVisible: self("lihat sendiri di PC itu", "look at it on the PC")
        case .absent(let item):
            self("periksa apakah \(item.safe(limit: 60)) ada", "see that \(item.safe(limit: 60)) exists")
        case .controllerClock: self("setel jam laptop ini", "set the clock of this laptop")
        case .timedOut, .unreadable, .failed, .notReported: nil
        }
    }
}
