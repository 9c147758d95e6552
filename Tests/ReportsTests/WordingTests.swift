import RoomModel
import Testing

@testable import Reports

/// Words, numbers and times, in both languages.
@Suite struct WordingTests {
    private let indonesian = SampleRoom.wording(.indonesian)
    private let english = SampleRoom.wording(.english)

    @Test(arguments: HostState.allCases)
    func `every state has a word of at most 15 columns, in both languages`(_ state: HostState) {
        for language in Language.allCases {
            #expect((1...15).contains(state.word[language].count))
        }
    }

    @Test func `no two states share a word`() {
        for language in Language.allCases {
            #expect(Set(HostState.allCases.map { $0.word[language] }).count == HostState.allCases.count)
        }
    }

    /// Every finding there is, with every reason and fault.
    static let findings: [Finding] =
        [
            .met(nil), .met(.text("x")), .tooLow(.bytes(.gibibytes(1)), minimum: .bytes(.gibibytes(2))),
            .tooHigh(.duration(.milliseconds(600)), maximum: .duration(.milliseconds(500))),
            .tooHigh(.clockOffset(.seconds(-300)), maximum: .duration(.seconds(120))),
            .tooHigh(.percent(5), maximum: .percent(0)),
            .unexpected(.count(1), expected: [.count(2), .count(3)]),
            .unlikeMost(.text("25.0525"), usual: .text("26.0222")),
            .missing(["a", "b"]), .altered(["a"]), .unfinished("/opt/a"),
            .refused(account: "siswa", path: "/opt"),
            .notPinned("sha256//x"), .notPinned(nil),
        ] + faults.map { .unanswered([EndpointFailure(endpoint: "server:443", fault: $0)]) }
        + reasons.map { .notMeasured($0) }
        + [.notApplicable(.notConfigured("x")), .notApplicable(.platform), .notApplicable(.mode)]

    static let faults: [EndpointFailure.Fault] = [
        .nameNotFound, .refused, .timedOut, .noRoute, .tls, .certificateChanged, .status(503),
        .slow(.seconds(2)), .other(7),
    ]
    static let reasons: [UnmeasuredReason] = [
        .needs(["curl", "wget"]), .timedOut(.seconds(10)), .unreadable("??"), .failed(exitCode: 2),
        .noRight("sudo"),
        .notReported, .notYetOnWindows, .absent("D:"),
    ]

    @Test func `every finding has its own sentence in each language`() {
        for wording in [indonesian, english] {
            let sentences = Self.findings.map {
                wording.sentence(
                    CheckResult(check: "net.server", status: .fail, severity: .fail, finding: $0)
                )
            }
            #expect(Set(sentences).count == sentences.count)
        }
        for finding in Self.findings where finding != .met(nil) && finding != .met(.text("x")) {
            let result = CheckResult(check: "x", status: .fail, severity: .fail, finding: finding)
            #expect(indonesian.sentence(result) != english.sentence(result))
        }
    }

    @Test func `a new PC with another one's key, and a swapped one, are sent to no rotation`() throws {
        let hosts = try SampleRoom().hosts.prefix(1).map { RunHost($0) }
        let unreached = Unreached(
            state: .newPC,
            phase: .keyExchange,
            cause: "host-key-unknown",
            belongsTo: try HostName("pc07")
        )
        #expect(english.sentence(unreached) == "This PC is not known yet; its key is on file for pc07")
        for wording in [indonesian, english] {
            let swapped = Unreached(state: .otherPC, phase: .keyExchange, cause: "host-key-changed")
            let action = wording.action(for: .otherPC, hosts, because: swapped)
            #expect(action?.contains("siaga") == false, "\(action ?? "-")")
        }
    }

    @Test(
        arguments: [
            ("jump-failed", "connect-timed-out", "Jump host gw-031: no answer"),
            ("jump-failed", "host-key-unknown", "Jump host gw-031: not known yet"),
            ("jump-refused", nil, "Jump host gw-031 does not forward to it"),
            ("no-route", nil, "Jump host gw-031 cannot reach it (no route)"),
        ] as [(String, String?, String)]
    )
    func `a PC behind a jump host says which, and what is wrong with whom`(
        _ cause: String,
        _ jumpCause: String?,
        _ sentence: String
    ) throws {
        let unreached = Unreached(
            state: .noAccess,
            phase: .connecting,
            cause: cause,
            jump: try HostName("gw-031"),
            jumpCause: jumpCause
        )
        #expect(english.sentence(unreached) == sentence)
        #expect(indonesian.sentence(unreached).contains("gw-031"))
        #expect(indonesian.sentence(unreached) != sentence)
    }

    @Test(arguments: UnreachedCause.allCases)
    func `every cause has a sentence in each language`(_ cause: UnreachedCause) {
        for state in HostState.allCases {
            let unreached = Unreached(
                state: state,
                phase: .connecting,
                cause: cause.rawValue,
                elapsed: .seconds(5)
            )
            let (id, en) = (indonesian.sentence(unreached), english.sentence(unreached))
            #expect(!id.isEmpty && !en.isEmpty && id != en)
        }
    }

    @Test func `whoever must act is told what to do`() throws {
        let host = RunHost(Host(name: try HostName("pc01"), address: try NetworkAddress("10.0.0.1")))
        for state in HostState.allCases where state.actor != .nobody && state != .fix {
            for wording in [indonesian, english] {
                #expect(wording.action(for: state, [host]) != nil, "\(state)")
            }
        }
    }

    /// Words that already mean something else in an exam room.
    @Test func `Indonesian avoids words that mislead`() throws {
        let folder = try SnapshotFolder.texts(suffix: "id")
        #expect(folder.count > 15)
        let banned = [
            "daftarkan ulang", "login", "masuk", "memindai", "inventori", "host", "playbook", "bundle",
            "controller",
            "sidik jari", "kunci host",
        ]
        for (name, text) in folder {
            let words = text.lowercased().split { !($0.isLetter || $0 == " " || $0 == "_") }.joined(
                separator: " "
            )
            .split(separator: " ").joined(separator: " ")
            for word in banned {
                #expect(!" \(words) ".contains(" \(word) "), "\(name) says \(word)")
            }
        }
    }

    @Test func `numbers are written the local way`() {
        #expect(indonesian.amount(.mebibytes(410)) == "0,4 GB")
        #expect(english.amount(.mebibytes(410)) == "0.4 GiB")
        #expect(indonesian.amount(.gibibytes(10)) == "10 GB")
        #expect(indonesian.amount(.mebibytes(16)) == "16 MB")
        #expect(indonesian.amount(ByteCount(bytes: 12)) == "12 B")
        #expect(indonesian.time(.milliseconds(120)) == "120 ms")
        #expect(indonesian.time(.microseconds(1_250)) == "1,3 ms")
        #expect(indonesian.time(.milliseconds(1_500)) == "1,5 detik")
        #expect(english.time(.seconds(1)) == "1 second")
        #expect(english.time(.seconds(180)) == "3 minutes")
        #expect(indonesian.time(.seconds(3 * 86_400)) == "3 hari")
    }

    @Test func `a figure below its limit never looks as if it met it`() {
        let almost = CheckResult(
            check: "disk.free",
            status: .warn,
            severity: .fail,
            finding: .tooLow(.bytes(ByteCount(bytes: (10 << 30) - 1)), minimum: .bytes(.gibibytes(10)))
        )
        #expect(indonesian.sentence(almost) == "Ruang disk 9,9 GB, minimal 10 GB")
        let justOver = CheckResult(
            check: "net.server",
            status: .fail,
            severity: .fail,
            finding: .tooHigh(.duration(.microseconds(500_010)), maximum: .duration(.milliseconds(500)))
        )
        #expect(indonesian.sentence(justOver) == "Server ujian 500,1 ms, paling banyak 500 ms")
    }

    @Test(arguments: [
        (0, "Kamis, 1 Januari 1970", "07.00"), (1_795_477_860_000, "Selasa, 24 November 2026", "06.51"),
        (951_782_399_000, "Selasa, 29 Februari 2000", "06.59"), (-1_000, "Kamis, 1 Januari 1970", "06.59"),
        (4_107_542_400_000, "Senin, 1 Maret 2100", "07.00"),
        (1_798_736_400_000, "Jumat, 1 Januari 2027", "00.00"),
    ])
    func `dates and times are the room's`(_ milliseconds: Int, _ date: String, _ clock: String) {
        let moment = Timestamp(milliseconds: Int64(milliseconds))
        #expect(indonesian.date(moment) == date)
        #expect(indonesian.clock(moment) == clock)
    }

    @Test func `a clock that is days off is shown as the time it says`() {
        let wrong = SampleRoom.clock(.seconds(-217_665_000))
        #expect(indonesian.sentence(wrong, at: SampleRoom.scanned) == "Jam PC: 01-01-2020 00.21")
        #expect(
            english.sentence(SampleRoom.clock(.seconds(300)), at: SampleRoom.scanned)
                == "Clock: 5 minutes fast"
        )
        let absurd = SampleRoom.clock(.seconds(Int64.max / 2))
        #expect(indonesian.sentence(absurd, at: SampleRoom.scanned).hasPrefix("Jam PC: terlalu cepat"))
    }

    @Test(arguments: [("Asia/Jakarta", 7), ("Asia/Pontianak", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)])
    func `Indonesia's zones are known`(_ zone: String, _ hours: Int) {
        #expect(ZoneOffset(indonesian: zone)?.seconds == hours * 3_600)
        #expect(ZoneOffset(indonesian: "Europe/Berlin") == nil)
    }
}
