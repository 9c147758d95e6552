import Remoting
import Testing

@Suite struct CommandReadingTests {
    private let nonce = Nonce("4f2a")

    private func read(
        _ output: String,
        _ error: String = "",
        _ proof: CompletionProof = .sentinel,
        limit: Int = 1_000,
        chunk: Int = 1
    ) -> CommandReading {
        var reading = CommandReading(
            CommandRequest(line: "true", outputLimit: limit, proof: proof),
            nonce: nonce
        )
        for (text, stream) in [(output, OutputStream.output), (error, .error)] {
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                bytes[start..<min(start + chunk, bytes.count)].withUnsafeBytes {
                    reading.append($0, to: stream)
                }
            }
        }
        return reading
    }

    private func end(_ reading: CommandReading, status: Int? = nil, signal: String? = nil) -> CommandResult {
        reading.result(status: status, signal: signal, took: .zero)
    }

    @Test(
        arguments: ["", "hello", "hello\n", "\n\n", "4f2a", "4f2a:", "4f2a:0 said ps\n", "a 4f2a:1\n"],
        1...9
    )
    func `finds the sentinel wherever the stream is cut, and leaves the output as it was`(
        _ text: String,
        _ chunk: Int
    ) {
        let reading = read(text + "\n4f2a:3\nlate", text + "\n4f2a\nlate", chunk: chunk)
        #expect(reading.isComplete)
        let result = end(reading, status: 0)
        #expect(result.exit == .code(3))
        #expect(result.standardOutput.text == text)
        #expect(result.standardError.text == text)
    }

    @Test func `a cut sentinel proves nothing, whatever the exit status says`() {
        let whole = "out\n4f2a:0\n"
        for cut in whole.indices {
            let reading = read(String(whole[..<cut]))
            #expect(!reading.isComplete)
            #expect(end(reading, status: 0).exit == .unknown)
        }
    }

    @Test(arguments: ["", "256", "0000", "1 ", "-1", "+1", "x"])
    func `takes nothing but an exit code for one`(_ code: String) {
        #expect(end(read("\n4f2a:\(code)\n")).exit == .unknown)
    }

    @Test(arguments: 1...9)
    func `keeps the command's own last line`(_ chunk: Int) {
        let reading = read(
            "noise\n4f2a fact\n4f2a end 17\nlate\n",
            "",
            .line(prefix: "4f2a end"),
            chunk: chunk
        )
        #expect(reading.isComplete)
        let result = end(reading)
        #expect(result.exit == .code(0))
        #expect(result.standardOutput.text.hasPrefix("noise\n4f2a fact\n4f2a end 17"))
        #expect(!result.standardOutput.text.contains("late"))
    }

    @Test func `takes a last line that is also the first, once it is whole`() {
        #expect(end(read("end\n", "", .line(prefix: "end"))).exit == .code(0))
        #expect(end(read("end", "", .line(prefix: "end"))).exit == .unknown)
    }

    @Test func `looks for nothing where the exit status is the proof`() {
        let reading = read("\n4f2a:0\n", "", .exitStatus)
        #expect(!reading.isComplete)
        #expect(end(reading).exit == .unknown)
        #expect(end(reading, status: 4).exit == .code(4))
        #expect(end(reading, signal: "KILL").exit == .signal("KILL"))
        #expect(end(reading, status: 4).standardOutput.text == "\n4f2a:0\n")
    }

    @Test func `keeps a flood behind the beginning of a proof within its limit`() {
        let flood = "end" + String(repeating: "x", count: 100_000) + "\nend\n"
        let reading = read(flood, "", .line(prefix: "end "), limit: 100, chunk: 1_000)
        #expect(!reading.isComplete)
        #expect(end(reading).standardOutput.bytes.count < 200)
    }

    @Test func `draws a new nonce of 32 digits each time`() {
        let nonces = Set((0..<50).map { _ in Nonce() })
        #expect(nonces.count == 50)
        #expect(nonces.allSatisfy { $0.description.utf8.count == 32 })
    }
}
