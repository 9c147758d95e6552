import ExamDay
import History
import RoomModel
import Testing

/// What a person may tick, and for which session; what happened, and to whom.
@Suite(.timeLimit(.minutes(1))) struct TickTests {
    private static let morning: [String: ExamMorning.Found] = [
        "pc01": .ready, "pc02": .broken, "pc03": .incomplete, "pc04": .off, "pc28": .state(.pcChanged),
        "pc29": .examOpen, "pc30": .state(.lookYourself),
    ]

    @Test(arguments: [("ups", Duty.ups), ("sinkron", .sync), ("SYNC", .sync), ("kartu", .cards)])
    func `a duty is ticked by its name in either language`(_ name: String, _ duty: Duty) async throws {
        let day = try ExamMorning()
        let entry = try await day.book("06:58", by: "Bu Sari").confirm(name)
        #expect(entry.acts.ticks[duty]?.by == "Bu Sari")
        #expect(entry.acts.ticks[duty]?.at == ExamMorning.at("06:58"))
        #expect(entry.act.stamp.session.number == 1)
    }

    @Test func `uploads and completeness belong to the session that is over`() async throws {
        let day = try ExamMorning()
        for name in ["unggah", "lengkap"] {
            #expect(try await day.book("09:40").confirm(name).act.stamp.session.number == 1)
            #expect(try await day.book("12:40").confirm(name).act.stamp.session.number == 2)
        }
        #expect(try await day.book("09:40").confirm("ups").act.stamp.session.number == 2)
    }

    @Test func `a tick is taken back by its name, or the last of all`() async throws {
        let day = try ExamMorning()
        _ = try await day.book("06:58").confirm("ups")
        _ = try await day.book("06:59").confirm("kartu")
        #expect(try await day.book("07:00").undoConfirmation(of: "ups").undone == .tick(.ups))
        #expect(try await day.book("07:00").undoConfirmation(of: nil).undone == .tick(.cards))
        await #expect(throws: ActRefusal.notTicked(nil)) {
            try await day.book("07:01").undoConfirmation(of: nil)
        }
        await #expect(throws: ActRefusal.notTicked("ups")) {
            try await day.book("07:01").undoConfirmation(of: "ups")
        }
        // An upload that was ticked a moment ago is of the session before.
        _ = try await day.book("09:40").confirm("unggah")
        #expect(try await day.book("09:41").undoConfirmation(of: nil).undone == .tick(.upload))
    }

    @Test(arguments: ["3", "pc03", "pc28", "pc29", "pc30"])
    func `a PC that Siaga could not measure is ticked, and counts as seen`(_ name: String) async throws {
        let day = try ExamMorning()
        try await day.scan("06:51", Self.morning)
        let name = name == "3" ? "A3" : name
        let entry = try await day.book("07:00").confirm(name)
        let row = try #require(entry.report?.rows.first { $0.look != nil })
        #expect(row.state == .seenOK)
        #expect(row.fillsSeat(at: entry.report?.asOf ?? row.host.seenNever))
    }

    @Test func `a PC that was measured, or that is not there, is not ticked`() async throws {
        let day = try ExamMorning()
        try await day.scan("06:51", Self.morning)
        for refusal in try [
            ActRefusal.measuredReady(HostName("pc01")), .measuredBroken(HostName("pc02")),
            .notToBeSeen(HostName("pc04"), .offOrCable),
        ] {
            let name =
                switch refusal {
                case .measuredReady(let host), .measuredBroken(let host), .notToBeSeen(let host, _):
                    host.description
                default: ""
                }
            await #expect(throws: refusal) { try await day.book("07:00").confirm(name) }
        }
        #expect(try await day.history.acts(of: ExamMorning.room).isEmpty)
    }

    @Test func `a PC that was not checked in this session is checked first`() async throws {
        let day = try ExamMorning()
        let refusal = ActRefusal.notMeasured(try HostName("pc03"))
        await #expect(throws: refusal) { try await day.book("07:00").confirm("pc03") }
        try await day.scan("06:51", Self.morning)
        await #expect(throws: refusal) { try await day.book("09:40").confirm("pc03") }
        // One without SSH never can be.
        #expect(try await day.book("09:40").confirm("pc30").act.stamp.session.number == 2)
    }

    @Test(
        arguments: [("upz", "ups"), ("sinkrom", "sinkron"), ("pc1", "pc01"), ("xyzzy", nil)]
            as [(String, String?)]
    )
    func `what nothing is called is told, with a name that is near`(_ name: String, _ near: String?)
        async throws
    {
        let day = try ExamMorning()
        await #expect(throws: ActRefusal.nothingToTick(name, near: near)) {
            try await day.book("07:00").confirm(name)
        }
    }

    @Test func `a note has the seat, and the PC that stands there now`() async throws {
        let day = try ExamMorning()
        try await day.scan("06:51", ["pc04": .off, "pc29": .ready])
        func note(_ clock: String, _ words: String...) async throws -> RoomNote? {
            if case .note(let note) = try await day.book(clock).note(words).act.content { note } else { nil }
        }
        let pc29 = try HostName("pc29")
        #expect(
            try await note("06:52", "4", "mati") == RoomNote(seat: "04", host: HostName("pc04"), text: "mati")
        )
        _ = try await day.book("06:53").swap(seat: "4", with: "pc29") { _ in nil }
        #expect(
            try await note("06:54", "kursi=4", "layar", "gelap")
                == RoomNote(seat: "04", host: pc29, text: "layar gelap")
        )
        #expect(try await note("06:54", "pc29", "x") == RoomNote(seat: "04", host: pc29, text: "x"))
        #expect(
            try await note("06:54", "pc04", "x") == RoomNote(seat: nil, host: HostName("pc04"), text: "x")
        )
        #expect(
            try await note("07:45", "listrik padam") == RoomNote(seat: nil, host: nil, text: "listrik padam")
        )
    }

    @Test func `a note belongs to the session that runs, comes soon, or just ended`() async throws {
        let day = try ExamMorning()
        for (clock, session) in [
            ("06:00", 1), ("07:52", 1), ("09:40", 1), ("09:45", 2), ("10:40", 2), ("13:00", 2),
        ] {
            let entry = try await day.book(clock).note(["peserta terlambat"])
            #expect(entry.act.stamp.session.number == session, "\(clock)")
        }
        #expect(try await day.book("13:01").undoNote().undone.text == "peserta terlambat")
    }

    @Test func `a note without words, and one about nowhere, are refused`() async throws {
        let day = try ExamMorning()
        for words in [["4"], ["pc04"], [" "], ["4", " "]] {
            await #expect(throws: ActRefusal.unfitText(0), "\(words)") {
                try await day.book("07:00").note(words)
            }
        }
        await #expect(throws: ActRefusal.noSuchPlace("pc1", near: "pc01")) {
            try await day.book("07:00").note(["pc1", "mati"])
        }
        await #expect(throws: ActRefusal.unfitText(501)) {
            try await day.book("07:00").note([String(repeating: "x", count: 501)])
        }
        await #expect(throws: ActRefusal.notTicked(nil)) { try await day.book("07:00").undoNote() }
        #expect(try await day.history.acts(of: ExamMorning.room).isEmpty)
    }
}

extension RunHost {
    /// Long after any session.
    fileprivate var seenNever: Timestamp { Timestamp(milliseconds: .max) }
}
