import RoomModel
import Testing

/// From rows to a room's verdict and an exit code, and what a partial run may change.
@Suite struct RoomReportTests {
    static let start = Timestamp(milliseconds: 1_795_477_860_000)

    /// A room whose PCs are written as letters: R ready, N with note, F fix, I not complete, X exam open, O off,
    /// L no SSH by design, `-` no event, `.` not asked; a capital S in front makes a spare, P the proctor's.
    static func events(
        _ pcs: String,
        seats: Int? = nil,
        isFull: Bool = true,
        isEveryCheck: Bool = true,
        at: Timestamp = start,
        end: RunEnd.Reason? = .completed,
        playbook: String = "p"
    ) throws -> [RunEvent] {
        var hosts: [RunHost] = []
        var events: [RunEvent] = []
        for (index, text) in pcs.split(separator: " ").enumerated() {
            let name = try HostName("pc\(index + 1)")
            let group = text.hasPrefix("S") ? "spares" : text.hasPrefix("P") ? "proctor" : "clients"
            let letter = text.last ?? "-"
            hosts.append(
                RunHost(
                    Host(
                        name: name,
                        address: try NetworkAddress("10.0.0.\(index + 1)"),
                        access: letter == "L" ? .none : .ssh,
                        groups: [try GroupName(group)]
                    ),
                    isSelected: letter != "."
                )
            )
            func measured(_ statuses: [CheckStatus], examOpen: Bool = false) -> RunEvent {
                .measured(
                    HostMeasurement(
                        host: name,
                        at: at,
                        took: .seconds(1),
                        isExamOpen: examOpen,
                        results: statuses.enumerated().map { offset, status in
                            CheckResult(
                                check: CheckID("check.\(offset)"),
                                status: status,
                                severity: .fail,
                                finding: .met(nil)
                            )
                        }
                    )
                )
            }
            switch letter {
            case "R": events.append(measured([.pass, .pass]))
            case "1": events.append(measured([.pass]))
            case "N": events.append(measured([.pass, .warn]))
            case "F": events.append(measured([.pass, .fail]))
            case "I": events.append(measured([.pass, .unknown]))
            case "X": events.append(measured([], examOpen: true))
            case "O":
                events.append(
                    .notReached(
                        name,
                        Unreached(state: .offOrCable, phase: .connecting, cause: "connect-timed-out"),
                        at: at
                    )
                )
            default: break
            }
        }
        let begin = RunStart(
            run: "r",
            at: at,
            room: RoomProfile(name: "lab", seats: seats),
            hosts: hosts,
            playbook: playbook,
            checks: ["check.0", "check.1"],
            isFull: isFull,
            isEveryCheck: isEveryCheck
        )
        let last = end.map { [RunEvent.ended(RunEnd(reason: $0, at: at))] } ?? []
        return [.started(begin)] + events + last
    }

    static func report(
        _ pcs: String,
        seats: Int? = nil,
        isFull: Bool = true,
        isEveryCheck: Bool = true,
        at: Timestamp = start,
        end: RunEnd.Reason? = .completed,
        playbook: String = "p",
        after previous: RoomReport? = nil
    ) throws -> RoomReport {
        let events = try events(
            pcs,
            seats: seats,
            isFull: isFull,
            isEveryCheck: isEveryCheck,
            at: at,
            end: end,
            playbook: playbook
        )
        return try #require(RoomReport(events: events, previous: previous))
    }

    private func states(_ report: RoomReport) -> [HostState] { report.rows.map(\.state) }

    @Test(arguments: [
        ("R R N", 3, RoomVerdict.Kind.ready, 0, Int32(0)), ("R R SR", 3, .readyWithSpares, 0, 0),
        ("R R R SR", 3, .ready, 0, 0), ("R R F", 3, .notReady, 1, 2), ("R R O", 3, .notReady, 1, 3),
        ("R R I", 3, .notReady, 1, 3), ("R O F", 3, .notReady, 2, 2), ("R R", 3, .notReady, 1, 2),
        ("R R PR", 3, .notReady, 1, 2), ("R R PF O", 3, .notReady, 1, 3), ("R R R PF", 3, .ready, 0, 0),
        ("R R L", 3, .notReady, 1, 3), ("R R X", 3, .notReady, 1, 3), ("R R F SR", 3, .readyWithSpares, 0, 0),
        ("O O O", 3, .notReady, 3, 3), ("", 1, .notReady, 1, 2), ("R", 0, .ready, 0, 0),
    ])
    func `seats are filled by ready PCs, spares last`(
        _ pcs: String,
        _ seats: Int,
        _ kind: RoomVerdict.Kind,
        _ missing: Int,
        _ exitCode: Int32
    ) throws {
        let report = try Self.report(pcs, seats: seats)
        #expect(report.verdict?.kind == kind)
        #expect(report.verdict?.missing == missing)
        #expect(report.exitCode() == exitCode)
    }

    @Test(arguments: [
        ("R N", Int32(0)), ("R F", 2), ("R O", 3), ("R I", 3), ("F O", 2), ("R L", 3), ("R X", 3), ("R -", 3),
        ("", 3),
    ])
    func `without seats every PC counts for itself`(_ pcs: String, _ exitCode: Int32) throws {
        let report = try Self.report(pcs)
        #expect(report.verdict == nil)
        #expect(report.exitCode() == exitCode)
        #expect(try Self.report(pcs, seats: 0).exitCode(by: .host) == exitCode)
    }

    @Test func `several rooms answer with the worst`() throws {
        let (good, failed, unseen) = try (
            Self.report("R", seats: 1), Self.report("F", seats: 1), Self.report("O", seats: 1)
        )
        #expect([good, good].exitCode() == 0)
        #expect([good, unseen].exitCode() == 3)
        #expect([unseen, failed, good].exitCode() == 2)
    }

    @Test func `a partial run has no verdict of its own`() throws {
        let partial = try Self.report("R . .", seats: 1, isFull: false)
        #expect(partial.verdict == nil)
        #expect(states(partial) == [.ready, .notChecked, .notChecked])
        #expect(partial.exitCode() == 0)
    }

    @Test func `a partial run updates rows of the full one, each with its time`() throws {
        let full = try Self.report("R F O", seats: 3)
        let later = Self.start.advanced(by: .seconds(600))
        let rerun = try Self.report(". R R", seats: 3, isFull: false, at: later, after: full)
        #expect(rerun.verdict?.kind == .ready)
        #expect(rerun.rows.map(\.at) == [Self.start, later, later])
        #expect(rerun.oldest == Self.start)
        #expect(rerun.coversRoom)
    }

    @Test func `a result older than an hour fills no seat`() throws {
        let full = try Self.report("R F", seats: 2)
        func rerun(after seconds: Int) throws -> RoomReport {
            try Self.report(
                ". R",
                seats: 2,
                isFull: false,
                at: Self.start.advanced(by: .seconds(seconds)),
                after: full
            )
        }
        #expect(try rerun(after: 3_600).verdict?.kind == .ready)
        #expect(try rerun(after: 3_601).verdict?.kind == .notReady)
        #expect(try rerun(after: 3_601).exitCode() == 3)
    }

    @Test func `results of another playbook or room are not mixed in`() throws {
        let other = try Self.report("R R", seats: 2, playbook: "other")
        let partial = try Self.report("R .", seats: 2, isFull: false, after: other)
        #expect(states(partial) == [.ready, .notChecked])
        #expect(partial.verdict == nil)
    }

    @Test func `some checks alone never make a PC ready`() throws {
        let first = try Self.report("1 1", seats: 2, isFull: false, isEveryCheck: false)
        #expect(states(first) == [.notComplete, .notComplete])
        let full = try Self.report("F O", seats: 2)
        let some = try Self.report("1 1", seats: 2, isFull: false, isEveryCheck: false, after: full)
        let twice = try Self.report("1 1", seats: 2, isFull: false, isEveryCheck: false, after: some)
        #expect(states(twice)[1] == .notComplete, "the same check again proves no more")
        #expect(
            states(some) == [.fix, .notComplete],
            "the failed check was not measured again; the other PC never was"
        )
    }

    @Test func `a clock that was set back makes earlier results old`() throws {
        let full = try Self.report("R F", seats: 2, at: Self.start.advanced(by: .seconds(10_800)))
        let rerun = try Self.report(". R", seats: 2, isFull: false, after: full)
        #expect(rerun.verdict?.kind == .notReady)
        #expect(rerun.rows[0].isOld(at: rerun.asOf))
    }

    @Test func `some checks of all PCs are no verdict`() throws {
        #expect(try Self.report("1 1", seats: 2, isFull: false, isEveryCheck: false).verdict == nil)
    }

    @Test func `some checks measured again keep the age of the others`() throws {
        let full = try Self.report("R F", seats: 2)
        let later = Self.start.advanced(by: .seconds(60))
        let again = try Self.report(
            "R R",
            seats: 2,
            isFull: false,
            isEveryCheck: false,
            at: later,
            after: full
        )
        #expect(states(again) == [.ready, .ready])
        let one = try Self.report("1 1", seats: 2, isFull: false, isEveryCheck: false, at: later, after: full)
        #expect(states(one) == [.ready, .fix])
        #expect(one.rows[0].at == Self.start)
    }

    @Test func `a stopped run leaves what it did not reach as not checked`() throws {
        let full = try Self.report("R R", seats: 2)
        let stopped = try Self.report("R -", seats: 2, end: .interrupted, after: full)
        #expect(states(stopped) == [.ready, .notChecked])
        #expect(stopped.verdict == nil)
        #expect(stopped.exitCode() == 3)
        let killed = try Self.report("R R", seats: 2, end: nil)
        #expect(killed.verdict == nil)
        let finished = try Self.report(". R", seats: 2, isFull: false, after: stopped)
        #expect(finished.verdict?.kind == .ready)
    }

    @Test func `a run past its deadline still judges what it saw`() throws {
        let late = try Self.report("R -", seats: 2, end: .deadline)
        #expect(late.verdict?.kind == .notReady)
        #expect(late.exitCode() == 3)
    }

    @Test func `an open exam app keeps a ready result for an hour`() throws {
        let full = try Self.report("R F R", seats: 3)
        func later(_ seconds: Int, after previous: RoomReport) throws -> RoomReport {
            try Self.report(
                "X X R",
                seats: 2,
                at: Self.start.advanced(by: .seconds(seconds)),
                after: previous
            )
        }
        let soon = try later(1_800, after: full)
        #expect(soon.verdict?.kind == .ready)
        #expect(soon.rows[0].earlier == RoomRow.Earlier(state: .ready, at: Self.start))
        #expect(
            soon.rows[1].keptResult(at: soon.asOf) == nil,
            "a PC that needed fixing is not ready because the app is open"
        )
        let again = try later(3_600, after: soon)
        #expect(again.verdict?.kind == .ready, "what was remembered is remembered again, with its own age")
        #expect(try later(3_601, after: again).verdict?.kind == .notReady)
    }

    @Test func `a PC without SSH is looked at by a person`() throws {
        #expect(states(try Self.report("L R")) == [.lookYourself, .ready])
    }

    @Test func `a blocked run contacts nobody and says so`() throws {
        let blocked = try Self.report("- -", seats: 2, end: .controllerBlocked)
        #expect(states(blocked) == [.notChecked, .notChecked])
        #expect(blocked.verdict == nil)
        #expect(blocked.exitCode() == 3)
        let full = try Self.report("R R", seats: 2)
        let after = try Self.report("- -", seats: 2, end: .controllerBlocked, after: full)
        #expect(states(after) == [.ready, .ready], "the last result stays")
        #expect(after.verdict == nil)
        #expect(after.exitCode() == 3)
    }

    @Test func `several runs fold into the room as it stands`() throws {
        let runs = try [
            Self.events("R F O", seats: 2), Self.events("- - -", seats: 2, end: .controllerBlocked), [],
            Self.events(". R .", seats: 2, isFull: false),
        ]
        let report = try #require(RoomReport.folding(runs))
        #expect(states(report) == [.ready, .ready, .offOrCable])
        #expect(report.verdict?.kind == .ready)
        #expect(RoomReport.folding([]) == nil)
    }

    @Test func `events without a beginning are no report`() throws {
        #expect(RoomReport(events: []) == nil)
        #expect(RoomReport(events: Array(try Self.events("R").dropFirst())) == nil)
    }

    @Test func `the last word about a PC counts`() throws {
        var events = try Self.events("R")
        let host = try HostName("pc1")
        events.append(
            .notReached(
                host,
                Unreached(state: .tooSlow, phase: .measuring, cause: "timed-out"),
                at: Self.start
            )
        )
        #expect(RoomReport(events: events)?.rows.first?.state == .tooSlow)
    }
}
