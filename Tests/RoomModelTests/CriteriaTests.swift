import RoomModel
import Testing

/// Which results of an earlier run count in a later one.
@Suite struct CriteriaTests {
    /// A run of PCs that are all ready, or not asked; each by its name and what it is held to.
    private static func events(
        _ pcs: [(name: String, criteria: String?)],
        asking asked: Set<String>,
        run criteria: String = "",
        playbook: String = "p"
    ) throws -> [RunEvent] {
        let hosts = try pcs.map { pc in
            RunHost(
                Host(name: try HostName(pc.name), address: try NetworkAddress(pc.name)),
                isSelected: asked.contains(pc.name),
                criteria: pc.criteria
            )
        }
        let measured = hosts.filter(\.isSelected).map { host in
            RunEvent.measured(
                HostMeasurement(
                    host: host.name,
                    at: ComparedRoom.start,
                    took: .seconds(1),
                    isExamOpen: false,
                    results: [ComparedRoom.pass]
                )
            )
        }
        let start = RunStart(
            run: "r",
            at: ComparedRoom.start,
            room: RoomProfile(name: "lab", seats: 2),
            hosts: hosts,
            playbook: playbook,
            criteria: criteria,
            checks: [],
            isFull: hosts.allSatisfy(\.isSelected)
        )
        return [.started(start)] + measured + [.ended(RunEnd(reason: .completed, at: ComparedRoom.start))]
    }

    private static func report(
        _ pcs: [(name: String, criteria: String?)],
        asking asked: Set<String>,
        run criteria: String = "",
        playbook: String = "p",
        after previous: RoomReport? = nil
    ) throws -> RoomReport {
        let events = try events(pcs, asking: asked, run: criteria, playbook: playbook)
        return try #require(RoomReport(events: events, previous: previous))
    }

    @Test func `a PC that is held to something else loses its earlier result, the others keep theirs`() throws
    {
        let full = try Self.report([("a", "1"), ("b", "1"), ("c", "2")], asking: ["a", "b", "c"], run: "x")
        let partial = try Self.report(
            [("a", "1"), ("b", "9"), ("c", "2")],
            asking: ["a"],
            run: "y",
            after: full
        )
        #expect(partial.states == ["a": .ready, "b": .notChecked, "c": .ready])
        #expect(partial.incomparable == [try HostName("b")])
        #expect(partial.verdict == nil, "not every PC was asked by these criteria")
        let asked = try Self.report(
            [("a", "1"), ("b", "9"), ("c", "2")],
            asking: ["b"],
            run: "y",
            after: partial
        )
        #expect(asked.states == ["a": .ready, "b": .ready, "c": .ready])
        #expect(asked.incomparable.isEmpty && asked.verdict?.kind == .ready)
    }

    @Test func `a PC more or less in the list voids nothing of the others`() throws {
        let full = try Self.report([("a", "1"), ("b", "1")], asking: ["a", "b"], run: "x")
        let more = try Self.report(
            [("a", "1"), ("b", "1"), ("c", "1")],
            asking: ["a"],
            run: "y",
            after: full
        )
        #expect(more.states == ["a": .ready, "b": .ready, "c": .notChecked])
        #expect(more.incomparable.isEmpty && more.verdict == nil)
        let asked = try Self.report(
            [("a", "1"), ("b", "1"), ("c", "1")],
            asking: ["c"],
            run: "y",
            after: more
        )
        #expect(asked.verdict?.kind == .ready)
        let fewer = try Self.report([("b", "1"), ("c", "1")], asking: ["c"], run: "z", after: asked)
        #expect(fewer.states == ["b": .ready, "c": .ready] && fewer.verdict?.kind == .ready)
    }

    @Test func `records from before PCs had criteria of their own go by the run's, among themselves`() throws
    {
        let old: [(name: String, criteria: String?)] = [("a", nil), ("b", nil)]
        let full = try Self.report(old, asking: ["a", "b"], run: "x")
        #expect(
            try Self.report(old, asking: ["a"], run: "x", after: full).states == ["a": .ready, "b": .ready]
        )
        let other = try Self.report(old, asking: ["a"], run: "y", after: full)
        #expect(other.states == ["a": .ready, "b": .notChecked])
    }

    @Test func `after an upgrade a partial scan says once that the others count no more`() throws {
        let full = try Self.report([("a", nil), ("b", nil)], asking: ["a", "b"], run: "x")
        let now: [(name: String, criteria: String?)] = [("a", "1"), ("b", "1")]
        let first = try Self.report(now, asking: ["a"], run: "y", after: full)
        #expect(first.states == ["a": .ready, "b": .notChecked])
        #expect(first.incomparable == [try HostName("b")] && first.verdict == nil)
        let second = try Self.report(now, asking: ["a"], run: "y", after: first)
        #expect(second.states == ["a": .ready, "b": .notChecked] && second.incomparable.isEmpty)
        let whole = try Self.report(now, asking: ["a", "b"], run: "y", after: second)
        #expect(whole.incomparable.isEmpty && whole.verdict?.kind == .ready)
    }

    @Test func `a PC that the playbook is not for stands in no way`() throws {
        let full = try Self.report([("a", "1"), ("b", "1"), ("server", nil)], asking: ["a", "b"], run: "x")
        let later = try Self.report(
            [("a", "1"), ("b", "2"), ("server", nil)],
            asking: ["b"],
            run: "y",
            after: full
        )
        #expect(later.states == ["a": .ready, "b": .ready, "server": .notChecked])
        #expect(later.incomparable.isEmpty)
    }

    @Test func `what another playbook found does not count`() throws {
        let full = try Self.report([("a", "1"), ("b", "1")], asking: ["a", "b"], playbook: "other")
        let partial = try Self.report([("a", "1"), ("b", "1")], asking: ["a"], after: full)
        #expect(partial.states == ["a": .ready, "b": .notChecked])
        #expect(partial.incomparable == [try HostName("b")])
    }
}
