import Reports
import RoomModel
import Testing

/// What a room's screen says beyond its PCs, whole, in both languages.
@Suite struct RoomScreenTests {
    private func check(_ report: RoomReport, _ name: String, _ language: Language, height: Int = 24) throws {
        let text = SampleRoom.table(report, language)
        expectFitsTerminal(text, height: height)
        try expectSnapshot(text, "\(name)-\(language.rawValue)")
    }

    @Test(arguments: Language.allCases)
    func `clones, one unlike the others, and what a person must see`(_ language: Language) throws {
        var room = try SampleRoom()
        for host in room.hosts {
            try room.measure(
                host.name.description,
                as: SampleRoom.pass,
                Self.screen("1920x1080"),
                Self.identity(host.name.description)
            )
        }
        for name in ["pc12", "pc21"] {
            try room.measure(name, as: SampleRoom.pass, Self.screen("1366x768"), Self.identity(name))
        }
        for name in ["pc05", "pc06"] {
            try room.measure(
                name,
                as: SampleRoom.pass,
                SampleRoom.screen,
                Self.identity("desktop-7q2m1ke", machine: "0123456789abcdef0123456789abcdef")
            )
        }
        try check(room.report(), "compared", language)
    }

    @Test func `in the middle of an update the old versions are one cause, and the new ones are ready`()
        throws
    {
        var room = try SampleRoom()
        for host in room.hosts.dropFirst(3) {
            let old = host.name.description < "pc20" ? "25.0525" : "24.1017"
            let result = CheckResult(
                check: AppVersion.check,
                status: .fail,
                severity: .fail,
                finding: .unexpected(.text(old), expected: [.text("26.0222")])
            )
            try room.measure(host.name.description, as: result)
        }
        let text = SampleRoom.table(try room.report(), .english)
        #expect(
            text.contains("ONE CAUSE FOR 27 PCs: app version 25.0525, must be 26.0222 (for example pc04)"),
            "\(text)"
        )
        #expect(text.contains("READY (3)  pc[01-03]"), "\(text)")
        #expect(!text.contains("Odd one out"), "\(text)")
    }

    @Test func `where nobody says which version is right, the note names what to set`() throws {
        var room = try SampleRoom()
        for host in room.hosts {
            let version = host.name.description == "pc07" ? "25.0525" : "26.0222"
            let result = CheckResult(
                check: AppVersion.check,
                status: .pass,
                severity: .warn,
                finding: .compared(.text(version))
            )
            try room.measure(host.name.description, as: result)
        }
        let text = SampleRoom.table(try room.report(), .english)
        #expect(text.contains("- pc07: App version 25.0525, others have 26.0222"), "\(text)")
        #expect(text.contains("exam_app_version"), "\(text)")
        #expect(!text.contains("FIX"), "\(text)")
    }

    @Test(arguments: Language.allCases)
    func `an address on two PCs is held against the one to whom it was not given`(
        _ language: Language
    ) throws {
        var room = try SampleRoom()
        for name in ["pc07", "pc08"] {
            try room.measure(
                name,
                as: SampleRoom.pass,
                CheckResult(
                    check: "ip.dup",
                    status: .pass,
                    severity: .fail,
                    finding: .identity(
                        HostIdentity(
                            name: name,
                            machineID: nil,
                            hardwareAddresses: [],
                            addresses: ["192.168.0.7"]
                        )
                    )
                )
            )
        }
        try check(room.report(), "address-twice", language)
    }

    @Test(arguments: Language.allCases)
    func `a network that is too slow`(_ language: Language) throws {
        try check(Self.fetching(.kibibytes(500), for: .seconds(3)).report(), "slow-network", language)
    }

    @Test(arguments: Language.allCases)
    func `a network that carries the room, and too many for one proctor's PC`(_ language: Language) throws {
        var room = try Self.fetching(.mebibytes(4), for: .seconds(3), count: 50)
        room.profile.seats = 45
        try check(room.report(), "carrying-network", language)
    }

    @Test(arguments: Language.allCases)
    func `an internet connection that nobody measured`(_ language: Language) throws {
        var room = try SampleRoom()
        room.profile.mode = .online
        try check(room.report(), "unmeasured-network", language)
    }

    @Test(arguments: Language.allCases)
    func `forty PCs of which five fail, each in its own way, fit one screen`(_ language: Language) throws {
        var room = try SampleRoom(count: 40, spares: 4)
        room.profile.seats = 36
        try room.measure("pc04", as: SampleRoom.oldVersion)
        try room.measure("pc19", as: SampleRoom.pass, SampleRoom.fullDisk)
        try room.lose("pc11", as: SampleRoom.off)
        try room.lose(
            "pc22",
            as: Unreached(
                state: .otherPC,
                phase: .keyExchange,
                cause: "host-key-changed",
                belongsTo: try HostName("pc29")
            )
        )
        try room.lose(
            "pc07",
            as: Unreached(state: .pcChanged, phase: .keyExchange, cause: "host-key-changed")
        )
        try room.measure("pc13", "pc14", as: SampleRoom.pass, SampleRoom.lowDisk)
        try check(room.report(), "forty", language)
    }

    @Test func `what cannot be read on the same PCs is one line of a screen, and a box each on paper`() throws
    {
        var room = try SampleRoom(count: 3, spares: 0)
        let ids: [CheckID] = ["disp.res", "net.download", "ip.dup"]
        let unread = ids.map { check in
            CheckResult(
                check: check,
                status: .unknown,
                severity: .fail,
                isRequired: false,
                finding: .notMeasured(.notYetOnWindows)
            )
        }
        try room.measure("pc01", "pc02", as: SampleRoom.pass, unread[0], unread[1], unread[2])
        try room.measure("pc03", as: SampleRoom.pass, unread[2])
        let report = try room.report()
        let screen = SampleRoom.table(report, .english)
        #expect(
            screen.contains(
                "[ ] Look yourself at 2 PCs: screen size, download by all at once (not readable)\n"
            )
        )
        #expect(screen.contains("[ ] Look yourself at 3 PCs: address used twice (not readable)\n"))
        let paper = HTMLReport(wording: SampleRoom.wording(.english)).render([report])
        for what in ["2 PCs: screen size", "2 PCs: download by all at once", "3 PCs: address used twice"] {
            #expect(paper.contains("<li>☐ Look yourself at \(what) (not readable)"), "\(what)")
        }
    }

    private static func screen(_ size: String) -> CheckResult {
        CheckResult(check: "disp.res", status: .pass, severity: .fail, finding: .met(.text(size)))
    }

    private static func identity(_ name: String, machine: String? = nil) -> CheckResult {
        CheckResult(
            check: "host.unique",
            status: .pass,
            severity: .warn,
            finding: .identity(HostIdentity(name: name, machineID: machine, hardwareAddresses: []))
        )
    }

    private static func fetching(
        _ amount: ByteCount,
        for time: Duration,
        count: Int = 30
    ) throws -> SampleRoom {
        var room = try SampleRoom(count: count)
        room.profile.mode = .online
        for (index, host) in room.hosts.enumerated() {
            let transfer = Transfer(
                amount: amount,
                began: SampleRoom.scanned.advanced(by: .milliseconds(index * 10)),
                took: time,
                requiredPerSeat: Bandwidth.requiredPerSeat * 4,
                recommendedPerSeat: Bandwidth.recommendedPerSeat * 4
            )
            try room.measure(
                host.name.description,
                as: SampleRoom.pass,
                CheckResult(
                    check: "net.download",
                    status: .pass,
                    severity: .warn,
                    finding: .transfer(transfer)
                )
            )
        }
        return room
    }
}
