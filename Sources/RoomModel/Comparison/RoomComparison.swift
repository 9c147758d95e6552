/// What the PCs of a room say when they are held against each other; a pure fold over their rows.
///
/// No PC can see any of it by itself. Where it weighs, it enters the PC's results and state, so that every report, the
/// verdict and the exit code agree.
public struct RoomComparison: Hashable, Sendable {
    /// What several PCs have in common that only one may have.
    public let shared: [SharedTrait]
    /// The controller's clock, if that is the one that is wrong.
    public let controllerClock: ControllerClock?
    /// The exam app's version, where it is known.
    public let appVersion: AppVersion?
    /// Values most PCs share, and who differs.
    public let odd: [OddOneOut]
    /// What the network carried when all PCs fetched at once; nil where that was not measured.
    public let capacity: NetworkCapacity?

    /// Compares the rows as they were measured.
    init(_ rows: [RoomRow]) {
        shared = SharedTrait.find(in: rows)
        controllerClock = ControllerClock(rows)
        appVersion = AppVersion(rows)
        odd = OddOneOut.find(in: rows)
        capacity = NetworkCapacity(rows)
    }

    /// The rows with what the comparison found in their results, judged anew.
    func applied(to rows: [RoomRow]) -> [RoomRow] {
        let clones = Clones(rows, shared: shared, machines: SameMachine.find(in: rows))
        return rows.map { row in
            let results = row.results.map { judging($0, of: row, clones) }
            return results == row.results ? row : row.judged(anew: results)
        }
    }

    private func judging(_ result: CheckResult, of row: RoomRow, _ clones: Clones) -> CheckResult {
        if let judged = clones.judging(result, of: row) { return judged }
        let timed = controllerClock?.judging(result) ?? result
        return appVersion?.judging(timed) ?? timed
    }
}

extension RoomRow {
    /// This row with other results, and the state they put the PC in.
    fileprivate func judged(anew results: [CheckResult]) -> RoomRow {
        let judged = HostState.judge(isExamOpen: false, results: results)
        return counted(as: judged.isReady && !isWhole ? .notComplete : judged, results: results)
    }
}
