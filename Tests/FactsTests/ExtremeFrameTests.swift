import Remoting
import RemotingTesting
import RoomModel
import Testing

@testable import Facts

/// Numbers of the frame itself, around the facts: keys, codes, clocks and times.
struct ExtremeFrameTests {
    private static let nonce = Nonce("0123456789abcdef0123456789abcdef")
    private static let disk = DiskFreeFact(path: #"C:\anbk"#)
    private static let arrival = Timestamp(milliseconds: 1_790_000_002_000)

    @Test func `no number in a POSIX frame ends the scan or makes up a fact`() {
        let probe = PosixProbe(
            facts: [CPUCoresFact()],
            interlock: ExamRunningFact(processes: ["ExamBrowser.exe"]),
            deadline: .seconds(30),
            nonce: Self.nonce
        )
        let frame = [
            "begin 1790000000.123456789", "0 1:clear", "0 =0 1", "1 1:core 0 0", "1 =0 1",
            "time 1790000001.654321987", "end",
        ]
        var measured = 0
        for lines in [frame] + ExtremeNumbers.variants(of: frame) {
            let text = lines.map { "\(Self.nonce) \($0)\n" }.joined()
            let result = CommandResult(
                exit: .code(0),
                standardOutput: CapturedOutput(head: Array(text.utf8)),
                standardError: CapturedOutput(),
                took: .seconds(2)
            )
            guard case .measured(let readings) = probe.outcome(of: result, received: Self.arrival) else {
                continue
            }
            measured += 1
            #expect((try? readings.reading(of: CPUCoresFact())).map { $0 == 1 } ?? true, "\(lines)")
            if let offset = readings.clockOffset {
                let distance = offset < .zero ? .zero - offset : offset
                #expect(distance < .seconds(200_000_000_000), "\(lines)")
            }
        }
        #expect(measured > 10)
    }

    @Test func `no number in a Windows answer ends the scan or makes up a fact`() async throws {
        let answer = try WindowsFixture.text("wine-win10").split(separator: "\n").map(String.init)
        var measured = 0
        for lines in [answer] + ExtremeNumbers.variants(of: [answer[0]]).map({ $0 + answer.dropFirst() }) {
            let probe = WindowsProbe(
                facts: [OSVersionFact(), RAMTotalFact(), Self.disk, DiskFreeFact(path: #"Q:\anbk"#)],
                examProcesses: ["ExamBrowser.exe"],
                deadline: .seconds(30),
                nonce: Nonce(WindowsFixture.nonce)
            )
            let text = lines.joined(separator: "\n") + "\n"
            let pc = RecordedPC(printing: text, text, text)
            guard case .measured(let readings) = try await probe.measure(over: pc, now: { Self.arrival })
            else {
                continue
            }
            measured += 1
            if let free = try? readings.reading(of: Self.disk) {
                #expect(free < .gibibytes(1 << 20), "\(lines[0])")
            }
            if let offset = readings.clockOffset {
                let distance = offset < .zero ? .zero - offset : offset
                #expect(distance < .seconds(200_000_000_000), "\(lines[0])")
            }
        }
        #expect(measured > 10)
    }
}
