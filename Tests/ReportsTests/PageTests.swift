import Testing

@testable import Reports

/// Breaking text into lines.
@Suite struct PageTests {
    @Test(arguments: [
        ("one two three", 8, 0, ["one two", "three"]), ("one two", 80, 0, ["one two"]), ("", 10, 0, [""]),
        ("ab cd ef", 5, 2, ["ab cd", "  ef"]), ("  x abcdef", 6, 0, ["  x", "abcdef"]),
        ("abcdefghij", 4, 0, ["abcd", "efgh", "ij"]),
        ("pc[01,03,05,07]", 8, 3, ["pc[01,", "   03,", "   05,", "   07]"]),
        ("lalu: siaga\u{A0}scan", 13, 0, ["lalu:", "siaga scan"]),
    ])
    func `breaks where people would`(_ text: String, _ width: Int, _ hanging: Int, _ lines: [String]) {
        #expect(Page.wrap(text, width: width, hanging: hanging) == lines)
    }

    @Test(arguments: 1...300)
    func `loses nothing and keeps the width`(_ seed: Int) {
        var state = UInt64(seed)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let text = String((0..<next(120)).map { _ in Array("ab ,c d-e")[next(9)] })
        let (width, hanging) = (1 + next(40), next(12))
        let lines = Page.wrap(text, width: width, hanging: hanging)
        #expect(lines.allSatisfy { $0.count <= width })
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }

    @Test func `has bounds`() {
        #expect(Page(width: 3).width == 40)
        #expect(Page(width: 9_999).width == 120)
    }
}
