import Remoting
import Testing

@Suite struct ProvedOutputTests {
    private static let command = SentinelCommand(line: "true", nonce: "4f2a")

    private func read(_ text: String, _ proof: CompletionProof = .sentinel, chunk: Int = 1) -> ProvedOutput {
        var output = ProvedOutput(provedBy: proof, of: Self.command, limit: 1_000)
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            output.append(bytes[start..<min(start + chunk, bytes.count)])
        }
        return output
    }

    @Test(
        arguments: ["", "hello", "hello\n", "\n\n", "4f2a", "4f2a:", "a\n4f2a:x\nb", "4f2a:0 said ps\n"],
        1...9
    )
    func `finds the sentinel wherever the stream is cut, and leaves the output as it was`(
        _ text: String,
        _ chunk: Int
    ) {
        let output = read(text + "\n4f2a:3\nlate", chunk: chunk)
        #expect(output.exit == .code(3))
        #expect(output.captured.text == text)
    }

    @Test func `proves nothing by a cut sentinel`() {
        let whole = "out\n4f2a:0\n"
        for end in whole.indices {
            let output = read(String(whole[..<end]))
            #expect(output.exit == nil)
            #expect(output.captured.text == String(whole[..<end]))
        }
    }

    @Test(arguments: 1...9)
    func `keeps the command's own last line`(_ chunk: Int) {
        let output = read("noise\n4f2a fact 1\n4f2a end 17\nlate\n", .line(prefix: "4f2a end"), chunk: chunk)
        #expect(output.exit == .code(0))
        #expect(output.captured.text == "noise\n4f2a fact 1\n4f2a end 17\n")
    }

    @Test func `takes a last line that is also the first`() {
        #expect(read("end\n", .line(prefix: "end")).exit == .code(0))
        #expect(read("end", .line(prefix: "end")).exit == nil)
    }

    @Test func `looks for nothing where the exit status is the proof`() {
        let output = read("\n4f2a:0\n", .exitStatus)
        #expect(output.exit == nil)
        #expect(output.captured.text == "\n4f2a:0\n")
    }

    @Test func `keeps a flood on a line that began like the proof within its limit`() {
        var output = ProvedOutput(provedBy: .line(prefix: "end"), of: Self.command, limit: 100)
        output.append(Array("end".utf8))
        output.append([UInt8](repeating: 0x78, count: 1_000_000))
        #expect(output.exit == nil)
        #expect(output.captured.bytes.count < 200)
        output.append(Array("\nend\n".utf8))
        #expect(output.exit == .code(0))
    }
}
