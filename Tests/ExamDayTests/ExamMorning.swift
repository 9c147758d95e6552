import ExamDay
import FoundationEssentials
import History
import RoomModel
import Synchronization

/// A room with a history of its own and a clock that is set by hand: 24 November 2026 in Jakarta, sessions 07.30-09.30
/// and 10.30-12.30.
///
/// pc01 to pc04 have the seats 1, 2, A3 and 04; pc28 and pc29 are spares, pc30 has no SSH, `server` is the proctor's.
final class ExamMorning: Sendable {
    static let room = "lab-1"
    static let east = 7 * 3_600
    static let midnight: Int64 = 1_795_453_200_000

    let folder = FileManager.default.temporaryDirectory.path + "/siaga-exam-day-\(UUID().uuidString)"
    let history: RunHistory
    let hosts: [RunHost]
    private let clock = Mutex(Timestamp(milliseconds: ExamMorning.midnight))
    private let count = Mutex(0)

    let profile = RoomProfile(
        name: "lab",
        title: "Lab 1",
        seats: 4,
        sessions: [("07:30", "09:30"), ("10:30", "12:30")].compactMap { start, end in
            guard let start = TimeOfDay(start), let end = TimeOfDay(end) else { return nil }
            return ExamSession(start: start, end: end)
        }
    )

    init() throws {
        history = RunHistory(folder: folder)
        hosts = try [
            ("pc01", "1", ""), ("pc02", "2", ""), ("pc03", "A3", ""), ("pc04", "04", ""),
            ("pc28", nil, "spares"), ("pc29", nil, "spares"), ("pc30", nil, "none"),
            ("server", "1", "proctor"),
        ].map { (name: String, seat: String?, group: String) in
            RunHost(
                Host(
                    name: try HostName(name),
                    address: try NetworkAddress(name),
                    access: group == "none" ? .none : .ssh,
                    seat: seat,
                    groups: group.isEmpty || group == "none" ? [] : [try GroupName(group)]
                )
            )
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A moment of the day.
    static func at(_ clock: String, _ second: Int = 0) -> Timestamp {
        let minutes = TimeOfDay(clock)?.minutes ?? 0
        return Timestamp(milliseconds: midnight + Int64(minutes * 60 + second) * 1_000)
    }

    /// The book at a time of the day.
    func book(_ clock: String, by: String = "sari") -> RoomBook {
        self.clock.withLock { $0 = Self.at(clock) }
        return RoomBook(
            profile,
            hosts: hosts,
            key: Self.room,
            history: history,
            secondsEast: Self.east,
            keeper: RoomBook.Keeper(
                by: by,
                name: { [self] _ in nextName() },
                now: { [self] in self.clock.withLock(\.self) }
            )
        )
    }

    private func nextName() -> String {
        count.withLock { count in
            count += 1
            return "act-\(count)"
        }
    }

    /// What was found of a PC in a run.
    enum Found {
        case ready, broken, incomplete, examOpen, off
        /// The key of this other PC answered at its address.
        case other(String)
        case state(HostState)
        /// Ready, over a connection without a host key.
        case local
    }

    /// Writes a whole run at a time of the day.
    func scan(_ clock: String, isFull: Bool = true, _ found: [String: Found]) async throws {
        let at = Self.at(clock)
        let moment = profile.moment(at: RoomTime(at, secondsEast: Self.east))
        var events: [RunEvent] = [
            .started(
                RunStart(
                    run: "run-\(clock)",
                    at: at,
                    room: profile,
                    hosts: hosts,
                    playbook: "readiness",
                    checks: ["a"],
                    isFull: isFull,
                    session: moment.session
                )
            )
        ]
        for (name, what) in found.sorted(by: { $0.key < $1.key }) {
            events.append(try Self.event(try HostName(name), what, at: at.advanced(by: .seconds(5))))
        }
        events.append(.ended(RunEnd(reason: .completed, at: at.advanced(by: .seconds(10)))))
        await history.begin("run-\(clock)", room: Self.room)
        for event in events { await history.append(event, to: "run-\(clock)", room: Self.room) }
        await history.finish("run-\(clock)", room: Self.room, now: at)
    }

    private static func event(_ host: HostName, _ found: Found, at: Timestamp) throws -> RunEvent {
        func measured(_ status: CheckStatus?, key: String? = "SHA256:x") -> RunEvent {
            let results = [CheckStatus.pass, status].compactMap(\.self).enumerated().map { index, status in
                CheckResult(
                    check: CheckID("check.\(index)"),
                    status: status,
                    severity: .fail,
                    finding: .met(nil)
                )
            }
            return .measured(
                HostMeasurement(
                    host: host,
                    at: at,
                    took: .seconds(1),
                    isExamOpen: status == .notApplicable,
                    results: status == .notApplicable ? [] : results,
                    hostKey: key
                )
            )
        }
        func lost(_ state: HostState, _ other: String? = nil) throws -> RunEvent {
            .notReached(
                host,
                Unreached(
                    state: state,
                    phase: .connecting,
                    cause: "x",
                    belongsTo: try other.map { try HostName($0) }
                ),
                at: at
            )
        }
        switch found {
        case .ready: return measured(nil)
        case .broken: return measured(.fail)
        case .incomplete: return measured(.unknown)
        case .examOpen: return measured(.notApplicable)
        case .local: return measured(nil, key: nil)
        case .off: return try lost(.offOrCable)
        case .other(let other): return try lost(.otherPC, other)
        case .state(let state): return try lost(state)
        }
    }
}
