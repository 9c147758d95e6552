import ExamDay
import History
import RoomModel
import Testing

/// Another PC at a seat: only one whose key was seen in this session, and only for this session.
@Suite(.timeLimit(.minutes(1))) struct SwapTests {
    private static let morning: [String: ExamMorning.Found] = [
        "pc01": .ready, "pc02": .other("pc29"), "pc03": .ready, "pc04": .off, "pc28": .ready, "pc29": .off,
        "pc30": .state(.lookYourself),
    ]

    private func swap(
        _ book: RoomBook,
        _ seat: String,
        _ host: String,
        _ reason: String? = nil
    ) async throws -> (entry: RoomBook.Entry, sighting: KeySighting?) {
        try await book.swap(seat: seat, with: host) { _ in reason }
    }

    @Test func `a PC that was measured takes a seat, with who, when and why`() async throws {
        let day = try ExamMorning()
        try await day.scan("06:51", Self.morning)
        let (entry, sighting) = try await swap(day.book("06:57"), "kursi=4", "pc28", "  layar\tmati ")
        #expect(sighting?.at == ExamMorning.at("06:51", 5))
        #expect(sighting?.address == nil)
        #expect(entry.act.stamp.at == ExamMorning.at("06:57"))
        #expect(entry.act.stamp.by == "sari")
        #expect(entry.act.stamp.session.number == 1)
        #expect(
            entry.act.content
                == .swap(
                    SeatSwap(
                        seat: "04",
                        host: try HostName("pc28"),
                        replaced: try HostName("pc04"),
                        reason: "layar mati"
                    )
                )
        )
        #expect(entry.report?.verdict?.ready == 3)
        #expect(entry.report?.rows.first { $0.host.seat == "04" }?.host.name.description == "pc28")
        let chain = try #require(await day.history.verify())
        #expect(chain.firstBreak == nil && chain.events == 10)
    }

    @Test func `a PC whose key answers at another's address is trusted, and where it stands is known`()
        async throws
    {
        let day = try ExamMorning()
        try await day.scan("06:51", Self.morning)
        let (entry, sighting) = try await swap(day.book("06:57"), "2", "pc29")
        #expect(sighting?.address?.description == "pc02")
        guard case .swap(let swap) = entry.act.content else {
            Issue.record("\(entry.act)")
            return
        }
        #expect(swap.address?.description == "pc02")
        #expect(swap.reason == nil)
    }

    @Test func `a PC whose key was not seen in this session is refused, and nothing is recorded`()
        async throws
    {
        let day = try ExamMorning()
        let refusal = ActRefusal.keyNotSeen(try HostName("pc28"), since: ExamMorning.at("00:00"))
        await #expect(throws: refusal) { try await swap(day.book("06:57"), "4", "pc28") }
        // Off, without a key, or seen before the day began: none of it proves which PC it is.
        try await day.scan("06:51", ["pc28": .off, "pc29": .local])
        await #expect(throws: refusal) { try await swap(day.book("06:57"), "4", "pc28") }
        await #expect(throws: ActRefusal.self) { try await swap(day.book("06:57"), "4", "pc29") }
        try await day.scan("06:59", Self.morning)
        // A session is over, and the next one has not seen it yet.
        let next = ActRefusal.keyNotSeen(try HostName("pc28"), since: ExamMorning.at("09:30"))
        await #expect(throws: next) { try await swap(day.book("09:40"), "4", "pc28") }
        try await day.scan("10:00", isFull: false, ["pc28": .ready])
        #expect(try await swap(day.book("10:01"), "4", "pc28").entry.act.stamp.session.number == 2)
        #expect(try await day.history.acts(of: ExamMorning.room).count == 1)
    }

    @Test func `a clock that was set back proves nothing`() async throws {
        let day = try ExamMorning()
        try await day.scan("06:51", Self.morning)
        await #expect(throws: ActRefusal.self) { try await swap(day.book("06:40"), "4", "pc28") }
    }

    @Test(arguments: [
        ("9", "pc28"), ("4", "pc99"), ("4", "server"), ("server", "pc28"), ("pc29", "pc28"), ("4", "pc04"),
        ("4", "pc30"), ("kursi=pc04", "pc28"),
    ])
    func `what makes no sense is refused`(_ seat: String, _ host: String) async throws {
        let day = try ExamMorning()
        try await day.scan("06:51", Self.morning)
        await #expect(throws: ActRefusal.self) { try await swap(day.book("06:57"), seat, host) }
        #expect(try await day.history.acts(of: ExamMorning.room).isEmpty)
    }

    @Test func `a swap is taken back by its seat, by its PC, or by the seat's own PC`() async throws {
        for undo in ["4", "pc28", "pc04", nil] as [String?] {
            let day = try ExamMorning()
            try await day.scan("06:51", Self.morning)
            _ = try await swap(day.book("06:57"), "4", "pc28")
            let (entry, undone) = try await day.book("06:58").undoSwap(undo)
            #expect(undone.host.description == "pc28")
            #expect(entry.acts.isEmpty)
            #expect(entry.report?.rows.first { $0.host.name.description == "pc28" }?.host.seat == nil)
            await #expect(throws: ActRefusal.noSwap(undo)) { try await day.book("06:59").undoSwap(undo) }
        }
        let day = try ExamMorning()
        try await day.scan("06:51", Self.morning)
        _ = try await swap(day.book("06:57"), "4", "pc28")
        await #expect(throws: ActRefusal.alreadyThere(try HostName("pc28"), seat: "04")) {
            try await swap(day.book("06:57"), "4", "pc28")
        }
        let back = try await swap(day.book("06:58"), "4", "pc04")
        #expect(back.sighting == nil)
        #expect(back.entry.acts.isEmpty)
        #expect(try await day.history.acts(of: ExamMorning.room).count == 2, "corrected, not edited")
    }

    @Test func `a swap is for its session alone`() async throws {
        let day = try ExamMorning()
        try await day.scan("06:51", Self.morning)
        _ = try await swap(day.book("06:57"), "4", "pc28")
        let acts = try await day.history.acts(of: ExamMorning.room)
        try await day.scan("10:00", Self.morning)
        let report = try await day.history.lastReport(of: ExamMorning.room)?.applying(acts)
        #expect(report?.start.session?.number == 2)
        #expect(report?.rows.allSatisfy { $0.swap == nil && $0.replaced == nil } == true)
        await #expect(throws: ActRefusal.noSwap("4")) { try await day.book("10:05").undoSwap("4") }
    }

    @Test func `a reason that is too long is refused`() async throws {
        let day = try ExamMorning()
        try await day.scan("06:51", Self.morning)
        await #expect(throws: ActRefusal.unfitText(501)) {
            try await swap(day.book("06:57"), "4", "pc28", String(repeating: "x", count: 501))
        }
        let hostile = try await swap(day.book("06:57"), "4", "pc28", "a\u{1B}[2Jb\u{202E}c")
        guard case .swap(let swap) = hostile.entry.act.content else { return }
        #expect(swap.reason == "a\\u{1b}[2Jb\\u{202e}c")
    }
}
