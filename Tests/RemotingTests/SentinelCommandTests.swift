import Remoting
import Testing

@Suite struct SentinelCommandTests {
    private let command = SentinelCommand(line: "true", nonce: "4f2a")

    @Test(arguments: [("4f2a:0", 0), ("4f2a:7", 7), ("4f2a:255", 255)])
    func `reads the exit code off its own line`(_ line: String, _ code: Int) {
        #expect(command.exitCode(in: line.utf8) == code)
    }

    @Test(arguments: ["4f2a:", "4f2a:256", "4f2a:0000", "4f2a:1 ", "4f2a:-1", "x4f2a:0", "4f2b:0", ""])
    func `takes nothing else for a proof`(_ line: String) {
        #expect(command.exitCode(in: line.utf8) == nil)
    }

    @Test func `draws a new nonce of 32 digits each time`() {
        let nonces = Set((0..<50).map { _ in SentinelCommand.freshNonce() })
        #expect(nonces.count == 50)
        #expect(nonces.allSatisfy { $0.utf8.count == 32 })
    }
}
