/// What time of the exam's day it is: where the room stands between its sessions.
public struct DayMoment: Hashable, Sendable {
    /// What people do now, in the order of a day.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// No session is named for today or later.
        case unscheduled
        /// The next session is on a later day than tomorrow.
        case ahead
        /// The next session is tomorrow.
        case eve
        /// The first session of today is more than ``preparation`` away.
        case early
        /// A session begins soon; the room is checked.
        case preparing
        /// The last ``lastMinutes`` before a session.
        case close
        /// A session goes on.
        case running
        /// A session is over, and the next one of today is more than ``preparation`` away.
        case between
        /// The last session of today ended less than ``closing`` ago, or no other is named.
        case after
    }

    /// A session of today that is over.
    public struct Ended: Hashable, Sendable {
        /// Its number among the sessions of its day, from 1.
        public let number: Int
        /// The session.
        public let session: ExamSession
    }

    /// What people do now.
    public let kind: Kind
    /// The session that runs or comes next, of whatever day; nil: none is named.
    public let next: Timetable.Next?
    /// The last session of today that is over; nil: none is.
    public let ended: Ended?
    /// When this is.
    public let time: RoomTime

    /// How long before a session the room is checked: 45 minutes, a quarter of an hour before the proctor has to be in
    /// the room (house rule: 30 minutes before).
    public static let preparation = 45
    /// How long before a session nothing should be begun any more: 10 minutes.
    public static let lastMinutes = 10
    /// How long after the last session the day is closed, by uploads and signatures: 120 minutes.
    public static let closing = 120

    /// The session of what is done for a session that goes on or comes: swaps, most ticks, what a run measures.
    public var session: SessionKey {
        if let next, kind != .ahead, kind != .after {
            return SessionKey(day: next.laterDay ?? time.day, number: next.number)
        }
        return SessionKey(day: time.day, number: ended?.number)
    }

    /// The session of what is done when one is over; where none is yet, the one that goes on or comes.
    public var lastSession: SessionKey {
        ended.map { SessionKey(day: time.day, number: $0.number) } ?? session
    }

    /// The session that a note of this moment is about.
    public var notedSession: SessionKey {
        switch kind {
        case .between, .after: lastSession
        case .unscheduled, .ahead, .eve, .early, .preparing, .close, .running: session
        }
    }

    /// The session that a duty done now belongs to.
    public func session(of duty: Duty) -> SessionKey { duty.isAfterSession ? lastSession : session }

    /// Since when the room is that session's: the end of the session before it, else the beginning of the day.
    public var opened: Timestamp { time.today(at: ended?.session.end.minutes ?? 0) }
}

extension Timetable {
    /// What time of the exam's day it is.
    ///
    /// - Parameter time: The time.
    /// - Returns: The moment.
    public func moment(at time: RoomTime) -> DayMoment {
        let minute = time.minute
        let over = sessions(on: time.day).enumerated().last { $0.element.end.minutes <= minute }
            .map { DayMoment.Ended(number: $0.offset + 1, session: $0.element) }
        func moment(_ kind: DayMoment.Kind, _ next: Next?) -> DayMoment {
            DayMoment(kind: kind, next: next, ended: over, time: time)
        }
        if let next = next(on: time.day, minute: minute), next.laterDay == nil {
            switch next.minutesLeft {
            case ...0: return moment(.running, next)
            case ...DayMoment.lastMinutes: return moment(.close, next)
            case ...DayMoment.preparation: return moment(.preparing, next)
            default: return moment(over == nil ? .early : .between, next)
            }
        }
        let later = next(after: time.day, minute: minute)
        if let over, later == nil || minute < over.session.end.minutes + DayMoment.closing {
            return moment(.after, later)
        }
        guard let later, let day = later.laterDay else { return moment(.unscheduled, nil) }
        return moment(day.daysSince1970 - time.day.daysSince1970 == 1 ? .eve : .ahead, later)
    }
}

extension RoomProfile {
    /// What time of the exam's day it is in the room.
    public func moment(at time: RoomTime) -> DayMoment { Timetable(sessions).moment(at: time) }
}
