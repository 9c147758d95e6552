import Bundles
import Remoting
import RoomModel
import Testing

@testable import Transfers

/// PCs that say their files have sizes near the end of a 64-bit number, or beyond.
@Suite struct ExtremeSizeTests {
    private static let nonce = Nonce("0123456789abcdef0123456789abcdef")
    private static let hash = String(repeating: "a", count: 64)

    private static func answer(_ lines: [String]) -> CommandResult {
        CommandResult(
            exit: .code(0),
            standardOutput: CapturedOutput(head: Array(lines.map { "\(nonce) \($0)\n" }.joined().utf8)),
            standardError: CapturedOutput(),
            took: .seconds(1)
        )
    }

    private static func pulled(_ sizes: [String], leftOut: String = "0") -> PullSurvey {
        let files = sizes.indices.flatMap { index in
            ["N ./\(index)", "W \(sizes[index]) ./\(index)", "H \(hash)  ./\(index)"]
        }
        return PullSurvey(answer(["K folder"] + files + ["O \(leftOut)"]), nonce: nonce, source: "logs")
    }

    @Test(arguments: [
        "9223372036854775807", "9223372036854775808", "-1", "-9223372036854775808", "99999999999999999999",
        "9007199254740993", "1e3", "１",
    ])
    func `a pull takes a file whose size is none for a file it cannot read`(_ size: String) {
        let survey = Self.pulled(["12", size], leftOut: size)
        #expect(survey.files.map(\.size) == [12])
        #expect(survey.problems.map(\.reason) == [.unreadable])
        #expect(survey.whole == FileCount(files: 2, size: ByteCount(bytes: 12)))
        #expect(survey.leftOut == 0)
    }

    @Test func `a pull of more than any number of bytes goes on to be refused`() {
        let survey = Self.pulled(Array(repeating: "\(ByteCount.most.bytes)", count: 1_100))
        #expect(survey.files.count == 1_100)
        #expect(survey.whole.size == .most)
    }

    @Test(arguments: [
        ("0", true), ("-5", true), ("-9007199254740992", false), ("9223372036854775807", false),
        ("-9223372036854775808", false), ("x", false), ("", false), ("100000000", false),
    ])
    func `a push heeds the free space a PC says, where it is a number`(_ free: String, _ isRefused: Bool) {
        let shipment = Shipment(files: [], folders: [], leftOut: 0)
        let survey = PushSurvey(Self.answer(["F \(free)"]), nonce: Self.nonce, shipment: shipment)
        #expect((survey.room(for: 1 << 20, files: 1) != nil) == isRefused)
        // Reckons with the largest shipment there can be.
        _ = survey.room(for: .max, files: .max)
    }

    @Test(arguments: [
        ("14 5", true), ("14 9", false), ("0 0", false), ("-14 5", false), ("14 -5", false), ("14", false),
        ("9223372036854775808 5", false), ("14 5 5", false), ("x", false), ("", false),
    ])
    func `a push heeds how many files a disk takes, where both are numbers`(_ said: String, _ isRefused: Bool)
    {
        let shipment = Shipment(files: [], folders: [], leftOut: 0)
        let survey = PushSurvey(Self.answer(["G \(said)"]), nonce: Self.nonce, shipment: shipment)
        #expect(survey.room(for: 1, files: 9) == (isRefused ? .noInodes(needs: 9, has: 5) : nil))
    }

    @Test func `of two pushes that were cut the larger goes on, whatever their parts add up to`() {
        let parts = (0..<1_100).flatMap { index in
            ["W \(ByteCount.most.bytes) ./\(index)", "S \(Self.hash)  ./\(index)"]
        }
        let small = ["P .siaga-1", "W 5 ./a", "S \(Self.hash)  ./a"]
        let survey = PushSurvey(
            Self.answer(small + ["P .siaga-2"] + parts),
            nonce: Self.nonce,
            shipment: Shipment(files: [], folders: [], leftOut: 0)
        )
        #expect(survey.staging?.name == ".siaga-2")
        #expect(survey.staging?.size == .most)
    }

    @Test func `the progress of a room never runs out of its numbers`() throws {
        let hosts = try (1...1_100).map { try HostName("pc\($0)") }
        let start = Timestamp(milliseconds: 0)
        let board = TransferBoard(
            TransferProgress(title: "Lab 1", isPush: false, startedAt: start, hosts: hosts)
        )
        for host in hosts {
            let meter = TransferMeter(host, on: board)
            meter.begin(.max)
            meter.move(.max)
            meter.move(.max)
            meter.compare()
        }
        #expect(board.progress.moved == ByteCount.most.bytes)
        #expect(board.progress.left >= 0)
    }
}
