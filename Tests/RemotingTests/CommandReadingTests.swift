import Remoting
import RoomModel
import Testing

@Suite struct CommandReadingTests {
    /// Reads what comes behind a login that prints nothing, unless `login` says what it prints and how the command begins.
    private func read(
        _ output: String,
        _ error: String = "",
        _ proof: CompletionProof = .sentinel,
        login: String = "\nb0b0 1\n",
        limit: Int = 1_000,
        chunk: Int = 1,
        passesOutputOn: Bool = false
    ) -> CommandReading {
        var reading = CommandReading(
            CommandRequest(line: "true", outputLimit: limit, proof: proof),
            nonce: Nonce("4f2a"),
            mark: Nonce("b0b0"),
            passesOutputOn: passesOutputOn
        )
        let streams = [
            (login + output, OutputStream.output), (login.replacing(" 1\n", with: " 2\n") + error, .error),
        ]
        for (text, stream) in streams {
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

    @Test(arguments: LoginNoise.allCases, 1...9)
    func `whatever a login prints is not the command's`(_ noise: LoginNoise, _ chunk: Int) {
        let login = noise.text + "\nb0b0 1\n"
        let result = end(read("out\n4f2a:3\n", "err\n4f2a\n", login: login, chunk: chunk))
        #expect(result.hasBegun)
        #expect(result.exit == .code(3))
        #expect(result.standardOutput.text == "out")
        #expect(result.standardError.text == "err")
        var stream = read("\u{0}\n\n4f2a:0\n", "\n4f2a\n", login: login, chunk: chunk, passesOutputOn: true)
        #expect(stream.takeOutput() == [0, 10])
        let line = end(read("4f2a end\n", "", .line(prefix: "4f2a end"), login: login, chunk: chunk))
        #expect(line.exit == .code(0))
        #expect(line.standardOutput.text == "4f2a end")
    }

    @Test func `a login that sends both outputs to one is still no part of a stream`() {
        var reading = read(
            "bytes\n4f2a:0\n",
            login: "Selamat datang\nb0b0 2\n\nb0b0 1\n",
            passesOutputOn: true
        )
        #expect(reading.takeOutput() == Array("bytes".utf8))
    }

    @Test(arguments: [CompletionProof.sentinel, .line(prefix: "4f2a end"), .exitStatus])
    func `what a login says that never came to the command is told, and proves nothing`(
        _ proof: CompletionProof
    ) {
        let words = "This account is currently not available.\n"
        var reading = read("4f2a:0\n4f2a end\n", "4f2a\n", proof, login: words, passesOutputOn: true)
        #expect(reading.takeOutput() == [])
        #expect(!reading.hasBegun)
        #expect(reading.timesAsked == nil)
        let result = end(reading, status: 0)
        #expect(!result.hasBegun)
        #expect(result.exit == .unknown)
        #expect(result.standardOutput.text.hasPrefix(words))
        #expect(end(reading, signal: "KILL").exit == .signal("KILL"))
    }

    @Test func `a login that prints for ever takes no memory`() {
        let reading = read("", login: String(repeating: "lol\n", count: 100_000), chunk: 1_000)
        #expect(end(reading).standardOutput.bytes.count <= 16 << 10)
    }

    @Test func `where sudo never came to ask, the login's words say why`() throws {
        var request = CommandRequest(line: "true")
        request.privilege = Privilege(user: try UserName("root"), password: Secret("canary"))
        var reading = CommandReading(request)
        Array("This account is currently not available.\n".utf8).withUnsafeBytes {
            reading.append($0, to: .output)
        }
        #expect(reading.timesAsked == 0)
        let refusal = reading.refusal(status: 127)
        #expect(refusal.code == .sudoFailed)
        #expect(refusal.sentence.contains("This account is currently not available."))
    }

    @Test func `draws a new nonce of 32 digits each time`() {
        let nonces = Set((0..<50).map { _ in Nonce() })
        #expect(nonces.count == 50)
        #expect(nonces.allSatisfy { $0.description.utf8.count == 32 })
    }
}
