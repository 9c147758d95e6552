import Remoting
import RoomModel
import TestRoom
import Testing

/// Answers of PCs that must not be used, damaged in a thousand ways and judged by the shipped playbooks.
@Suite(.timeLimit(.minutes(10))) struct DamagedVerdictTests {
    private static let rounds = Trials.count("SIAGA_MUTATIONS", usual: 1_000)
    private static let seed: UInt64 = 20_261_201

    /// Damages one of `answers` after the other: its lines, the bytes of its frame, or both.
    ///
    /// - Returns: How often something was still seen to be wrong, and how often not.
    @discardableResult
    private func tryAll(
        _ answers: [FailingAnswer],
        separator: Character = "\n",
        noise: [String]
    ) throws -> (seen: Int, lost: Int) {
        try #require(!answers.isEmpty)
        var damage = AnswerDamage(seed: Self.seed, separator: separator, noise: noise)
        var outcome = (seen: 0, lost: 0)
        for round in 0..<Self.rounds {
            let failing = answers[round % answers.count]
            let way = round / answers.count % 3
            var bytes = failing.bytes
            // First, for it needs to know where the payloads stand.
            if way != 0 { bytes = damage.withBytesReplaced(in: bytes, sparing: failing.payloads) }
            if way != 1 { bytes = damage.damaged(bytes, by: AnswerDamage.Change.ofLines).answer }
            let verdict = failing.judge(bytes)
            if verdict.state == .fix { outcome.seen += 1 } else { outcome.lost += 1 }
            #expect(
                !failing.isHidden(by: verdict),
                "\(failing.name), round \(round), way \(way): \(verdict.complaints)"
            )
        }
        return outcome
    }

    @Test(arguments: RoomMode.allCases)
    func `no damage makes a failing Linux PC ready`(_ mode: RoomMode) throws {
        var answers: [FailingAnswer] = []
        for isExamDay in [false, true] {
            let pc = try LinuxPC(mode, isExamDay: isExamDay)
            let healthy = try pc.healthy().joined(separator: "\n") + "\n"
            let verdict = pc.verdict(Array(healthy.utf8))
            #expect(verdict.state.isReady, "\(verdict.complaints)")
            let failing = try pc.failing()
            var expected: Set<CheckID> = [
                "app.version", "disk.free", "disk.write", "disp.res", "input.hid", "os.version", "ram.total",
                "time.offset",
            ]
            expected.formUnion(
                mode == .online ? ["dns.hosts", "net.exam"] : ["ip.plan", "link.wired", "net.server"]
            )
            if isExamDay { expected.formUnion(["apps.forbid", "sec.updates"]) }
            // One failure at a time, or another one would do in its place.
            let alone = failing.filter { $0.broken.count == 1 }
            #expect(Set(alone.flatMap(\.broken).map(\.check)) == expected)
            #expect(alone.count == failing.count - 1)
            answers += failing
        }
        // Lines of another PC, on which all is well.
        let other = Nonce(String(repeating: "f", count: 32))
        let noise = try LinuxPC(mode, isExamDay: false).healthy(nonce: other)
        let outcome = try tryAll(answers, noise: noise + ["Welcome!", ""])
        #expect(outcome.seen > 0 && outcome.lost > 0, "\(outcome)")
    }

    @Test(arguments: RoomMode.allCases)
    func `no damage makes a failing Windows PC ready`(_ mode: RoomMode) throws {
        let pc = try WindowsPC(mode)
        let healthy = pc.verdict(pc.healthy())
        #expect(healthy.state.isReady, "\(healthy.complaints)")
        let failing = pc.failing()
        let expected: Set<CheckID> = ["disk.free", "os.version", "ram.total", "time.offset"]
        #expect(Set(failing.filter { $0.broken.count == 1 }.flatMap(\.broken).map(\.check)) == expected)
        let other = pc.healthy(nonce: Nonce(String(repeating: "f", count: 32)))
        let whole = try tryAll(failing, noise: ["", String(decoding: other, as: UTF8.self)])
        #expect(whole.seen > 0 && whole.lost > 0, "\(whole)")
        // The parts of the line. Two drives are told of in one form: a part of one in place of the other's is
        // a value that became another valid one, and left out for that reason.
        let apart = failing.filter { answer in answer.broken.allSatisfy { $0.check != "disk.free" } }
        let parts = try tryAll(apart, separator: ",", noise: ["", "null", #""x":1"#])
        #expect(parts.seen > 0 && parts.lost > 0, "\(parts)")
    }
}
