import RoomModel

/// What people did in a session, for machines; who and when stand beside everything.
struct ActsDocument: Encodable {
    /// A PC that a person looked at; `found` is what Siaga found itself.
    struct Look: Encodable {
        let by: String
        let at: Timestamp
        let found: HostState

        init(_ look: PersonalLook) {
            by = look.stamp.by
            at = look.stamp.at
            found = look.found
        }
    }

    /// A seat with another PC.
    struct Swap: Encodable {
        let seat: String
        let host: HostName
        let replaced: HostName
        let reason: String?
        let by: String
        let at: Timestamp

        init(_ swap: Stamped<SeatSwap>) {
            seat = swap.value.seat
            host = swap.value.host
            replaced = swap.value.replaced
            reason = swap.value.reason
            by = swap.stamp.by
            at = swap.stamp.at
        }
    }

    struct Note: Encodable {
        let seat: String?
        let host: HostName?
        let text: String
        let by: String
        let at: Timestamp
    }

    struct Tick: Encodable {
        let duty: Duty
        let by: String
        let at: Timestamp
    }

    let day: CalendarDate
    let session: Int?
    let swaps: [Swap]
    let notes: [Note]
    let ticks: [Tick]

    init(_ acts: SessionActs) {
        day = acts.session.day
        session = acts.session.number
        swaps = acts.swaps.map(Swap.init)
        notes = acts.notes.map {
            Note(
                seat: $0.value.seat,
                host: $0.value.host,
                text: $0.value.text,
                by: $0.stamp.by,
                at: $0.stamp.at
            )
        }
        ticks = Duty.allCases.compactMap { duty in
            acts.ticks[duty].map { Tick(duty: duty, by: $0.by, at: $0.at) }
        }
    }
}
