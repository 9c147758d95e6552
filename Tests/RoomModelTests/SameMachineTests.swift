import RoomModel
import Testing

/// One machine that answers under two names of the inventory fills one seat.
@Suite struct SameMachineTests {
    /// A room in which `pc2` and `pc10` have that much in common; `pc1` is another PC.
    private func room(
        keys: (String?, String?) = ("SHA256:k", "SHA256:k"),
        cards: (String?, String?) = ("02:00:00:00:00:07", "02:00:00:00:00:07"),
        boots: (String?, String?) = ("b1", "b1"),
        waiver: Waiver? = nil
    ) throws -> RoomReport {
        var room = ComparedRoom(seats: 3)
        try room.add(
            "pc1",
            hostKey: "SHA256:a",
            ComparedRoom.identity("lab-1", machine: "m1", card: "02:00:00:00:00:01", boot: "b0")
        )
        func identity(_ card: String?, _ boot: String?) -> CheckResult {
            ComparedRoom.identity("lab-2", machine: "m2", card: card, boot: boot, waiver: waiver)
        }
        try room.add("pc2", hostKey: keys.0, ComparedRoom.pass, identity(cards.0, boots.0))
        try room.add("pc10", hostKey: keys.1, ComparedRoom.pass, identity(cards.1, boots.1))
        return try #require(room.report())
    }

    @Test func `one of its rows is ready, the other is FIX and says whom it is, and the seat is missing`()
        throws
    {
        let report = try room()
        #expect(report.states == ["pc1": .ready, "pc2": .readyWithNote, "pc10": .fix])
        #expect(report.verdict?.kind == .notReady && report.verdict?.ready == 2)
        let names = [try HostName("pc2"), try HostName("pc10")]
        let trait = SharedTrait(trait: .machine, value: "b1", hosts: names)
        #expect(report.comparison.shared.contains(trait))
        let result = try #require(report.result("host.unique", on: "pc10"))
        #expect(result.finding == .notUnique([trait]))
        #expect(result.isBroken)
    }

    @Test func `no waiver for clones accepts it`() throws {
        let until = try #require(CalendarDate("2030-01-01"))
        let report = try room(waiver: Waiver(until: until, reason: "image", by: "Sari"))
        #expect(report.states["pc10"] == .fix)
        #expect(report.verdict?.ready == 2)
    }

    @Test func `a cloned disk in another machine, or in one that tells too little, stays a note`() throws {
        let reports = [
            try room(boots: ("b1", "b2")),
            try room(cards: ("02:00:00:00:00:07", "02:00:00:00:00:08")),
            try room(keys: ("SHA256:k", "SHA256:l")),
            try room(boots: (nil, nil)), try room(cards: (nil, nil)), try room(keys: (nil, nil)),
            try room(cards: ("00:00:00:00:00:00", "00:00:00:00:00:00")),
        ]
        for report in reports {
            #expect(report.states == ["pc1": .ready, "pc2": .readyWithNote, "pc10": .readyWithNote])
            #expect(report.verdict?.kind == .ready)
            #expect(!report.comparison.shared.contains { $0.trait == .machine })
        }
    }

    @Test func `it is found by the address check alone, which says it once`() throws {
        var room = ComparedRoom(seats: 1)
        for name in ["pc1", "pc2"] {
            try room.add(
                name,
                hostKey: "SHA256:k",
                ComparedRoom.identity(
                    "a",
                    card: "02:00:00:00:00:07",
                    boot: "b",
                    address: "10.0.0.1",
                    check: "ip.dup",
                    severity: .fail
                )
            )
        }
        #expect(try #require(room.report()).states == ["pc1": .readyWithNote, "pc2": .fix])
        var both = ComparedRoom(seats: 1)
        for name in ["pc1", "pc2"] {
            func identity(_ check: CheckID) -> CheckResult {
                ComparedRoom.identity(
                    "a",
                    card: "02:00:00:00:00:07",
                    boot: "b",
                    address: "10.0.0.1",
                    check: check,
                    severity: .fail
                )
            }
            try both.add(name, hostKey: "SHA256:k", identity("ip.dup"), identity("host.unique"))
        }
        let report = try #require(both.report())
        #expect(report.states == ["pc1": .readyWithNote, "pc2": .fix])
        #expect(report.result("ip.dup", on: "pc2")?.status == .pass)
    }

    @Test func `the proctor's PC under a client's name fills no seat`() throws {
        var room = ComparedRoom(seats: 1)
        let identity = ComparedRoom.identity("a", card: "02:00:00:00:00:07", boot: "b")
        try room.add("pc1", hostKey: "SHA256:k", identity)
        try room.add("server", group: "proctor", hostKey: "SHA256:k", identity)
        #expect(try #require(room.report()).states == ["pc1": .fix, "server": .readyWithNote])
    }
}
