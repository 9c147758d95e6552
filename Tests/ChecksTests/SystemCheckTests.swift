import Checks
import Facts
import RoomModel
import Testing

/// The judgements of the system checks: at, above and below each limit, and without a measurement.
struct SystemCheckTests {
    /// What `check` says to one fact's reading.
    private func judgement<F: Fact>(
        _ check: some Check,
        _ fact: F,
        _ reading: F.Reading
    ) throws(Unmeasured) -> Judgement {
        var readings = FactReadings()
        readings.record(fact, .success(reading))
        return try check.judge(readings)
    }

    private static let debian = OperatingSystem(
        family: "linux",
        name: "debian-12",
        title: "Debian GNU/Linux 12 (bookworm)"
    )

    @Test(arguments: [
        (["debian-12"], [], CheckStatus.pass), (["linux"], ["debian-12"], .pass),
        (["windows-10"], ["linux"], .warn),
        (["windows-10", "windows-11"], ["debian-11"], .fail),
    ])
    func `an operating system is looked up in both lists`(
        _ good: [String],
        _ tolerated: [String],
        _ status: CheckStatus
    ) throws {
        let judged = try judgement(
            OSVersionCheck(good: good, tolerated: tolerated),
            OSVersionFact(),
            Self.debian
        )
        let title = Measure.text("Debian GNU/Linux 12 (bookworm)")
        #expect(judged.status == status)
        #expect(
            judged.finding
                == (status == .pass ? .met(title) : .unexpected(title, expected: good.map { .text($0) }))
        )
    }

    @Test(
        arguments: [
            (64, 64, CheckStatus.pass), (64, 32, .fail), (32, 64, .fail), (32, 32, .pass), (nil, 32, .pass),
        ] as [(Int?, Int, CheckStatus)]
    )
    func `the package's bits are compared with the system's`(
        _ expected: Int?,
        _ found: Int,
        _ status: CheckStatus
    ) throws {
        let judged = try judgement(
            OSArchCheck(bits: expected),
            OSArchFact(),
            Architecture(bits: found, machine: "m")
        )
        #expect(judged.status == status)
    }

    @Test(arguments: [(1, CheckStatus.warn), (2, .pass), (16, .pass)])
    func `few cores are a note`(_ cores: Int, _ status: CheckStatus) throws {
        let judged = try judgement(CPUCoresCheck(), CPUCoresFact(), cores)
        #expect(judged.status == status)
        #expect(
            judged.finding == (status == .pass ? .met(.count(cores)) : .tooLow(.count(1), minimum: .count(2)))
        )
    }

    private static let limits = SpaceLimits(warnBelow: .gibibytes(10), failBelow: .gibibytes(1))

    @Test(arguments: [
        (ByteCount(bytes: 0), CheckStatus.fail), (ByteCount(bytes: 1 << 30 - 1), .fail),
        (.gibibytes(1), .warn),
        (ByteCount(bytes: 10 << 30 - 1), .warn), (.gibibytes(10), .pass), (.gibibytes(500), .pass),
    ])
    func `an amount equal to a limit is enough`(_ amount: ByteCount, _ status: CheckStatus) throws {
        let finding: Finding =
            switch status {
            case .fail: .tooLow(.bytes(amount), minimum: .bytes(.gibibytes(1)))
            case .warn: .tooLow(.bytes(amount), minimum: .bytes(.gibibytes(10)))
            default: .met(.bytes(amount))
            }
        let next: ByteCount? =
            switch status {
            case .fail: nil
            case .warn: .gibibytes(1)
            default: .gibibytes(10)
            }
        let expected = Judgement(status, finding, nextLimit: next)
        let disk = DiskFreeCheck(path: "/opt", limits: Self.limits)
        #expect(try judgement(disk, DiskFreeFact(path: "/opt"), amount) == expected)
        #expect(try judgement(RAMTotalCheck(limits: Self.limits), RAMTotalFact(), amount) == expected)
        #expect(try judgement(RAMFreeCheck(limits: Self.limits), RAMFreeFact(), amount) == expected)
    }

    @Test func `another folder's free space proves nothing`() {
        let check = DiskFreeCheck(path: "/opt", limits: Self.limits)
        #expect(throws: Unmeasured(.notReported)) {
            try judgement(check, DiskFreeFact(path: "/home"), .gibibytes(500))
        }
    }

    @Test func `writing is judged only as the pupils' account`() throws {
        let fact = DiskWriteFact(path: "/opt/exam", account: "siswa")
        let check = DiskWriteCheck(path: "/opt/exam", account: "siswa")
        #expect(try judgement(check, fact, .written) == Judgement(.pass, .met(nil)))
        let refused = Judgement(.fail, .refused(account: "siswa", path: "/opt/exam"))
        #expect(try judgement(check, fact, .refused) == refused)
        #expect(throws: Unmeasured(.notReported)) {
            try judgement(check, DiskWriteFact(path: "/opt/exam", account: "root"), .written)
        }
    }

    @Test func `without a pupils' account the right to write does not apply`() throws {
        let check = DiskWriteCheck(path: "/opt/exam", account: nil)
        #expect(check.facts.isEmpty)
        let judged = try check.judge(FactReadings())
        #expect(judged == Judgement(.notApplicable, .notApplicable(.notConfigured("student_user"))))
    }

    @Test(arguments: [
        (Int64(0), CheckStatus.pass), (30_000, .pass), (-30_000, .pass), (30_001, .warn), (-30_001, .warn),
        (120_000, .warn), (-120_000, .warn), (120_001, .fail), (-120_001, .fail), (-220_000_000_000, .fail),
    ])
    func `a clock is judged by its distance, either way`(_ milliseconds: Int64, _ status: CheckStatus) throws
    {
        var readings = FactReadings()
        readings.clockOffset = .milliseconds(milliseconds)
        let judged = try TimeOffsetCheck().judge(readings)
        #expect(judged.status == status)
        let offset = Measure.clockOffset(.milliseconds(milliseconds))
        let limit = Measure.duration(.seconds(status == .fail ? 120 : 30))
        #expect(judged.finding == (status == .pass ? .met(offset) : .tooHigh(offset, maximum: limit)))
    }

    @Test(
        arguments: [
            ("Asia/Jakarta", "Asia/Jakarta", 420, CheckStatus.pass),
            ("Asia/Jakarta", "Asia/Makassar", 480, .warn),
            ("Asia/Jakarta", "Asia/Pontianak", 420, .pass), ("WIB", "Asia/Jakarta", 420, .pass),
            ("WITA", "Asia/Jakarta", 420, .warn), ("WIT", "Asia/Jayapura", 540, .pass),
            ("Asia/Jakarta", nil, 420, .pass),
            ("Asia/Jakarta", nil, 480, .warn), ("Asia/Jakarta", "Asia/Bangkok", 420, .warn),
            ("Asia/Jakarta", "Etc/UTC", 0, .warn), ("Asia/Jakarta", "Asia/Pontianak", 480, .warn),
            ("Asia/Tokyo", "Asia/Tokyo", 540, .pass), ("Asia/Tokyo", "Asia/Jayapura", 540, .warn),
        ] as [(String, String?, Int, CheckStatus)]
    )
    func `zones are compared by name, and by offset where there is none`(
        _ expected: String,
        _ name: String?,
        _ offset: Int,
        _ status: CheckStatus
    ) throws {
        let setting = ZoneSetting(name: name, offsetInMinutes: offset)
        #expect(try judgement(TimeZoneCheck(expected: expected), TimeZoneFact(), setting).status == status)
    }

    @Test func `an offset alone proves nothing about a zone whose offset is not known`() {
        #expect(throws: Unmeasured(.unreadable("UTC+09:00"))) {
            try judgement(
                TimeZoneCheck(expected: "Asia/Tokyo"),
                TimeZoneFact(),
                ZoneSetting(name: nil, offsetInMinutes: 540)
            )
        }
    }

    private static let checks: [any Check] = [
        OSVersionCheck(good: ["linux"]), OSArchCheck(bits: nil), CPUCoresCheck(),
        RAMTotalCheck(limits: limits),
        RAMFreeCheck(limits: limits), DiskFreeCheck(path: nil, limits: limits),
        DiskWriteCheck(path: "/", account: "siswa"), TimeOffsetCheck(), TimeZoneCheck(expected: "WIB"),
    ]

    @Test func `nothing is passed without a measurement`() {
        for check in Self.checks {
            #expect(throws: Unmeasured(.notReported), "\(check)") { try check.judge(FactReadings()) }
        }
    }
}
