import Foundation
import RoomModel
import Testing

/// The JSON form of events is a promise to every run on file.
@Suite struct RunEventJSONTests {
    private func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func expectRoundTrip<Value: Codable & Equatable>(
        _ value: Value,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    )
        throws
    {
        let json = try text(value)
        let back = try JSONDecoder().decode(Value.self, from: Data(json.utf8))
        #expect(back == value, sourceLocation: sourceLocation)
        #expect(!json.contains("\"_0\""), "\(json)", sourceLocation: sourceLocation)
    }

    static let measures: [Measure] = [
        .bytes(.gibibytes(3)), .duration(.microseconds(412)), .clockOffset(.milliseconds(-3_500)),
        .clockOffset(.seconds(1 << 50)), .count(4),
        .percent(12.5),
        .text("26.0222"), .text("26…", isCut: true), .text("26…"),
    ]
    static let findings: [Finding] =
        [.met(nil)] + measures.map { .met($0) } + [
            .tooLow(.count(1), minimum: .count(2)), .tooHigh(.percent(9), maximum: .percent(1)),
            .unexpected(.text("a"), expected: [.text("b"), .text("c")]), .missing(["x"]), .altered(["y"]),
            .refused(account: "siswa", path: "/opt"), .notPinned("sha256//x"), .notPinned(nil),
            .notMeasured(.needs(["curl"])),
            .notMeasured(.timedOut(.seconds(10))), .notMeasured(.unreadable("?")),
            .notMeasured(.unreadable("?…", isCut: true)),
            .notMeasured(.failed(exitCode: 3)),
            .notMeasured(.noRight("sudo")), .notMeasured(.notReported), .notMeasured(.notYetOnWindows),
            .notMeasured(.absent("D:")), .notApplicable(.notConfigured("seats")), .notApplicable(.platform),
            .notApplicable(.mode),
        ]
        + [
            EndpointFailure.Fault.nameNotFound, .refused, .timedOut, .noRoute, .tls, .certificateChanged,
            .status(503),
            .slow(.milliseconds(900)), .other(7),
        ].map { .unanswered([EndpointFailure(endpoint: "https://server/unbk", fault: $0)]) }

    @Test(arguments: findings)
    func `every finding comes back as it was`(_ finding: Finding) throws {
        try expectRoundTrip(finding)
    }

    @Test func `what was cut has a flag, and what was not reads as it always did`() throws {
        #expect(
            try text(Measure.said("abcd".excerpt(limit: 3))) == #"{"cut":true,"unit":"text","value":"abc…"}"#
        )
        #expect(try text(Measure.said("abc".excerpt(limit: 3))) == #"{"unit":"text","value":"abc"}"#)
        #expect(
            try text(UnmeasuredReason.nonsense("abcd".excerpt(limit: 3)))
                == #"{"code":"unreadable","cut":true,"excerpt":"abc…"}"#
        )
        #expect(try text(UnmeasuredReason.unreadable("?")) == #"{"code":"unreadable","excerpt":"?"}"#)
        for count in [160, 161] {
            let words = String(repeating: "x", count: count)
            let failure = StepFailure(.failed, said: words)
            let refusal = StepRefusal(.busy, words)
            #expect(failure.isCut == (count > 160) && refusal.isCut == (count > 160))
            #expect(try text(failure).contains(#""cut":true"#) == (count > 160))
            #expect(try text(refusal).contains("cut") == (count > 160))
            try expectRoundTrip(failure)
            try expectRoundTrip(refusal)
            // Who passes a cut text on passes on that it was cut.
            #expect(StepFailure(.mayStillRun, said: failure.said).isCut == (count > 160))
        }
        let old = try JSONDecoder().decode(
            StepFailure.self,
            from: Data(#"{"code":"failed","said":"x…"}"#.utf8)
        )
        #expect(!old.isCut && old.said == "x…")
    }

    @Test func `every event comes back as it was`() throws {
        for event in try RoomReportTests.events("R F O X", seats: 3) { try expectRoundTrip(event) }
        try expectRoundTrip(
            RunEvent.phase(try HostName("pc07"), .keyExchange, at: Timestamp(milliseconds: 5))
        )
        try expectRoundTrip(
            RunEvent.controllerChecked(
                ControllerFindings(
                    interfaces: [
                        .init(name: "eth0", isWireless: false, isUp: true, addresses: ["10.0.0.5/24"])
                    ],
                    isInRoomNetwork: true,
                    network: "10.0.0.0/24",
                    blocksRun: false,
                    at: Timestamp(milliseconds: 1)
                )
            )
        )
        try expectRoundTrip(
            RunEvent.notReached(
                try HostName("pc07"),
                Unreached(
                    state: .otherPC,
                    phase: .keyExchange,
                    cause: "host-key-changed",
                    elapsed: .milliseconds(1_250),
                    belongsTo: try HostName("pc08"),
                    trustedFingerprint: "SHA256:a",
                    offeredFingerprint: "SHA256:b",
                    hasEnrolledCard: false,
                    detail: "d"
                ),
                at: Timestamp(milliseconds: 9)
            )
        )
    }

    @Test func `the form is hand-chosen`() throws {
        let host = try HostName("pc07")
        let measurement = HostMeasurement(
            host: host,
            at: Timestamp(milliseconds: 7),
            took: .milliseconds(1_500),
            isExamOpen: false,
            results: [
                CheckResult(
                    check: "disk.free",
                    subject: "/",
                    status: .warn,
                    severity: .fail,
                    finding: .tooLow(.bytes(ByteCount(bytes: 5)), minimum: .bytes(ByteCount(bytes: 9)))
                )
            ]
        )
        #expect(
            try text(RunEvent.measured(measurement))
                == #"{"at":7,"event":"measured","host":"pc07","isExamOpen":false,"results":[{"check":"disk.free","#
                + #""finding":{"code":"too-low","minimum":{"unit":"bytes","value":9},"value":{"unit":"bytes","value":5}},"#
                + #""isRequired":true,"severity":"fail","status":"warn","subject":"/"}],"took":1500}"#
        )
        let byName = HostMeasurement(
            host: host,
            at: Timestamp(milliseconds: 7),
            took: .zero,
            isExamOpen: false,
            results: [],
            seesOnlyNames: true
        )
        #expect(
            try text(RunEvent.measured(byName))
                == #"{"at":7,"event":"measured","host":"pc07","isExamOpen":false,"results":[],"#
                + #""seesOnlyNames":true,"took":0}"#
        )
        try expectRoundTrip(RunEvent.measured(byName))
        let unreached = Unreached(
            state: .offOrCable,
            phase: .connecting,
            cause: "connect-timed-out",
            elapsed: .seconds(5)
        )
        #expect(
            try text(RunEvent.notReached(host, unreached, at: Timestamp(milliseconds: 7)))
                == #"{"at":7,"cause":"connect-timed-out","elapsed":5000,"event":"not-reached","host":"pc07","#
                + #""phase":"connecting","state":"off-or-cable"}"#
        )
        let hungUp = Unreached(state: .noAccess, phase: .login, cause: "hung-up", words: "Come back later.")
        try expectRoundTrip(RunEvent.notReached(host, hungUp, at: Timestamp(milliseconds: 7)))
        #expect(
            try text(RunEvent.ended(RunEnd(reason: .controllerBlocked, at: Timestamp(milliseconds: 7))))
                == #"{"at":7,"event":"ended","reason":"controller-blocked"}"#
        )
    }

    @Test(arguments: [
        #"{"event":"exploded","at":1}"#, #"{"at":1}"#,
        #"{"event":"phase","host":"-x","phase":"login","at":1}"#,
        #"{"event":"measured","host":"pc1","at":1,"took":1e300,"isExamOpen":false,"results":[]}"#,
        #"{"event":"ended","reason":"bored","at":1}"#,
    ])
    func `refuses what it does not know`(_ json: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(RunEvent.self, from: Data(json.utf8)) }
    }

    @Test func `a session's times read as people write them`() throws {
        let session = try JSONDecoder().decode(
            ExamSession.self,
            from: Data(#"{"start":"07.30","end":"09:30"}"#.utf8)
        )
        #expect(try text(session) == #"{"end":"09:30","start":"07:30"}"#)
    }
}
