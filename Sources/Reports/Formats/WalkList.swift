import RoomModel

/// Where somebody has to go, in walking order: by seat, then the PCs without one.
///
/// What many PCs share is said once, before any stop; a PC that has nothing else against it is no stop.
struct WalkList {
    /// One cause that many PCs share.
    struct Shared {
        let sentence: String
        let remedy: String?
        let rows: [RoomRow]
    }

    /// One PC and everything against it.
    struct Stop {
        let row: RoomRow
        let lines: [ProblemGroup.Line]
        /// What to do where no line says it.
        let action: String?
        /// The spare that takes its place meanwhile.
        let substitute: HostName?
    }

    /// The causes named of one PC; more are counted.
    static let mostCauses = 8

    /// What is said once.
    let shared: [Shared]
    /// The PCs to see.
    let stops: [Stop]

    /// Finds out who needs what.
    ///
    /// - Parameters:
    ///   - report: The room.
    ///   - wording: Language and labels.
    init(_ report: RoomReport, wording: Wording) {
        let problems = report.rowsToMend
        let clock = report.comparison.controllerClock
        let causes = SharedCause.find(in: problems).filter { !$0.key.isControllerClock }
        let words = SharedCauseWording(wording: wording)
        var shared = causes.map {
            Shared(sentence: words.sentence($0), remedy: words.remedy($0, of: report), rows: $0.rows)
        }
        if let clock {
            let gap = wording.time(clock.offset)
            shared.insert(
                Shared(
                    sentence: wording(
                        "Jam laptop ini yang salah: selisih \(gap) dari \(clock.agreeing) PC",
                        "The clock of this laptop is wrong: \(gap) from \(wording.pcs(clock.agreeing))"
                    ),
                    remedy: wording("setel jam laptop ini", "set the clock of this laptop"),
                    rows: []
                ),
                at: 0
            )
        }
        let groups = ProblemGroup.fold(problems, since: report.start.at, wording: wording) { _, key in
            key.isControllerClock || causes.contains { $0.key == key }
        }
        let strays = report.strays
        let spares = report.substitutions.reduce(into: [HostName: HostName]()) { $0[$1.host.name] = $1.spare }
        self.shared = shared
        stops = groups.flatMap { group in
            let left = group.lines.count - Self.mostCauses
            let more = wording("dan \(left) hal lain", "and \(left) more")
            let lines =
                left > 0
                ? group.lines.prefix(Self.mostCauses) + [ProblemGroup.Line(cause: more, hint: nil)]
                : group.lines
            let hasHint = group.lines.contains { $0.hint != nil }
            return group.rows.map { row in
                let own = row.unreached?.belongsTo.flatMap { strays[$0] }.flatMap(wording.ownSeat)
                return Stop(
                    row: row,
                    lines: lines + (own.map { [ProblemGroup.Line(cause: $0, hint: nil)] } ?? []),
                    action: hasHint
                        ? nil
                        : wording.action(for: row.state, [row.host], because: row.unreached),
                    substitute: spares[row.host.name]
                )
            }
        }
        .sorted { $0.row.precedesOnTheWay($1.row) }
    }
}

extension RoomRow {
    /// The order in which somebody walks through the room.
    func precedesOnTheWay(_ other: RoomRow) -> Bool {
        switch (host.seat, other.host.seat) {
        case (let seat?, let next?) where seat != next: seat.precedesAsSeat(next)
        case (_?, nil): true
        case (nil, _?): false
        default: host.name < other.host.name
        }
    }
}

extension RoomReport {
    /// The PCs that stand where another belongs and answer nowhere else: nobody is sent to their own seats.
    fileprivate var strays: [HostName: RoomRow] {
        let mended = Set(rowsToMend.map(\.host.name))
        return rows.reduce(into: [:]) { strays, row in
            if row.needsSomeone, !mended.contains(row.host.name) { strays[row.host.name] = row }
        }
    }
}

extension Wording {
    /// Where a PC belongs that was found elsewhere; nil for one without a seat.
    fileprivate func ownSeat(_ stray: RoomRow) -> String? {
        let name = stray.host.name
        return stray.host.seat.map { $0.safe(limit: 20) }.map { seat in
            self(
                "\(name) seharusnya di kursi \(seat), di sana tidak menjawab",
                "\(name) belongs to seat \(seat) and does not answer there"
            )
        }
    }

    /// What to do until the PC is put right.
    func meanwhile(_ spare: HostName) -> String {
        self("sementara itu pakai cadangan \(spare)", "meanwhile use the spare \(spare)")
    }
}
