import RoomModel
import Testing

/// Substitutes, the network's share, and how many PCs one proctor's PC serves.
@Suite struct RoomRulesTests {
    static let broken = CheckResult(check: "os.arch", status: .fail, severity: .fail, finding: .met(nil))
    static let noted = CheckResult(check: "ram.free", status: .warn, severity: .warn, finding: .met(nil))

    @Test func `each seat without a ready PC gets a ready spare, by seat; a spare without a note goes first`()
        throws
    {
        var room = ComparedRoom(seats: 3)
        try room.add("pc3", seat: "10", Self.broken)
        try room.lose("pc1", seat: "2")
        try room.add("pc2", seat: "3", ComparedRoom.pass)
        try room.add("pc8", group: "spares", ComparedRoom.pass, Self.noted)
        try room.add("pc9", group: "spares", ComparedRoom.pass)
        let report = try #require(room.report())
        #expect(pairs(report) == ["pc1 pc9", "pc3 pc8"])
        #expect(report.verdict?.kind == .readyWithSpares)
    }

    @Test func `when spares are short, what takes longest to put right is replaced`() throws {
        var room = ComparedRoom()
        try room.add("pc1", seat: "1", Self.broken)
        try room.lose("pc2", seat: "2")
        try room.lose("pc3", seat: "3", as: .pcChanged)
        try room.add("pc8", group: "spares", ComparedRoom.pass)
        #expect(pairs(try #require(room.report())) == ["pc3 pc8"])
    }

    @Test func `no spare for a PC that needs nobody, and none that is not ready or in an exam`() throws {
        var room = ComparedRoom()
        try room.add("pc1", seat: "1", ComparedRoom.pass)
        try room.add("pc2", seat: "2", examOpen: true)
        try room.lose("pc3", seat: "3")
        try room.add("pc7", group: "spares", examOpen: true)
        try room.add("pc8", group: "spares", Self.broken)
        try room.lose("server", group: "proctor")
        #expect(pairs(try #require(room.report())) == [])
    }

    @Test func `at most forty participants for each proctor's PC`() throws {
        var room = ComparedRoom(seats: 41)
        try room.add("pc1", ComparedRoom.pass)
        let one = try #require(room.report()).proctorLoad
        #expect(one.clients == 41 && one.proctors == 1 && one.isTooHigh)
        try room.add("server", group: "proctor", ComparedRoom.pass)
        try room.add("server2", group: "proctor", ComparedRoom.pass)
        let two = try #require(room.report()).proctorLoad
        #expect(!two.isTooHigh)
    }

    // MARK: network

    static func transfer(_ megabytes: Int, from begin: Int, for time: Int) -> CheckResult {
        CheckResult(
            check: "net.download",
            status: .pass,
            severity: .warn,
            finding: .transfer(
                Transfer(
                    amount: ByteCount(bytes: Int64(megabytes) * 1_000_000),
                    began: ComparedRoom.start.advanced(by: .milliseconds(begin)),
                    took: .milliseconds(time),
                    requiredPerSeat: 400,
                    recommendedPerSeat: 800
                )
            )
        )
    }

    func room(_ transfers: [(Int, from: Int, for: Int)], seats: Int) throws -> RoomReport {
        var room = ComparedRoom(seats: seats)
        room.profile.mode = .online
        for (index, transfer) in transfers.enumerated() {
            try room.add(
                "pc\(index + 1)",
                ComparedRoom.pass,
                Self.transfer(transfer.0, from: transfer.from, for: transfer.for)
            )
        }
        return try #require(room.report())
    }

    @Test func `all that arrived over the whole time is carried for certain`() throws {
        let report = try room([(5, from: 0, for: 2_000), (5, from: 2_000, for: 2_000)], seats: 2)
        let capacity = try #require(report.comparison.capacity)
        // 10 MB in 4 s; each PC by itself had 20 Mbps.
        #expect(capacity.carried == 20_000 && capacity.summed == 40_000 && !capacity.isAtOnce)
        #expect(capacity.seats == 50)
        #expect(capacity.outcome(for: 25) == .ample)
        #expect(capacity.outcome(for: 50) == .enough)
        #expect(capacity.outcome(for: 51) == .undecided)
    }

    @Test func `PCs that fetched at different times are not added up`() throws {
        let report = try room(
            [(5, from: 0, for: 1_000), (1, from: 3_600_000, for: 1_000), (1, from: 3_600_500, for: 1_000)],
            seats: 2
        )
        let capacity = try #require(report.comparison.capacity)
        #expect(capacity.pcs == 2)
        #expect(capacity.carried == 16_000_000.0 / 1_500)
    }

    @Test
    func `a network too slow for the room's seats keeps it from being ready, and says how many it carries`()
        throws
    {
        // Three PCs at once, 0.8 Mbps together, for three seats that need 1.2.
        let report = try room(
            [(1, from: 0, for: 30_000), (1, from: 10, for: 30_000), (1, from: 20, for: 30_000)],
            seats: 3
        )
        #expect(report.bandwidth?.isTooLow == true)
        #expect(report.verdict?.kind == .notReady && report.verdict?.missing == 0)
        #expect(report.verdict?.isNetworkTooSlow == true)
        #expect(report.exitCode() == 2)
        #expect(report.comparison.capacity?.seatsBySum == 2)
    }

    @Test func `a few slow PCs of many prove nothing against the network`() throws {
        let report = try room([(1, from: 0, for: 30_000)], seats: 3)
        #expect(report.bandwidth?.isTooLow == false)
        #expect(report.verdict?.kind == .notReady && report.verdict?.missing == 2)
    }

    @Test func `without a measurement the bandwidth of an online room is for somebody to look at`() throws {
        var room = ComparedRoom(seats: 1)
        room.profile.mode = .online
        try room.add("pc1", ComparedRoom.pass)
        #expect(try #require(room.report()).bandwidth == .unmeasured(seats: 1))
        room.profile.mode = .semiOnline
        #expect(try #require(room.report()).bandwidth == nil)
    }

    private func pairs(_ report: RoomReport) -> [String] {
        report.substitutions.map { "\($0.host.name) \($0.spare)" }
    }
}
