import Glibc
public import RoomModel

extension RunHistory {
    /// The runs of a room that never came to their end and were not done again since; the newest first.
    ///
    /// While another program of this account has the record open, one of its runs may be such a one and go on: then
    /// nothing is said.
    ///
    /// - Parameter room: The room's key.
    /// - Returns: The runs; empty where all ended.
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func cutOff(of room: String) throws(HistoryError) -> [CutOffRun] {
        let summaries = try summaries(of: room)
        let unfinished = summaries.enumerated().filter { index, run in
            run.ended == nil && run.reason == nil && !isOpen(run.name, room: room)
                && !summaries[index...].contains { $0.repeats(run) }
        }.map(\.element)
        guard !unfinished.isEmpty, isAlone else { return [] }
        var runs: [CutOffRun] = []
        for summary in unfinished.reversed() {
            runs.append(CutOffRun(summary, events: try events(of: summary.name, room: room)))
        }
        return runs
    }
}

extension RunSummary {
    /// Whether this run came to its end and asked at least what `other` was to ask.
    fileprivate func repeats(_ other: RunSummary) -> Bool {
        reason == .completed && (kind == .full || kind == other.kind && asked >= other.asked)
    }
}
