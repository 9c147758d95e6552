import Reports
import RoomModel
import Testing

/// The screens beside the scan's table: start, progress, enrolment, commands, wrong documents.
@Suite struct OtherScreenTests {
    static let now = SampleRoom.scanned.advanced(by: .seconds(-60))

    @Test(arguments: Language.allCases)
    func `the start screen says what to type`(_ language: Language) throws {
        let sample = try SampleRoom()
        var yesterday = sample
        yesterday.at = Self.now.advanced(by: .seconds(-52_680))
        let screen = StartScreen(wording: SampleRoom.wording(language), now: Self.now)
        let room = Room(profile: sample.profile, hosts: sample.hosts)
        let text = try screen.render(room, last: .known(yesterday.report()))
        expectFitsTerminal(text)
        try expectSnapshot(text, "start-\(language.rawValue)")
        let empty = screen.render(nil)
        expectFitsTerminal(empty)
        try expectSnapshot(empty, "start-empty-\(language.rawValue)")
        let several = screen.render(nil, among: [sample.profile, RoomProfile(name: "lab2")])
        #expect(several.split(separator: "\n")[0].hasSuffix(": lab1, lab2"))
        #expect(several.replacing("\u{A0}", with: " ").contains("siaga scan lab1"))
    }

    @Test(arguments: Language.allCases)
    func `the start screen says why there is no last result, and how the laptop stands`(
        _ language: Language
    ) throws {
        let sample = try SampleRoom()
        let screen = StartScreen(wording: SampleRoom.wording(language), now: Self.now)
        let room = Room(profile: sample.profile, hosts: sample.hosts)
        func findings(_ isNear: Bool?) -> ControllerFindings {
            ControllerFindings(
                interfaces: [
                    .init(
                        name: "eth0",
                        isWireless: false,
                        isUp: isNear != false,
                        addresses: ["192.168.0.50/24"]
                    ),
                    .init(
                        name: "wlan0",
                        isWireless: true,
                        isUp: isNear == false,
                        addresses: ["10.20.4.17/22"]
                    ),
                ],
                isInRoomNetwork: isNear,
                network: "192.168.0.0/24",
                blocksRun: isNear == false,
                at: Self.now
            )
        }
        let unreadable = LastResult.unreadable(
            Localized(id: "~/siaga.db sedang dipakai", en: "~/siaga.db is in use"),
            hint: Localized(id: "tunggu", en: "wait")
        )
        let text = screen.render(room, last: unreadable, laptop: findings(false), isOnMains: false)
        expectFitsTerminal(text)
        try expectSnapshot(text, "start-unreadable-\(language.rawValue)")
        let good = screen.render(room, laptop: findings(true), isOnMains: true)
        let line =
            language == .indonesian ? "kabel LAN 192.168.0.50, listrik ada" : "cable 192.168.0.50, on mains"
        #expect(good.contains(line + "\n"), "\(good)")
        #expect(screen.render(room, laptop: findings(nil)).contains("192.168.0.50\n"))
    }

    @Test func `the start screen says what a run without a verdict saw`() throws {
        var part = try SampleRoom()
        part.isFull = false
        part.selected = ["pc01", "pc02"]
        let screen = StartScreen(wording: SampleRoom.wording(.indonesian), now: Self.now)
        let text = try screen.render(
            Room(profile: part.profile, hosts: part.hosts),
            last: .known(part.report())
        )
        #expect(text.contains("2 dari 2 PC yang diperiksa siap"), "\(text)")
    }

    @Test(arguments: Language.allCases)
    func `progress names who is pending at what`(_ language: Language) throws {
        let room = try SampleRoom()
        var progress = try #require(
            room.events.first.flatMap { if case .started(let start) = $0 { RunProgress(start) } else { nil } }
        )
        for host in room.hosts {
            let number = try #require(Int(host.name.description.dropFirst(2)))
            switch number {
            case 4, 11, 29:
                progress.apply(.phase(host.name, number == 4 ? .measuring : .connecting, at: room.at))
            case 25, 26: break
            default: progress.apply(.notReached(host.name, SampleRoom.off, at: room.at))
            }
        }
        let renderer = ProgressRenderer(wording: SampleRoom.wording(language))
        let text = renderer.lines(progress, now: room.at.advanced(by: .seconds(8))).map { $0 + "\n" }.joined()
        expectFitsTerminal(text, height: 7)
        try expectSnapshot(text, "progress-\(language.rawValue)")
        for width in [40, 57] {
            let narrow = ProgressRenderer(wording: SampleRoom.wording(language), page: Page(width: width))
            let lines = narrow.lines(progress, now: room.at.advanced(by: .seconds(8)))
            expectFitsTerminal(lines.map { $0 + "\n" }.joined(), width: width, height: 8)
        }
    }

    private static func fingerprint(_ letter: Character) -> String {
        "SHA256:" + String(repeating: letter, count: 43)
    }

    static func enrollment(listed: Bool) throws -> Enrollment {
        let names = try (1...8).map { try HostName("pc0\($0)") }
        func row(
            _ index: Int,
            _ outcome: EnrollmentRow.Outcome,
            _ letter: Character?,
            _ comparison: EnrollmentRow.Comparison? = nil,
            card: String? = nil
        )
            throws -> EnrollmentRow
        {
            EnrollmentRow(
                host: names[index - 1],
                seat: "\(index)",
                address: try NetworkAddress("192.168.0.\(index)"),
                outcome: outcome,
                keyType: letter == nil ? nil : "ssh-ed25519",
                fingerprint: letter.map(fingerprint),
                card: card,
                enrolledCard: card.map { _ in "3c:52:82:0a:11:05" },
                comparison: listed ? comparison : nil
            )
        }
        return Enrollment([
            try row(1, .new, "a", .matches),
            try row(2, .new, "b", .differs(listed: [fingerprint("x")])),
            try row(3, .known, "c"),
            try row(
                4,
                .changed(.init(trusted: [fingerprint("o")], belongsTo: .init(host: names[2]))),
                "d",
                card: "3c:52:82:0a:11:03"
            ),
            try row(5, .changed(.init(trusted: [fingerprint("p")])), "e", card: "3C:52:82:0a:11:05"),
            try row(6, .new, "z", .matches),
            try row(7, .new, "z", .notListed),
            try row(8, .notReached(SampleRoom.off), nil),
        ])
    }

    @Test(arguments: Language.allCases, [false, true])
    func `enrolment shows whole fingerprints, clones and changed keys`(_ language: Language, listed: Bool)
        throws
    {
        let enrollment = try Self.enrollment(listed: listed)
        let screen = EnrollmentScreen(wording: SampleRoom.wording(language))
        let question = screen.question(enrollment, room: "Lab 1").map { $0 + "\n" } ?? ""
        let samples = enrollment.acceptable.map(\.host)
        let text =
            screen.render(enrollment, samples: samples) + "\n" + question
            + screen.saved(enrollment.acceptable.map(\.host), to: "lab1/known_hosts")
        expectFitsTerminal(text, height: 60)
        try expectSnapshot(text, "enroll\(listed ? "-listed" : "")-\(language.rawValue)")
        let narrow = EnrollmentScreen(wording: SampleRoom.wording(language), page: Page(width: 40)).render(
            enrollment
        )
        let joined = narrow.filter { !$0.isWhitespace }
        #expect(joined.contains(Self.fingerprint("d")), "a fingerprint may break, and is never cut")
    }

    @Test func `a changed key is replaced only where that was asked for`() throws {
        let screen = EnrollmentScreen(wording: SampleRoom.wording(.english))
        let unasked = try Self.enrollment(listed: false)
        #expect(screen.render(unasked).contains("siaga enroll --rotate pc05"))
        let enrollment = Enrollment(unasked.rows, rotating: [try HostName("pc05")])
        #expect(enrollment.acceptable.map(\.host.description) == ["pc01", "pc02", "pc05"])
        let text = screen.render(enrollment)
        #expect(!text.contains("siaga enroll --rotate pc05"))
        #expect(text.contains("every letter"))
    }

    @Test func `the key of another PC is never kept, and no command is named that would`() throws {
        let rows = try Self.enrollment(listed: false).rows
        let enrollment = Enrollment(rows, rotating: Set(rows.map(\.host)))
        #expect(enrollment.acceptable.map(\.host.description) == ["pc01", "pc02", "pc05"])
        let text = EnrollmentScreen(wording: SampleRoom.wording(.english)).render(enrollment)
        #expect(text.contains("pc04 (192.168.0.4): ANOTHER PC'S KEY"))
        #expect(text.contains("The new one is the key of pc03: swapped."))
        #expect(!text.contains("--rotate"), "\(text)")
    }

    @Test func `only new keys that nobody contradicts may be kept`() throws {
        #expect(try Self.enrollment(listed: false).acceptable.map(\.host.description) == ["pc01", "pc02"])
        #expect(try Self.enrollment(listed: true).acceptable.map(\.host.description) == ["pc01"])
        #expect(
            EnrollmentScreen(wording: SampleRoom.wording(.english)).question(Enrollment([]), room: "x") == nil
        )
    }

    static func execRows() throws -> [ExecRow] {
        let sample = try SampleRoom()
        return try sample.hosts.enumerated().map { index, host in
            let outcome: ExecRow.Outcome =
                switch index + 1 {
                case 7: .exited(code: 1, output: "", errors: "cannot open\tfile\r\n")
                case 11, 12: .notReached(SampleRoom.off)
                case 13: .examOpen
                case 14: .unknownEnd(output: "half a li", errors: "")
                case 15: .signalled("KILL", output: "", errors: "")
                default: .exited(code: 0, output: "Debian 12\n", errors: "")
                }
            return ExecRow(host: try HostName(host.name.description), outcome: outcome)
        }
    }

    @Test(arguments: Language.allCases)
    func `identical outputs are shown once`(_ language: Language) throws {
        let text = try ExecReport(wording: SampleRoom.wording(language)).render(Self.execRows())
        expectFitsTerminal(text, height: 40)
        try expectSnapshot(text, "exec-\(language.rawValue)")
    }

    @Test func `a late command was ended on the PC, or may still run there`() throws {
        let late = Unreached(state: .tooSlow, phase: .running, cause: "timed-out", elapsed: .seconds(90))
        let rows = [
            ExecRow(host: try HostName("pc01"), outcome: .overran(.seconds(90))),
            ExecRow(host: try HostName("pc02"), outcome: .mayStillRun(late)),
        ]
        for (language, ended, left) in [
            (Language.english, "ended on the PC", "it may still run on the PC"),
            (.indonesian, "dihentikan di PC", "mungkin masih berjalan di PC"),
        ] {
            let text = ExecReport(wording: SampleRoom.wording(language)).render(rows)
            let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("pc01") && words.contains(ended), "\(text)")
            #expect(words.contains("pc02") && words.contains(left), "\(text)")
        }
        #expect(ExecReport.exitCode(rows) == 2)
        #expect(ExecReport.exitCode(Array(rows.suffix(1))) == 3)
    }

    @Test func `exec fails for a PC that failed, and is unknown for one that was not seen`() throws {
        let rows = try Self.execRows()
        #expect(ExecReport.exitCode(rows) == 2)
        #expect(
            ExecReport.exitCode(
                rows.filter { $0.host.description != "pc07" && $0.host.description != "pc15" }
            ) == 3
        )
        #expect(ExecReport.exitCode(Array(rows.prefix(6))) == 0)
    }

    @Test(arguments: [
        (
            ExecRow.Outcome.inSession, "sesi ujian berlangsung, tidak dijalankan",
            "an exam session runs, nothing was run"
        ),
        (
            .brokenOff(.examOpen), "APLIKASI BUKA  dihentikan: ujian dibuka saat perintah berjalan",
            "EXAM OPEN  stopped: the exam opened while the command ran"
        ),
        (
            .brokenOff(.inSession), "dihentikan: sesi ujian dimulai saat perintah berjalan",
            "stopped: an exam session began while the command ran"
        ),
        (
            .leftRunning(.examOpen),
            "APLIKASI BUKA  ujian dibuka saat perintah berjalan; mungkin masih berjalan di PC",
            "EXAM OPEN  the exam opened while the command ran; it may still run on the PC"
        ),
        (
            .leftRunning(.inSession),
            "sesi ujian dimulai saat perintah berjalan; mungkin masih berjalan di PC",
            "an exam session began while the command ran; it may still run on the PC"
        ),
    ])
    func `a command that the exam kept from a PC, or ended, has no result, and its row says why`(
        _ outcome: ExecRow.Outcome,
        _ indonesian: String,
        _ english: String
    ) throws {
        let rows = [ExecRow(host: try HostName("pc01"), outcome: outcome)]
        #expect(ExecReport.exitCode(rows) == 3)
        for (language, sentence) in [(Language.indonesian, indonesian), (.english, english)] {
            let text = ExecReport(wording: SampleRoom.wording(language)).render(rows)
            #expect(text.replacing("\n    ", with: " ").contains("pc01  \(sentence)\n"), "\(text)")
        }
    }

    @Test(arguments: Language.allCases)
    func `wrong documents are counted, and nobody was contacted`(_ language: Language) throws {
        let file = "rooms/daftar-pc.csv"
        let error = InvalidDocuments(
            (1...4).map { Problem(at: SourceLocation(file: file, line: $0), "wrong") }
                + [Problem(.warning, at: SourceLocation(file: file, line: 9), "odd")]
        )
        let headline = ProblemHeadline(
            error,
            command: "siaga scan",
            language: language,
            hasLastResult: true
        )
        expectFitsTerminal((headline.first + headline.last).map { $0 + "\n" }.joined())
        try expectSnapshot(
            (headline.first + headline.last).map { $0 + "\n" }.joined(),
            "wrong-documents-\(language.rawValue)"
        )
        #expect(
            ProblemHeadline(error, in: .playbook, command: "siaga scan", language: language).first
                != headline.first
        )
    }
}
