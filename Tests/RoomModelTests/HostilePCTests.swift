import RoomModel
import Testing

/// What one PC says of itself makes its own row worse at most: a room of good PCs beside one that claims anything.
@Suite struct HostilePCTests {
    /// What a PC claims, and how the room is checked.
    struct Claim: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// The good PC's results, by its number.
        let good: @Sendable (Int) -> [CheckResult]
        /// What the hostile one says.
        let hostile: [CheckResult]
        var mode = RoomMode.semiOnline

        init(
            _ name: String,
            good: @escaping @Sendable (Int) -> [CheckResult],
            hostile: [CheckResult],
            mode: RoomMode = .semiOnline
        ) {
            testDescription = name
            self.good = good
            self.hostile = hostile
            self.mode = mode
        }
    }

    private static func card(_ number: Int) -> String {
        "02:00:00:00:00:" + (number < 10 ? "0" : "") + "\(number)"
    }

    /// A good PC's identity, by its number, for a check as grave as it can be.
    private static func identity(
        _ number: Int,
        _ check: CheckID,
        name: String? = nil,
        cards: [Int]? = nil,
        addresses: [Int]? = nil
    ) -> CheckResult {
        CheckResult(
            check: check,
            status: .pass,
            severity: .fail,
            finding: .identity(
                HostIdentity(
                    name: name ?? "pc\(number)",
                    machineID: "m\(number)",
                    hardwareAddresses: (cards ?? [number]).map(card),
                    bootID: "b\(number)",
                    addresses: (addresses ?? [number]).map { "10.0.0.\($0)" }
                )
            )
        )
    }

    private static func fetched(_ bytes: Int64, from begin: Int, for time: Int) -> CheckResult {
        CheckResult(
            check: "net.download",
            status: .pass,
            severity: .warn,
            finding: .transfer(
                Transfer(
                    amount: ByteCount(bytes: bytes),
                    began: ComparedRoom.start.advanced(by: .milliseconds(begin)),
                    took: .milliseconds(time),
                    requiredPerSeat: 400,
                    recommendedPerSeat: 800
                )
            )
        )
    }

    static let count = 20
    private static let everyone = Array(1...count)

    static let claims: [Claim] = [
        Claim(
            "everybody's cards and addresses",
            good: { [identity($0, "ip.dup"), identity($0, "host.unique")] },
            hostile: [
                identity(21, "ip.dup", cards: everyone, addresses: everyone),
                identity(21, "host.unique", cards: everyone),
            ]
        ),
        Claim(
            "another PC's identity, whole",
            good: { [identity($0, "ip.dup"), identity($0, "host.unique")] },
            hostile: [identity(3, "ip.dup"), identity(3, "host.unique")]
        ),
        Claim(
            "another PC's name in capitals",
            good: { [identity($0, "host.unique")] },
            hostile: [identity(21, "host.unique", name: "PC7")]
        ),
        Claim(
            "names that the inventory does not know",
            good: { [identity($0, "host.unique", name: "lab-\($0)")] },
            hostile: [identity(21, "host.unique", name: "lab-7")]
        ),
        Claim(
            "a newer exam app",
            good: { _ in [ComparedRoom.version("26.0222", severity: .fail)] },
            hostile: [ComparedRoom.version("99.9999", severity: .fail)]
        ),
        Claim(
            "an app's version as long as a book",
            good: { _ in [ComparedRoom.version("26.0222", severity: .fail)] },
            hostile: [ComparedRoom.version(String(repeating: "9", count: 100_000), severity: .fail)]
        ),
        Claim(
            "another time",
            good: { _ in [ComparedRoom.clock(0)] },
            hostile: [ComparedRoom.clock(-200_000_000)]
        ),
        Claim(
            "another screen and more memory than there is",
            good: { _ in
                [
                    ComparedRoom.value("disp.res", .text("1920x1080")),
                    ComparedRoom.value("ram.total", .bytes(.gibibytes(8))),
                ]
            },
            hostile: [
                ComparedRoom.value("disp.res", .text("1x1")),
                ComparedRoom.value("ram.total", .bytes(ByteCount(bytes: .max))),
            ]
        ),
        Claim(
            "a download that lasted a year",
            good: { [fetched(20_000_000, from: $0, for: 3_000)] },
            hostile: [fetched(1, from: -31_000_000, for: 62_000_000)],
            mode: .online
        ),
        Claim(
            "a download before all others",
            good: { [fetched(20_000_000, from: $0, for: 3_000)] },
            hostile: [fetched(1_000, from: -2_000, for: 2_002)],
            mode: .online
        ),
    ]

    /// The room, with the hostile PC or without it; it goes by a name before all others, or behind them.
    private func room(_ claim: Claim, hostile name: String?) throws -> RoomReport {
        var room = ComparedRoom(seats: Self.count)
        room.profile.mode = claim.mode
        for number in 1...Self.count {
            try room.add(
                "pc\(number)",
                hostKey: "SHA256:\(number)",
                results: [ComparedRoom.pass] + claim.good(number)
            )
        }
        if let name {
            try room.add(name, hostKey: "SHA256:hostile", results: [ComparedRoom.pass] + claim.hostile)
        }
        return try #require(room.report())
    }

    @Test(arguments: claims, ["a-first", "z-last"])
    func `the others stay ready, and the verdict is what it was`(_ claim: Claim, _ name: String) throws {
        let without = try room(claim, hostile: nil)
        #expect(without.rows.allSatisfy { $0.state == .ready })
        let with = try room(claim, hostile: name)
        for row in with.rows where row.host.name.description != name {
            #expect(row.state.isReady, "\(row.host.name): \(row.state)")
        }
        #expect(with.verdict?.kind == without.verdict?.kind)
        #expect(with.verdict?.isNetworkTooSlow == without.verdict?.isNetworkTooSlow)
        #expect((with.verdict?.ready ?? 0) >= Self.count)
        #expect(with.exitCode() == without.exitCode() || with.states[name]?.isReady == false)
    }

    @Test(arguments: [0, 1_000, 2_999, -500])
    func `a network that is too slow is not made fast enough by one PC's word`(_ begin: Int) throws {
        // Twenty PCs at once with 0.2 Mbps each, where each seat must have 0.4.
        let slow = Claim(
            "",
            good: { [Self.fetched(75_000, from: $0, for: 3_000)] },
            hostile: [Self.fetched(20_000_000, from: begin, for: 10)],
            mode: .online
        )
        for hostile in [nil, "a-first", "z-last"] {
            let report = try room(slow, hostile: hostile)
            #expect(report.verdict?.isNetworkTooSlow == true, "\(hostile ?? "-")")
        }
        let late = Claim(
            "",
            good: slow.good,
            hostile: [Self.fetched(20_000_000, from: 2_990, for: 3_000)],
            mode: .online
        )
        #expect(try room(late, hostile: "z-last").verdict?.isNetworkTooSlow == true)
    }

    @Test func `two PCs whose words stand against each other have a note each, unless the inventory knows`()
        throws
    {
        var room = ComparedRoom()
        func add(_ name: String, _ result: CheckResult) throws {
            try room.add(name, hostKey: "SHA256:\(name)", result)
        }
        try add("pc1", Self.identity(1, "ip.dup", addresses: [1]))
        try add("pc2", Self.identity(2, "ip.dup", addresses: [2, 1]))
        try add("pc3", Self.identity(3, "ip.dup", cards: [3], addresses: [3]))
        try add("pc4", Self.identity(4, "ip.dup", cards: [3], addresses: [4]))
        try add("pc5", Self.identity(5, "host.unique"))
        try add("pc6", Self.identity(6, "host.unique", name: "PC5"))
        #expect(
            try #require(room.report()).states == [
                "pc1": .readyWithNote, "pc2": .fix, "pc3": .readyWithNote, "pc4": .readyWithNote,
                "pc5": .readyWithNote, "pc6": .fix,
            ]
        )
    }

    /// Who claims the card of pc3, and which card answers at each one's address, by number; nil where nobody knows.
    static let seen: [(cards: [Int?], states: [HostState])] = [
        ([nil, nil], [.readyWithNote, .readyWithNote]), ([3, 4], [.ready, .fix]),
        ([4, 3], [.fix, .ready]), ([3, nil], [.ready, .readyWithNote]),
        ([nil, 4], [.readyWithNote, .readyWithNote]), ([4, 5], [.readyWithNote, .readyWithNote]),
        ([3, 3], [.readyWithNote, .readyWithNote]),
        // Two that lie together make no other worse either.
        ([3, 4, 5], [.ready, .fix, .fix]), ([nil, nil, nil], [.fix, .fix, .fix]),
    ]

    @Test(arguments: seen)
    func `a network card weighs against those at whose addresses another one answers, and nobody else`(
        _ cards: [Int?],
        _ states: [HostState]
    ) throws {
        var room = ComparedRoom()
        for (index, card) in cards.enumerated() {
            try room.add(
                "pc\(index + 3)",
                hostKey: "SHA256:\(index)",
                seenCard: card.map(Self.card),
                results: [ComparedRoom.pass, Self.identity(index + 3, "ip.dup", cards: [3])]
            )
        }
        let report = try #require(room.report())
        #expect(report.rows.map(\.state) == states)
        #expect(report.rows.map(\.seenCard) == cards.map { $0.map(Self.card) })
    }

    @Test func `a card that was seen is told apart from what else two PCs have in common`() throws {
        var room = ComparedRoom()
        for (name, seen) in [("pc3", 3), ("pc4", 4)] {
            try room.add(
                name,
                hostKey: "SHA256:\(name)",
                seenCard: Self.card(seen),
                Self.identity(3, "host.unique", name: "same", cards: [3])
            )
        }
        let report = try #require(room.report())
        let own = try #require(report.result("host.unique", on: "pc3"))
        guard case .notUnique(let traits) = own.finding else {
            Issue.record("\(own.finding)")
            return
        }
        #expect(!traits.contains { $0.trait == .hardwareAddress }, "its card is its own")
        #expect(report.states == ["pc3": .readyWithNote, "pc4": .fix])
    }
}
