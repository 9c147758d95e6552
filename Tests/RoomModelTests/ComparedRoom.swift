import RoomModel

/// A room whose PCs are named one by one, for what is found by comparing them.
struct ComparedRoom {
    static let start = Timestamp(milliseconds: 1_795_477_860_000)

    var profile = RoomProfile(name: "lab", seats: nil)
    private(set) var hosts: [RunHost] = []
    private(set) var events: [RunEvent] = []
    var at = Self.start
    var isFull = true

    init(seats: Int? = nil) {
        profile.seats = seats
    }

    /// Adds a PC that was measured.
    mutating func add(
        _ name: String,
        seat: String? = nil,
        group: String = "clients",
        hostKey: String? = nil,
        examOpen: Bool = false,
        seesOnlyNames: Bool = false,
        seenCard: String? = nil,
        _ results: CheckResult...
    ) throws {
        try add(
            name,
            seat: seat,
            group: group,
            hostKey: hostKey,
            examOpen: examOpen,
            seesOnlyNames: seesOnlyNames,
            seenCard: seenCard,
            results: results
        )
    }

    /// Adds a PC that was measured.
    mutating func add(
        _ name: String,
        seat: String? = nil,
        group: String = "clients",
        hostKey: String? = nil,
        examOpen: Bool = false,
        seesOnlyNames: Bool = false,
        seenCard: String? = nil,
        results: [CheckResult]
    ) throws {
        try add(host: name, seat: seat, group: group)
        events.append(
            .measured(
                HostMeasurement(
                    host: try HostName(name),
                    at: at,
                    took: .seconds(1),
                    isExamOpen: examOpen,
                    results: results,
                    hostKey: hostKey,
                    seesOnlyNames: seesOnlyNames,
                    seenCard: seenCard
                )
            )
        )
    }

    /// Adds a PC that was not reached.
    mutating func lose(
        _ name: String,
        seat: String? = nil,
        group: String = "clients",
        as state: HostState = .offOrCable,
        offered: String? = nil
    ) throws {
        try add(host: name, seat: seat, group: group)
        events.append(
            .notReached(
                try HostName(name),
                Unreached(
                    state: state,
                    phase: .connecting,
                    cause: "connect-timed-out",
                    offeredFingerprint: offered
                ),
                at: at
            )
        )
    }

    /// Adds a PC that is not asked in this run.
    mutating func leave(_ name: String) throws {
        try add(host: name, seat: nil, group: "clients", isSelected: false)
    }

    private mutating func add(host name: String, seat: String?, group: String, isSelected: Bool = true) throws
    {
        let host = Host(
            name: try HostName(name),
            address: try NetworkAddress("10.0.0.\(hosts.count + 1)"),
            seat: seat,
            groups: [try GroupName(group)]
        )
        hosts.append(RunHost(host, isSelected: isSelected))
    }

    /// The room's report.
    func report(after previous: RoomReport? = nil) -> RoomReport? {
        let start = RunStart(
            run: "r",
            at: at,
            room: profile,
            hosts: hosts,
            playbook: "p",
            checks: [],
            isFull: isFull
        )
        return RoomReport(
            events: [.started(start)] + events
                + [.ended(RunEnd(reason: .completed, at: at.advanced(by: .seconds(10))))],
            previous: previous
        )
    }

    static let pass = CheckResult(check: "os.arch", status: .pass, severity: .fail, finding: .met(nil))

    static func identity(
        _ name: String,
        machine: String? = nil,
        card: String? = nil,
        boot: String? = nil,
        address: String? = nil,
        check: CheckID = "host.unique",
        severity: Severity = .warn,
        waiver: Waiver? = nil
    ) -> CheckResult {
        CheckResult(
            check: check,
            status: .pass,
            severity: severity,
            finding: .identity(
                HostIdentity(
                    name: name,
                    machineID: machine,
                    hardwareAddresses: card.map { [$0] } ?? [],
                    bootID: boot,
                    addresses: address.map { [$0] } ?? []
                )
            ),
            waiver: waiver
        )
    }

    static func value(_ check: CheckID, _ measure: Measure, _ status: CheckStatus = .pass) -> CheckResult {
        CheckResult(check: check, status: status, severity: .fail, finding: .met(measure))
    }

    /// The exam app's version, where nobody says which is right.
    static func version(_ version: String, severity: Severity = .warn) -> CheckResult {
        CheckResult(
            check: AppVersion.check,
            status: .pass,
            severity: severity,
            finding: .compared(.text(version))
        )
    }

    /// A clock ahead of the controller's by so many seconds, judged by the usual limits.
    static func clock(_ seconds: Int64) -> CheckResult {
        let (offset, distance) = (Duration.seconds(seconds), seconds.magnitude)
        return CheckResult(
            check: "time.offset",
            status: distance > 120 ? .fail : distance > 30 ? .warn : .pass,
            severity: .fail,
            finding: distance > 30
                ? .tooHigh(.clockOffset(offset), maximum: .duration(.seconds(distance > 120 ? 120 : 30)))
                : .met(.clockOffset(offset))
        )
    }
}

extension RoomReport {
    /// The states by name.
    var states: [String: HostState] {
        Dictionary(uniqueKeysWithValues: rows.map { ($0.host.name.description, $0.state) })
    }

    /// The one result of a check on a PC.
    func result(_ check: CheckID, on name: String) -> CheckResult? {
        rows.first { $0.host.name.description == name }?.results.first { $0.check == check }
    }
}
