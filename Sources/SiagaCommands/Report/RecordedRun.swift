import Reports
import RoomModel

/// A run on record: what happened, and the room as it left it.
struct RecordedRun: Sendable {
    let events: [RunEvent]
    let report: RoomReport
}

extension RoomRecord {
    /// The run of that name, or the last one.
    ///
    /// - Parameter name: The run's name or an unambiguous beginning; nil means the last run that began.
    /// - Returns: nil when there is no such run.
    /// - Throws: ``CommandFailure`` (64) when several runs begin like that, (1) when the history cannot be read.
    func recorded(_ name: String?) async throws(CommandFailure) -> RecordedRun? {
        let names = try await runs()
        let meant: [String]
        if let name {
            meant = names.contains(name) ? [name] : name.isEmpty ? [] : names.filter { $0.hasPrefix(name) }
        } else {
            meant = Array(names.reversed())
        }
        guard name == nil || meant.count < 2 else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "beberapa hasil berawal \(name?.safe(limit: 60) ?? "")",
                    en: "several runs begin with \(name?.safe(limit: 60) ?? "")"
                ),
                hint: Localized(
                    id: "sebut salah satu: \(meant.joined(separator: ", ").safe())",
                    en: "name one: \(meant.joined(separator: ", ").safe())"
                )
            )
        }
        for run in meant {
            let events = try await events(of: run)
            if var report = await report(of: events, run: run) {
                // The newest run is the room as it stands; one of before is shown with what was known when it ended.
                let isNewest = run == names.last
                let acts = await acts().filter { isNewest || $0.stamp.at <= report.asOf }
                report = report.applying(acts)
                report.trends = await trends(
                    of: report,
                    secondsEast: Speech.zone(report.start.room.timeZone).seconds
                )
                return RecordedRun(events: events, report: report)
            }
        }
        return nil
    }
}
