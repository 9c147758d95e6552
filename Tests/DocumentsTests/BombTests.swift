import Documents
import RoomModel
import Testing

@Suite struct BombTests {
    private func refusal(_ text: String) -> String? {
        Document(Array(text.utf8), file: "x").problems.first?.message
    }

    private func within<Result>(_ limit: Duration, _ body: () -> Result) -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        let result = body()
        #expect(clock.now - start < limit)
        return result
    }

    @Test func `refuses nested aliases that expand without end`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let alias = "*a\(level - 1)"
            text +=
                "a\(level): &a\(level) [" + Array(repeating: alias, count: 10).joined(separator: ", ") + "]\n"
        }
        #expect(within(.seconds(2)) { refusal(text) }?.contains("300,000 values") == true)
    }

    @Test func `refuses a chain of aliases deeper than the limit`() {
        var text = "a0: &a0 [x]\n"
        for level in 1...2_000 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(within(.seconds(2)) { refusal(text) }?.contains("deeper than 100") == true)
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func `refuses ten thousand levels`(_ opening: String) {
        let text = String(repeating: opening, count: 10_000)
        #expect(within(.seconds(2)) { refusal(text) }?.contains("deeper than 100") == true)
    }

    @Test(arguments: [99, 101])
    func `allows a hundred levels and no more`(_ levels: Int) {
        let text = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        #expect((refusal(text) == nil) == (levels < 100))
    }

    @Test func `refuses keys that are whole tables`() {
        let text = String(repeating: "? ", count: 50) + "a\n"
        #expect(refusal(text) != nil)
        #expect(refusal(String(repeating: "? [a]\n: b\n", count: 20))?.contains("`?`") == true)
    }

    @Test func `refuses a file that is too large without reading it whole`() throws {
        #expect(refusal(String(repeating: "x", count: Document.longest + 1))?.contains("8 MiB") == true)
        #expect(
            refusal("a: [" + String(repeating: "x,", count: 300_001) + "]")?.contains("300,000 values")
                == true
        )
        #expect(throws: UnreadableFile.self) { try TextFile.bytes(of: "/dev/zero") }
        #expect(throws: UnreadableFile.self) { try TextFile.bytes(of: "/") }
        #expect(throws: UnreadableFile.self) { try TextFile.bytes(of: "/nonexistent") }
    }
}
