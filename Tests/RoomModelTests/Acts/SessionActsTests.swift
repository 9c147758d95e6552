import RoomModel
import Testing

/// What holds of all that people did, and what it makes of a room.
@Suite struct SessionActsTests {
    private typealias Room = ActedRoom

    private func acts(_ all: [RoomAct]) -> SessionActs { SessionActs(all, of: Room.session) }

    @Test func `a later act corrects an earlier one, and nothing that was replaced comes again`() throws {
        let first = try Room.act("1", Room.swap("2", "pc4", replacing: "pc2"))
        let second = try Room.act("2", Room.swap("02", "pc5", replacing: "pc2"))
        #expect(acts([first, second]).swaps.map(\.value.host.description) == ["pc5"])
        #expect(acts([first, second, Room.act("3", .withdrawal(of: "2"))]).swaps.isEmpty)
        #expect(acts([first, second, Room.act("3", .withdrawal(of: "1"))]).swaps.count == 1)
        // One PC cannot stand at two seats.
        let moved = try Room.act("4", Room.swap("3", "pc5", replacing: "pc3"))
        #expect(acts([second, moved]).swaps.map(\.value.seat) == ["3"])
        let ticks = [Room.act("5", .tick(.ups)), Room.act("6", after: 120, .tick(.ups))]
        #expect(acts(ticks).ticks[.ups]?.id == "6")
        #expect(acts(ticks + [Room.act("7", .withdrawal(of: "6"))]).isEmpty)
    }

    @Test func `acts of another session do not hold in this one`() throws {
        let other = SessionKey(day: Room.session.day, number: 2)
        let swap = try Room.act("1", in: other, Room.swap("1", "pc3", replacing: "pc1"))
        #expect(acts([swap]).isEmpty)
        #expect(SessionActs([swap], of: other).swaps.count == 1)
        let report = try Room.report("F R SR", seats: 2)
        #expect(report.applying([swap]).rows == report.rows)
    }

    @Test func `a swap changes who fills a seat, and no state`() throws {
        let report = try Room.report("R F SR", seats: 2)
        #expect(report.substitutions.map(\.spare.description) == ["pc3"])
        let swapped = report.applying([try Room.act("1", Room.swap("2", "pc3", replacing: "pc2"))])
        #expect(swapped.rows.map(\.state) == [.ready, .fix, .ready])
        #expect(swapped.rows.map(\.host.seat) == ["1", nil, "2"])
        #expect(swapped.rows.map(\.swap?.value.seat) == [nil, nil, "2"])
        #expect(swapped.rows.map { $0.fillsSeat(at: swapped.asOf) } == [true, false, true])
        #expect(swapped.verdict?.kind == .readyWithSpares)
        #expect(swapped.substitutions.isEmpty)
        #expect(swapped.asOf == report.asOf)
        #expect(swapped.applying([]).rows == report.rows, "the measured rows are kept")
        // The rows of the next run are those that were measured.
        let next = try RoomReport(
            events: RoomReportTests.events(". . .", seats: 2, isFull: false),
            previous: swapped
        )
        #expect(next?.rows.map(\.state) == [.ready, .fix, .ready])
    }

    @Test func `a PC that was replaced fills no seat, however good Siaga found it`() throws {
        let report = try Room.report("R R SR", seats: 3)
        #expect(report.verdict?.kind == .readyWithSpares)
        let swapped = report.applying([try Room.act("1", Room.swap("1", "pc3", replacing: "pc1"))])
        #expect(swapped.verdict?.kind == .notReady)
        #expect(swapped.verdict?.ready == 2)
    }

    @Test func `a PC moves from its seat, two change places, and a spare that broke is replaced in turn`()
        throws
    {
        let report = try Room.report("F R R SF SR", seats: 2)
        let moved = report.applying([try Room.act("1", Room.swap("1", "pc3", replacing: "pc1"))])
        #expect(moved.rows.map(\.host.seat) == [nil, "2", "1", nil, nil])
        #expect(moved.verdict?.ready == 3)
        let changed = report.applying([
            try Room.act("1", Room.swap("2", "pc3", replacing: "pc2")),
            try Room.act("2", Room.swap("3", "pc2", replacing: "pc3")),
        ])
        #expect(changed.rows.map(\.host.seat) == ["1", "3", "2", nil, nil])
        #expect(changed.rows.allSatisfy { $0.replaced == nil })
        let broken = report.applying([try Room.act("1", Room.swap("1", "pc4", replacing: "pc1"))])
        #expect(broken.substitutions.map(\.host.name.description) == ["pc4"])
        #expect(broken.substitutions.map(\.host.seat) == ["1"])
    }

    @Test func `a swap with a PC that left the list leaves the seat to its own`() throws {
        let report = try Room.report("R R", seats: 2)
        let swapped = report.applying([try Room.act("1", Room.swap("1", "pc9", replacing: "pc1"))])
        #expect(swapped.rows == report.rows)
        #expect(swapped.verdict?.kind == .ready)
    }

    @Test(arguments: HostState.allCases)
    func `a look counts where Siaga could not look, and nowhere else`(_ state: HostState) {
        // Written out, so that a new state is decided on.
        let counts: Set<HostState> = [
            .lookYourself, .notComplete, .examOpen, .firewall, .noSSH, .pcChanged, .newPC, .noAccess,
        ]
        #expect(state.yieldsToALook == counts.contains(state))
        #expect(!(state.isReady && state.yieldsToALook))
    }

    @Test func `a PC that a person saw counts as seen, never as ready, with who and when`() throws {
        let report = try Room.report("R I L F O", seats: 3)
        #expect(report.verdict?.kind == .notReady)
        let looked = try report.applying(
            (2...5).map { try Room.act("\($0)", after: 300, Room.saw("pc\($0)")) }
        )
        #expect(looked.rows.map(\.state) == [.ready, .seenOK, .seenOK, .fix, .offOrCable])
        #expect(looked.rows.map(\.look?.found) == [nil, .notComplete, .lookYourself, nil, nil])
        #expect(looked.rows[1].look?.stamp.by == "sari")
        #expect(looked.rows[1].results == report.rows[1].results, "what was measured stays as it was")
        #expect(looked.verdict?.kind == .ready)
        #expect(looked.exitCode() == 0)
        #expect(looked.asOf == Room.scanned.advanced(by: .seconds(300)))
        let undone = report.applying([
            try Room.act("2", Room.saw("pc2")), Room.act("9", .withdrawal(of: "2")),
        ])
        #expect(undone.rows == report.rows)
    }

    @Test func `a look holds for an hour, and makes the other results as old as they are`() throws {
        let report = try Room.report("R I", seats: 2)
        let late = report.applying([try Room.act("1", after: 3_700, Room.saw("pc2"))])
        #expect(late.rows[0].isOld(at: late.asOf), "at the time of the look the scan is over an hour old")
        #expect(late.verdict?.kind == .notReady)
        #expect(late.rows[1].fillsSeat(at: late.asOf))
        #expect(!late.rows[1].fillsSeat(at: late.asOf.advanced(by: .seconds(3_601))))
    }

    @Test func `a look at a PC of which only some checks ran does not count`() throws {
        let report = try Room.report("R 1", seats: 2, isEveryCheck: false)
        let looked = report.applying([try Room.act("1", Room.saw("pc2"))])
        #expect(looked.rows[1].state == .notComplete)
    }

    @Test func `what Siaga measures later weighs more than the look before it`() throws {
        let report = try Room.report("R F", seats: 2)
        let looked = report.applying([try Room.act("1", after: -60, Room.saw("pc2"))])
        #expect(looked.rows[1].state == .fix)
        #expect(looked.exitCode() == 2)
    }

    @Test func `ticks and notes change no row`() throws {
        let report = try Room.report("R F", seats: 2)
        let host = try HostName("pc2")
        let acted = report.applying([
            Room.act("1", .tick(.ups)), Room.act("2", .note(RoomNote(seat: "2", host: host, text: "x"))),
        ])
        #expect(acted.rows == report.rows)
        #expect(acted.asOf == report.asOf)
        #expect(acted.acts?.ticks.keys.map(\.self) == [.ups])
        #expect(acted.acts?.notes.map(\.value.text) == ["x"])
    }

    @Test func `a run that names no session knows no acts`() throws {
        let report = try Room.report("R F SR", seats: 2, session: nil)
        let acted = report.applying([try Room.act("1", Room.swap("2", "pc3", replacing: "pc2"))])
        #expect(acted == report)
        #expect(acted.acts == nil)
    }
}
