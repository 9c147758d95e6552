import RoomModel
import Testing

@testable import Reports

/// Every code that an event can hold has a sentence in each language; a new code without one fails here or does not
/// compile.
@Suite struct LanguageTests {
    private let indonesian = SampleRoom.wording(.indonesian)
    private let english = SampleRoom.wording(.english)

    /// Every finding there is, with every reason, obstacle and fault.
    static let findings: [Finding] =
        WordingTests.findings + [
            .unwanted(["AnyDesk"]),
            .identity(HostIdentity(name: "lab-1", machineID: nil, hardwareAddresses: [])),
            .compared(.text("y")),
            .transfer(
                Transfer(
                    amount: .mebibytes(20),
                    began: SampleRoom.scanned,
                    took: .seconds(3),
                    requiredPerSeat: 400,
                    recommendedPerSeat: 800
                )
            ), .notMeasured(.controllerClock(.seconds(-600))),
        ] + IdentityTrait.allCases.map { .notUnique([SharedTrait(trait: $0, value: "v", hosts: clones)]) }
        + Obstacle.allCases.map { .notMeasured(.notVisible($0)) }

    private static let clones = ["pc01", "pc02"].compactMap { try? HostName($0) }

    @Test func `the list of findings holds every code, reason, fault and measure`() {
        var codes: Set<Int> = []
        for finding in Self.findings { codes.formUnion(Self.codes(of: finding)) }
        #expect(codes.sorted() == Array(0..<Self.count))
    }

    @Test func `every finding says something of its own in each language`() {
        for wording in [indonesian, english] {
            let sentences = Self.findings.map { sentence($0, wording) }
            #expect(Set(sentences).count == sentences.count)
            #expect(sentences.allSatisfy { !$0.isEmpty && !$0.contains("\n") && !$0.hasSuffix(".") })
        }
        for finding in Self.findings {
            switch finding {
            // Only a value or a name, which no language changes.
            case .met, .compared, .identity: continue
            default:
                #expect(
                    sentence(finding, indonesian) != sentence(finding, english),
                    "\(sentence(finding, english))"
                )
            }
        }
    }

    @Test func `every word for a state, a verdict, a step and an outcome exists twice, and fits`() {
        let states = HostState.allCases.map(\.word)
        let others =
            RoomVerdict.Kind.allCases.map(\.word) + HostPhase.allCases.map(\.activity)
            + CheckStatus.allCases.map(\.word) + [AcceptedSummary.word]
        for language in Language.allCases {
            #expect(states.allSatisfy { (1...15).contains($0[language].count) })
            #expect(others.allSatisfy { (1...30).contains($0[language].count) })
        }
        let same = states.filter { $0.id == $0.en }.map(\.en)
        #expect(same == [HostState.firewall.word.en], "a name in both languages")
        #expect(others.allSatisfy { $0.id != $0.en })
    }

    /// A room of which there is much to say.
    static func remarkable() throws -> SampleRoom {
        var room = try SampleRoom(count: 60, spares: 0)
        room.profile.mode = .online
        room.profile.seats = 59
        for name in ["pc01", "pc02"] {
            try room.measure(name, as: SampleRoom.pass, identity, large)
        }
        for name in ["pc03", "pc04", "pc05", "pc06", "pc07", "pc08"] {
            try room.measure(name, as: SampleRoom.pass, small)
        }
        return room
    }

    @Test func `every remark on a room exists in each language`() throws {
        let report = try Self.remarkable().report()
        let lines = [indonesian, english].map { wording in
            RoomRemarks(wording: wording, page: Page(width: 120)).lines(report)
        }
        #expect(lines[0].count == 6 && lines[1].count == 6, "\(lines)")
        for (id, en) in zip(lines[0], lines[1]) { #expect(id != en) }
    }

    private static let identity = CheckResult(
        check: "host.unique",
        status: .pass,
        severity: .warn,
        finding: .identity(HostIdentity(name: "lab", machineID: nil, hardwareAddresses: []))
    )
    private static let (small, large) = (resolution("1366x768"), resolution("1920x1080"))

    private static func resolution(_ text: String) -> CheckResult {
        CheckResult(check: "disp.res", status: .pass, severity: .fail, finding: .met(.text(text)))
    }

    private func sentence(_ finding: Finding, _ wording: Wording) -> String {
        wording.sentence(CheckResult(check: "x", status: .fail, severity: .fail, finding: finding))
    }

    // MARK: one number for each code; a code that is added has to be numbered and listed

    private static let count = 15 + 9 + 10 + 3 + 6 + 3

    private static func codes(of finding: Finding) -> Set<Int> {
        switch finding {
        case .met(let value): Set([0] + (value.map { [37 + code(of: $0)] } ?? []))
        case .tooLow(let value, let limit): [1, 37 + code(of: value), 37 + code(of: limit)]
        case .tooHigh(let value, let limit): [2, 37 + code(of: value), 37 + code(of: limit)]
        case .unexpected(let value, _): [3, 37 + code(of: value)]
        case .missing: [4]
        case .altered: [5]
        case .unfinished: [43]
        case .compared(let value): [44, 37 + code(of: value)]
        case .unlikeMost(let value, _): [45, 37 + code(of: value)]
        case .unwanted: [6]
        case .identity: [7]
        case .notUnique: [8]
        case .transfer: [9]
        case .refused: [10]
        case .unanswered(let failures): Set([11] + failures.map { 15 + code(of: $0.fault) })
        case .notPinned(nil): [12]
        case .notPinned: [13]
        case .notMeasured(let reason): [14, 24 + code(of: reason)]
        case .notApplicable(let reason): [34 + code(of: reason)]
        }
    }

    private static func code(of fault: EndpointFailure.Fault) -> Int {
        switch fault {
        case .nameNotFound: 0
        case .refused: 1
        case .timedOut: 2
        case .noRoute: 3
        case .tls: 4
        case .certificateChanged: 5
        case .status: 6
        case .slow: 7
        case .other: 8
        }
    }

    private static func code(of reason: UnmeasuredReason) -> Int {
        switch reason {
        case .needs: 0
        case .timedOut: 1
        case .unreadable: 2
        case .failed: 3
        case .noRight: 4
        case .notReported: 5
        case .notYetOnWindows: 6
        case .absent: 7
        case .notVisible: 8
        case .controllerClock: 9
        }
    }

    private static func code(of reason: InapplicableReason) -> Int {
        switch reason {
        case .notConfigured: 0
        case .platform: 1
        case .mode: 2
        }
    }

    private static func code(of measure: Measure) -> Int {
        switch measure {
        case .bytes: 0
        case .duration: 1
        case .clockOffset: 2
        case .count: 3
        case .percent: 4
        case .text: 5
        }
    }
}
