import Reports
import RoomModel
import Testing

/// Hand-made events of a room with 30 PCs: pc01 to pc30, the last three spares, seats 1 to 27.
struct SampleRoom {
    /// 2026-11-24 06.51.00 in Jakarta.
    static let scanned = Timestamp(milliseconds: 1_795_477_860_000)
    static let jakarta = ZoneOffset(seconds: 7 * 3_600)

    var profile = RoomProfile(
        name: "lab1",
        title: "Lab 1",
        mode: .semiOnline,
        seats: 27,
        language: .indonesian,
        sessions: ["07:30-09:30", "10:30-12:30"].compactMap(Self.session),
        timeZone: "Asia/Jakarta",
        network: "192.168.0.0/24"
    )
    var hosts: [Host]
    var isFull = true
    var isEveryCheck = true
    /// What every PC is held to.
    var criteria: String?
    var selected: Set<String>?
    var at = Self.scanned
    var unlike: [String: RunEvent?] = [:]
    var controller: ControllerFindings?
    var reason: RunEnd.Reason? = .completed
    /// The session the run is made for.
    var session: SessionKey?

    init(count: Int = 30, spares: Int = 3) throws {
        hosts = try (1...count).map { number in
            let name = number < 10 ? "pc0\(number)" : "pc\(number)"
            let isSpare = number > count - spares
            return Host(
                name: try HostName(name),
                address: try NetworkAddress("192.168.0.\(number)"),
                seat: isSpare ? nil : "\(number)",
                groups: try [GroupName("all")] + (isSpare ? [GroupName("spares")] : [])
            )
        }
    }

    private static func session(_ text: String) -> ExamSession? {
        let parts = text.split(separator: "-").map(String.init)
        guard let start = TimeOfDay(parts[0]), let end = TimeOfDay(parts[1]) else { return nil }
        return ExamSession(start: start, end: end)
    }

    var events: [RunEvent] {
        var events: [RunEvent] = [
            .started(
                RunStart(
                    run: "2026-11-24T06-51-00",
                    at: at,
                    room: profile,
                    hosts: hosts.map {
                        RunHost(
                            $0,
                            isSelected: selected?.contains($0.name.description) ?? true,
                            criteria: criteria
                        )
                    },
                    playbook: "Kesiapan",
                    checks: ["app.version", "disk.free", "time.offset", "net.server"],
                    isFull: isFull,
                    isEveryCheck: isEveryCheck,
                    session: session
                )
            )
        ]
        if let controller { events.append(.controllerChecked(controller)) }
        for host in hosts where selected?.contains(host.name.description) ?? true {
            if let event = unlike[host.name.description] {
                if let event { events.append(event) }
            } else {
                events.append(measured(host.name, [Self.pass]))
            }
        }
        if let reason { events.append(.ended(RunEnd(reason: reason, at: at.advanced(by: .seconds(20))))) }
        return events
    }

    func report(after previous: RoomReport? = nil) throws -> RoomReport {
        try #require(RoomReport(events: events, previous: previous))
    }

    mutating func measure(_ names: String..., as results: CheckResult..., examOpen: Bool = false) throws {
        for name in names {
            unlike[name] = .some(measured(try HostName(name), results, examOpen: examOpen))
        }
    }

    mutating func lose(_ names: String..., as unreached: Unreached) throws {
        for name in names {
            unlike[name] = .some(.notReached(try HostName(name), unreached, at: at.advanced(by: .seconds(8))))
        }
    }

    mutating func skip(_ names: String...) {
        for name in names { unlike[name] = .some(nil) }
    }

    private func measured(_ name: HostName, _ results: [CheckResult], examOpen: Bool = false) -> RunEvent {
        .measured(
            HostMeasurement(
                host: name,
                at: at.advanced(by: .seconds(4)),
                took: .milliseconds(3_400),
                isExamOpen: examOpen,
                results: results
            )
        )
    }

    static let pass = CheckResult(
        check: "app.version",
        status: .pass,
        severity: .fail,
        finding: .met(.text("26.0222"))
    )
    static let oldVersion = CheckResult(
        check: "app.version",
        status: .fail,
        severity: .fail,
        finding: .unexpected(.text("25.0525"), expected: [.text("26.0222")])
    )
    static let fullDisk = CheckResult(
        check: "disk.free",
        subject: "/opt/exam",
        status: .fail,
        severity: .fail,
        finding: .tooLow(.bytes(.mebibytes(410)), minimum: .bytes(.gibibytes(1)))
    )
    static let lowDisk = CheckResult(
        check: "disk.free",
        subject: "/opt/exam",
        status: .warn,
        severity: .fail,
        finding: .tooLow(.bytes(.gibibytes(6)), minimum: .bytes(.gibibytes(10)))
    )
    static let silentServer = CheckResult(
        check: "net.server",
        subject: "https://192.168.0.200/unbk",
        status: .fail,
        severity: .fail,
        finding: .unanswered([EndpointFailure(endpoint: "https://192.168.0.200/unbk", fault: .timedOut)])
    )
    static let screen = CheckResult(
        check: "disp.res",
        status: .unknown,
        severity: .fail,
        isRequired: false,
        finding: .notMeasured(.notYetOnWindows)
    )
    static let noCurl = CheckResult(
        check: "net.server",
        status: .unknown,
        severity: .fail,
        finding: .notMeasured(.needs(["curl"]))
    )
    static func clock(_ offset: Duration) -> CheckResult {
        CheckResult(
            check: "time.offset",
            status: .fail,
            severity: .fail,
            finding: .tooHigh(.clockOffset(offset), maximum: .duration(.seconds(120)))
        )
    }
    static let off = Unreached(
        state: .offOrCable,
        phase: .connecting,
        cause: "connect-timed-out",
        elapsed: .seconds(5)
    )

    static let checks: [CheckID: CheckWording] = [
        "app.version": CheckWording(
            label: Localized(id: "Versi aplikasi", en: "App version"),
            hint: Localized(id: "Perbarui ke versi yang sama", en: "Update to the same version")
        ),
        "disk.free": CheckWording(
            label: Localized(id: "Ruang disk", en: "Free disk space"),
            hint: Localized(id: "Kosongkan disk (min 10 GB)", en: "Free disk space")
        ),
        "time.offset": CheckWording(
            label: Localized(id: "Jam PC", en: "Clock"),
            hint: Localized(id: "Setel jam dan tanggal", en: "Set the clock")
        ),
        "net.server": CheckWording(
            label: Localized(id: "Server ujian", en: "Exam server"),
            hint: Localized(
                id: "Server belum siap atau kabel; cek VM di PC proktor",
                en: "Server not ready, or cable"
            )
        ),
        "host.unique": CheckWording(
            label: Localized(id: "Nama komputer", en: "Computer name"),
            hint: Localized(id: "Ganti nama komputer (hasil kloning)", en: "Rename the cloned PC")
        ),
        "ip.dup": CheckWording(
            label: Localized(id: "Alamat kembar", en: "Address used twice"),
            hint: Localized(id: "Ganti salah satu alamat", en: "Change one of the addresses")
        ),
        "net.download": CheckWording(
            label: Localized(id: "Unduhan serentak", en: "Download by all at once"),
            hint: Localized(id: "Kurangi PC yang dipakai sekaligus", en: "Use fewer PCs at once")
        ),
        "disp.res": CheckWording(
            label: Localized(id: "Ukuran layar", en: "Screen size"),
            hint: Localized(id: "Ubah resolusi ke min 1024x720", en: "Set the resolution")
        ),
    ]

    static func wording(_ language: Language) -> Wording {
        Wording(language: language, checks: checks, zone: jakarta)
    }

    static func table(
        _ report: RoomReport,
        _ language: Language,
        page: Page = Page(),
        now: Timestamp = scanned.advanced(by: .seconds(30))
    ) -> String {
        TableRenderer(wording: wording(language), page: page, now: now).render(report)
    }
}
