import RoomModel
import Testing

/// A room of `RoomReportTests` whose PCs have seats 1, 2, …, spares none, in session 1 of a day.
enum ActedRoom {
    static let session = SessionKey(day: CalendarDate(daysSince1970: 20_781), number: 1)
    static let scanned = RoomReportTests.start

    static func report(
        _ pcs: String,
        seats: Int? = nil,
        isEveryCheck: Bool = true,
        session: SessionKey? = ActedRoom.session
    ) throws -> RoomReport {
        var events = try RoomReportTests.events(pcs, seats: seats, isEveryCheck: isEveryCheck)
        guard case .started(var start)? = events.first else { throw InvalidRoom() }
        start.session = session
        for index in start.hosts.indices where !start.hosts[index].isSpare {
            start.hosts[index].seat = "\(index + 1)"
        }
        events[0] = .started(start)
        return try #require(RoomReport(events: events))
    }

    struct InvalidRoom: Error {}

    /// An act some seconds after the scan.
    static func act(
        _ id: String,
        after seconds: Int = 60,
        in session: SessionKey = ActedRoom.session,
        _ content: RoomAct.Content
    ) -> RoomAct {
        RoomAct(
            ActStamp(
                id: id,
                at: scanned.advanced(by: .seconds(seconds)),
                by: "sari",
                session: session
            ),
            content
        )
    }

    static func swap(_ seat: String, _ host: String, replacing replaced: String) throws -> RoomAct.Content {
        .swap(SeatSwap(seat: seat, host: try HostName(host), replaced: try HostName(replaced)))
    }

    static func saw(_ host: String) throws -> RoomAct.Content { .sawPC(try HostName(host)) }
}
