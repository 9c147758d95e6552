/// The one thing to do next at a moment of the exam's day.
public enum DayStep: Hashable, Sendable {
    /// Check the room: it was not checked for this session yet, or too long ago.
    case scan
    /// Check the room once more, right before the session.
    case scanAgain
    /// Put a ready spare at a seat.
    case swap(seat: String, spare: HostName)
    /// Put right what the last result names.
    case repair
    /// See to these duties and tick them.
    case tick([Duty])
    /// Open the exam app on the PCs; the room is ready.
    case openApp
    /// Begin: everything is ready.
    case begin
    /// Let the PCs alone, and write down what happens.
    case note
    /// Nothing yet; the room is to be checked at this minute of the session's day.
    case wait(minute: Int)
    /// Nothing more today.
    case done

    /// Decides.
    ///
    /// - Parameters:
    ///   - moment: The moment.
    ///   - report: The room's last result; nil: there is none.
    ///   - acts: All acts on record of the room.
    ///   - mode: How the exam is held.
    public init(at moment: DayMoment, _ report: RoomReport?, _ acts: [RoomAct], mode: RoomMode?) {
        let room = Room(moment, report?.applying(acts), acts, mode)
        self =
            switch moment.kind {
            case .running: .note
            case .between: room.closing ?? room.waiting
            case .after: room.closing ?? .done
            case .unscheduled: room.mending ?? .scanAgain
            case .ahead, .eve, .early: room.mending ?? room.waiting
            case .preparing: room.mending ?? room.preparing ?? .openApp
            case .close: room.mending ?? room.lastLook ?? room.preparing ?? .begin
            }
    }

    /// What is known of the room at the moment.
    private struct Room {
        let moment: DayMoment
        let report: RoomReport?
        let acts: [RoomAct]
        let mode: RoomMode?

        init(_ moment: DayMoment, _ report: RoomReport?, _ acts: [RoomAct], _ mode: RoomMode?) {
            self.moment = moment
            self.report = report
            self.acts = acts
            self.mode = mode
        }

        private var age: Duration? { report.map { moment.time.moment.since($0.asOf) } }

        /// Whether the last result is of this session and counts; a time yet to come is no age.
        ///
        /// Long before the session its age does not matter: it will be done again.
        private var isFresh: Bool {
            guard let report, let age, age >= .zero else { return false }
            let isNear = [.preparing, .close, .unscheduled].contains(moment.kind)
            if isNear || report.start.session == nil, age > RoomRow.validity { return false }
            return report.start.session.map { $0 == moment.session } ?? true
        }

        /// What keeps the room from being ready; nil: it is.
        var mending: DayStep? {
            guard let report, isFresh, let verdict = report.verdict else { return .scan }
            guard verdict.kind == .notReady else { return nil }
            let swap = report.substitutions.lazy.compactMap { pair in
                pair.host.seat.map { DayStep.swap(seat: $0, spare: pair.spare) }
            }
            return swap.first ?? .repair
        }

        /// A look within the last minutes; nil: there was one.
        var lastLook: DayStep? {
            age.map { $0 <= .seconds(DayMoment.lastMinutes * 60) } == true ? nil : .scanAgain
        }

        /// The duties before the session that nobody ticked.
        var preparing: DayStep? { left(of: moment.session) { !$0.isAfterSession } }

        /// The duties behind the session that nobody ticked.
        var closing: DayStep? { left(of: moment.lastSession) { $0.isAfterSession } }

        var waiting: DayStep {
            moment.next.map { .wait(minute: max(0, $0.session.start.minutes - DayMoment.preparation)) }
                ?? .done
        }

        private func left(of session: SessionKey, _ isMeant: (Duty) -> Bool) -> DayStep? {
            let ticks = SessionActs(acts, of: session).ticks
            let duties = Duty.allCases.filter { isMeant($0) && $0.exists(in: mode) && ticks[$0] == nil }
            return duties.isEmpty ? nil : .tick(duties)
        }
    }
}
