import Reports
import RoomModel
import Testing

/// The sample room with what people did: three swaps, two PCs that a person saw, a tick, a note.
struct ActedSample {
    static let session = SessionKey(day: CalendarDate(daysSince1970: 20_781), number: 1)

    /// An act some minutes after 06.51.
    static func act(
        _ id: String,
        _ minutes: Int,
        by: String = "Bu Sari",
        _ content: RoomAct.Content
    ) -> RoomAct {
        RoomAct(
            ActStamp(
                id: id,
                at: SampleRoom.scanned.advanced(by: .seconds(minutes * 60)),
                by: by,
                session: session
            ),
            content
        )
    }

    static func swap(_ seat: String, _ host: String, _ replaced: String, _ reason: String? = nil) throws
        -> RoomAct.Content
    {
        .swap(
            SeatSwap(
                seat: seat,
                host: try HostName(host),
                replaced: try HostName(replaced),
                reason: reason
            )
        )
    }

    /// pc04 and pc05 are put right before, pc09 is not complete, pc12 shows another key.
    static func room() throws -> SampleRoom {
        var room = try SampleRoom()
        room.session = session
        try room.measure("pc09", as: SampleRoom.pass, SampleRoom.noCurl)
        try room.lose("pc11", as: SampleRoom.off)
        try room.lose(
            "pc12",
            as: Unreached(state: .pcChanged, phase: .keyExchange, cause: "host-key-changed")
        )
        try room.lose("pc07", as: Unreached(state: .noSSH, phase: .connecting, cause: "connection-refused"))
        return room
    }

    static func acts() throws -> [RoomAct] {
        [
            act("1", 1, .tick(.screen)),
            act("2", 2, try swap("7", "pc28", "pc07")),
            act("3", 3, try swap("11", "pc30", "pc11")),
            act("4", 4, try swap("22", "pc29", "pc22", "layar <mati>")),
            act("5", 5, .sawPC(try HostName("pc09"))),
            act("6", 5, .sawPC(try HostName("pc12"))),
            act("7", 6, .note(RoomNote(seat: "15", host: try HostName("pc15"), text: "mouse <diganti>"))),
        ]
    }

    static func report() throws -> RoomReport { try room().report().applying(acts()) }
}
