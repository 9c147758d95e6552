import Reports
import RoomModel
import Testing

/// The screens after a scan, whole, in both languages.
@Suite struct TableSnapshotTests {
    private func check(_ report: RoomReport, _ name: String, _ language: Language, now: Timestamp? = nil)
        throws
    {
        let text = SampleRoom.table(
            report,
            language,
            now: now ?? SampleRoom.scanned.advanced(by: .seconds(30))
        )
        expectFitsTerminal(text)
        try expectSnapshot(text, "\(name)-\(language.rawValue)")
    }

    static func withProblems() throws -> SampleRoom {
        var room = try SampleRoom()
        try room.measure("pc04", as: SampleRoom.oldVersion)
        try room.measure("pc19", as: SampleRoom.clock(.seconds(-217_665_000)))
        try room.lose(
            "pc22",
            as: Unreached(
                state: .otherPC,
                phase: .keyExchange,
                cause: "host-key-changed",
                belongsTo: try HostName("pc29")
            )
        )
        try room.lose("pc11", as: SampleRoom.off)
        try room.lose(
            "pc07",
            as: Unreached(
                state: .pcChanged,
                phase: .keyExchange,
                cause: "host-key-changed",
                hasEnrolledCard: true
            )
        )
        try room.measure("pc13", "pc14", "pc15", as: SampleRoom.pass, SampleRoom.lowDisk)
        return room
    }

    @Test(arguments: Language.allCases)
    func `the first scan, with problems`(_ language: Language) throws {
        try check(Self.withProblems().report(), "problems", language)
    }

    @Test(arguments: Language.allCases)
    func `what could not be measured is not called ready`(_ language: Language) throws {
        var room = try SampleRoom()
        try room.measure("pc08", "pc09", as: SampleRoom.pass, SampleRoom.noCurl)
        try room.measure("pc10", as: SampleRoom.screen)
        try room.lose(
            "pc12",
            as: Unreached(state: .tooSlow, phase: .measuring, cause: "timed-out", elapsed: .seconds(30))
        )
        try room.lose("pc14", as: Unreached(state: .noSSH, phase: .connecting, cause: "connection-refused"))
        try room.lose("pc16", as: Unreached(state: .firewall, phase: .connecting, cause: "connect-timed-out"))
        try room.lose(
            "pc18",
            as: Unreached(state: .noAccess, phase: .login, cause: "authentication-rejected")
        )
        try check(room.report(), "unmeasured", language)
    }

    @Test func `the verdict is said again where it would scroll away`() throws {
        let report = try Self.withProblems().report()
        let low = SampleRoom.table(report, .indonesian, page: Page(height: 12))
        let high = SampleRoom.table(report, .indonesian, page: Page(height: 60))
        #expect(low.split(separator: "\n").count { $0.hasPrefix("BELUM SIAP   Lab 1") } == 2)
        #expect(high.split(separator: "\n").count { $0.hasPrefix("BELUM SIAP   Lab 1") } == 1)
    }

    @Test(arguments: Language.allCases)
    func `one cause for everybody is said once`(_ language: Language) throws {
        var room = try SampleRoom()
        for host in room.hosts { try room.measure(host.name.description, as: SampleRoom.silentServer) }
        try room.lose("pc11", as: SampleRoom.off)
        try check(room.report(), "one-cause", language)
    }

    @Test(arguments: Language.allCases)
    func `the laptop's clock is wrong, not thirty others`(_ language: Language) throws {
        var room = try SampleRoom()
        for (index, host) in room.hosts.enumerated() {
            try room.measure(
                host.name.description,
                as: SampleRoom.pass,
                SampleRoom.clock(.seconds(3 * 3_600 + 2_340 + index % 3))
            )
        }
        try check(room.report(), "laptop-clock", language)
    }

    @Test(arguments: [
        (3, 27, Finding.met(.clockOffset(.zero)), false), (3, 27, .met(nil), false),
        (15, 15, .met(nil), false),
        (15, 15, .met(.clockOffset(.seconds(1))), false), (16, 14, .met(nil), true), (2, 0, .met(nil), false),
    ])
    func `only the majority's clock accuses the laptop`(
        _ wrong: Int,
        _ right: Int,
        _ met: Finding,
        _ accuses: Bool
    ) throws {
        var room = try SampleRoom(count: wrong + right, spares: 0)
        for (index, host) in room.hosts.enumerated() {
            let good = CheckResult(check: "time.offset", status: .pass, severity: .fail, finding: met)
            try room.measure(
                host.name.description,
                as: index < wrong ? SampleRoom.clock(.seconds(300)) : good
            )
        }
        #expect(try SampleRoom.table(room.report(), .indonesian).contains("JAM LAPTOP INI") == accuses)
    }

    @Test(arguments: Language.allCases)
    func `everything is ready`(_ language: Language) throws {
        try check(SampleRoom().report(), "ready", language)
    }

    @Test(arguments: Language.allCases)
    func `spares fill the seats`(_ language: Language) throws {
        var room = try SampleRoom()
        try room.lose("pc07", "pc11", "pc22", as: SampleRoom.off)
        try check(room.report(), "spares", language)
    }

    @Test(arguments: Language.allCases)
    func `a rerun updates rows of the last scan`(_ language: Language) throws {
        let first = try Self.withProblems().report()
        var rerun = try SampleRoom()
        rerun.isFull = false
        rerun.at = SampleRoom.scanned.advanced(by: .seconds(600))
        rerun.selected = ["pc04", "pc19", "pc22", "pc07"]
        try rerun.lose("pc07", as: SampleRoom.off)
        try check(rerun.report(after: first), "rerun", language, now: rerun.at.advanced(by: .seconds(30)))
    }

    @Test(arguments: Language.allCases)
    func `Ctrl-C shows what is known`(_ language: Language) throws {
        var room = try Self.withProblems()
        room.reason = .interrupted
        room.skip("pc04", "pc11", "pc19", "pc25", "pc26", "pc29")
        try check(room.report(), "interrupted", language)
    }

    @Test(arguments: Language.allCases)
    func `the exam app is open`(_ language: Language) throws {
        let first = try SampleRoom().report()
        var later = try SampleRoom()
        later.at = SampleRoom.scanned.advanced(by: .seconds(1_740))
        for host in later.hosts.prefix(24) { try later.measure(host.name.description, examOpen: true) }
        try later.lose("pc15", as: SampleRoom.off)
        try check(later.report(after: first), "exam-open", language, now: later.at.advanced(by: .seconds(5)))
    }

    @Test(arguments: Language.allCases)
    func `the laptop is not connected`(_ language: Language) throws {
        var room = try SampleRoom()
        for host in room.hosts { room.skip(host.name.description) }
        room.reason = .controllerBlocked
        room.controller = ControllerFindings(
            interfaces: [
                .init(name: "eth0", isWireless: false, isUp: false, addresses: []),
                .init(name: "wlan0", isWireless: true, isUp: true, addresses: ["10.20.4.17/22"]),
            ],
            isInRoomNetwork: false,
            network: "192.168.0.0/24",
            blocksRun: true,
            at: room.at
        )
        try check(room.report(), "blocked", language)
    }

    @Test func `a clock that was set back is said under the verdict`() throws {
        var room = try SampleRoom()
        room.controller = ControllerFindings(
            interfaces: [],
            isInRoomNetwork: true,
            network: nil,
            blocksRun: false,
            at: SampleRoom.scanned,
            laterRecord: SampleRoom.scanned.advanced(by: .seconds(86_400))
        )
        let text = try SampleRoom.table(room.report(), .indonesian, now: SampleRoom.scanned)
        let lines = text.split(separator: "\n")
        #expect(lines[0].hasPrefix("SIAP   Lab 1"))
        #expect(
            lines[1] == "Jam laptop ini mundur? Kini 24-11-2026 06.51, hasil terakhir 25-11-2026 06.51"
        )
    }

    @Test(arguments: Language.allCases)
    func `a first scan of PCs nobody has enrolled`(_ language: Language) throws {
        var room = try SampleRoom()
        let new = Unreached(state: .newPC, phase: .keyExchange, cause: "host-key-unknown")
        for host in room.hosts { try room.lose(host.name.description, as: new) }
        try check(room.report(), "new-room", language)
    }

    @Test(arguments: Language.allCases)
    func `what nobody can measure is one line`(_ language: Language) throws {
        var room = try SampleRoom()
        for host in room.hosts {
            try room.measure(host.name.description, as: SampleRoom.pass, SampleRoom.screen)
        }
        room.hosts[0].groups.append(try GroupName("proctor"))
        try check(room.report(), "look-yourself", language)
    }

    @Test(arguments: Language.allCases)
    func `a ready room says that the proctor's PC is not`(_ language: Language) throws {
        var room = try SampleRoom()
        room.hosts.append(
            Host(
                name: try HostName("proktor"),
                address: try NetworkAddress("192.168.0.199"),
                groups: [try GroupName("proctor")]
            )
        )
        try room.measure("proktor", as: SampleRoom.fullDisk)
        try check(room.report(), "proctor", language)
    }

    @Test(arguments: Language.allCases)
    func `a room without a number of seats has no verdict`(_ language: Language) throws {
        var room = try SampleRoom(count: 3, spares: 0)
        room.profile.seats = nil
        room.profile.sessions = []
        try room.measure("pc02", as: SampleRoom.oldVersion, SampleRoom.fullDisk)
        try check(room.report(), "no-seats", language)
    }

    @Test(arguments: Language.allCases)
    func `some PCs alone give no verdict`(_ language: Language) throws {
        var room = try SampleRoom()
        room.isFull = false
        room.selected = ["pc01", "pc02"]
        try check(room.report(), "in-part", language)
    }

    @Test(arguments: [40, 60, 100])
    func `any width is kept`(_ width: Int) throws {
        let text = SampleRoom.table(try Self.withProblems().report(), .indonesian, page: Page(width: width))
        expectFitsTerminal(text, width: width, height: 60)
        try expectSnapshot(text, "problems-\(width)-columns")
    }

    @Test(arguments: Language.allCases)
    func `two causes for everybody, and one PC with more`(_ language: Language) throws {
        var room = try SampleRoom()
        for host in room.hosts {
            try room.measure(host.name.description, as: SampleRoom.silentServer, SampleRoom.fullDisk)
        }
        try room.measure("pc03", as: SampleRoom.silentServer, SampleRoom.oldVersion)
        try check(room.report(), "two-causes", language)
    }

    @Test(arguments: Language.allCases)
    func `the run's time was over, and old results do not count`(_ language: Language) throws {
        var first = try SampleRoom()
        first.at = SampleRoom.scanned.advanced(by: .seconds(-7_200))
        var rerun = try SampleRoom()
        rerun.isFull = false
        rerun.reason = .deadline
        rerun.selected = ["pc01", "pc02", "pc03", "pc04"]
        rerun.skip("pc04")
        try rerun.measure("pc01", examOpen: true)
        try rerun.measure("pc02", "pc03", as: SampleRoom.pass, SampleRoom.lowDisk)
        try check(rerun.report(after: first.report()), "old-results", language)
    }

    @Test func `many different problems stay readable, and the verdict comes last again`() throws {
        var room = try SampleRoom()
        let states: [(HostState, HostPhase, String)] = [
            (.firewall, .connecting, "connect-timed-out"), (.noSSH, .identification, "not-ssh"),
            (.newPC, .keyExchange, "host-key-unknown"), (.noAccess, .login, "no-credentials"),
            (.tooSlow, .login, "timed-out"), (.tooSlow, .measuring, "connection-lost"),
            (.inUse, .measuring, "locked"), (.noSSH, .identification, "no-common-algorithm"),
            (.pcChanged, .keyExchange, "host-key-revoked"),
        ]
        for (index, (state, phase, cause)) in states.enumerated() {
            try room.lose(
                room.hosts[index].name.description,
                as: Unreached(
                    state: state,
                    phase: phase,
                    cause: cause,
                    elapsed: .seconds(30),
                    detail: cause == "not-ssh" ? "HTTP/1.1 400" : nil
                )
            )
        }
        for (index, reason) in WordingTests.reasons.enumerated() {
            try room.measure(
                room.hosts[12 + index].name.description,
                as: SampleRoom.pass,
                CheckResult(
                    check: "net.server",
                    status: .unknown,
                    severity: .fail,
                    finding: .notMeasured(reason)
                )
            )
        }
        for language in Language.allCases {
            let text = try SampleRoom.table(room.report(), language, page: Page(height: 24))
            expectFitsTerminal(text, height: 80)
            try expectSnapshot(text, "many-\(language.rawValue)")
        }
    }

    @Test func `many rooms: ready ones are counted`() throws {
        let reports = try (1...12).map { number in
            var room = try SampleRoom(count: 10, spares: 1)
            room.profile.name = "smpn_0\(number)"
            room.profile.seats = number == 4 ? 10 : 9
            if number == 7 { try room.lose("pc01", "pc02", as: SampleRoom.off) }
            if number == 9 { room.profile.seats = nil }
            return try room.report()
        }
        let text = RoomsTable(wording: SampleRoom.wording(.english)).render(reports)
        expectFitsTerminal(text)
        try expectSnapshot(text, "rooms-en")
    }

    @Test func `three rooms take one line each, the worst first`() throws {
        var worst = try SampleRoom(count: 10, spares: 1)
        worst.profile.name = "lab3"
        worst.profile.seats = 9
        try worst.lose("pc01", "pc02", "pc03", as: SampleRoom.off)
        var good = try SampleRoom(count: 10, spares: 1)
        good.profile.name = "lab2"
        good.profile.seats = 9
        let text = try RoomsTable(wording: SampleRoom.wording(.indonesian)).render([
            good.report(), worst.report(),
        ])
        expectFitsTerminal(text)
        try expectSnapshot(text, "rooms-id")
    }
}
