import RoomModel

/// Reads `sessions`: one or a list of `07.30-09.30`, `2026-11-30 07.30-09.30`, `{ date: 2026-11-30, time: 07.30-09.30 }`.
struct SessionList {
    /// In order of day and time; those without a day first.
    private(set) var sessions: [ExamSession] = []
    private var problems: [InvalidSessions.Problem] = []

    init(_ value: VariableValue) throws(InvalidSessions) {
        let members: [VariableValue] = if case .list(let members) = value { members } else { [value] }
        for member in members { read(member) }
        sessions.sort { left, right in
            left.date == right.date
                ? left.start < right.start
                : left.date.map { date in right.date.map { date < $0 } ?? false } ?? true
        }
        findOverlap()
        guard problems.isEmpty else { throw InvalidSessions(problems: problems) }
    }

    private mutating func read(_ member: VariableValue) {
        guard case .table(let entries) = member else {
            let parts = (member.text ?? "").split(separator: " ", maxSplits: 1)
            if parts.count == 2, let date = CalendarDate(String(parts[0])) {
                add(String(parts[1]), on: date)
            } else {
                add(member.text, on: nil)
            }
            return
        }
        var date: CalendarDate?
        var times: [VariableValue] = []
        for entry in entries {
            switch entry.key {
            case "date":
                date = entry.value.text.flatMap { CalendarDate($0) }
                if date == nil {
                    let shown = (entry.value.text ?? "a table").safe(limit: 40)
                    report("`\(shown)` is no date of a session", "write `date: 2026-11-30`")
                }
            case "time": times = if case .list(let members) = entry.value { members } else { [entry.value] }
            default:
                report(
                    "unknown key `\(entry.key.safe(limit: 40))` in a session",
                    Suggestion.hint(for: entry.key, among: ["date", "time"]) ?? ""
                )
            }
        }
        if times.isEmpty { report("a session has no `time`", "write `time: 07.30-09.30`") }
        for time in times { add(time.text, on: date) }
    }

    private mutating func add(_ text: String?, on date: CalendarDate?) {
        let ends = (text ?? "").split(separator: "-", omittingEmptySubsequences: false).map {
            $0.filter { $0 != " " }
        }
        guard ends.count == 2, let start = TimeOfDay(ends[0]), let end = TimeOfDay(ends[1]), start < end
        else {
            report(
                "`\((text ?? "a table").safe(limit: 40))` is no session",
                "write `07.30-09.30`, the end after the beginning"
            )
            return
        }
        sessions.append(ExamSession(start: start, end: end, date: date))
    }

    private mutating func findOverlap() {
        for (index, session) in sessions.enumerated() {
            for other in sessions[(index + 1)...] where session.date == nil || other.date == session.date {
                let minutes =
                    min(session.end.minutes, other.end.minutes)
                    - max(session.start.minutes, other.start.minutes)
                guard minutes > 0 else { continue }
                report(
                    "two sessions overlap: one ends after the next begins",
                    "the next begins \(minutes) minutes too early"
                )
                return
            }
        }
    }

    private mutating func report(_ message: String, _ hint: String) {
        problems.append(InvalidSessions.Problem(message: message, hint: hint))
    }
}

/// Everything wrong with a list of sessions.
struct InvalidSessions: Error {
    /// One thing that is wrong, and what to do.
    struct Problem {
        let message: String
        let hint: String
    }

    let problems: [Problem]
}
