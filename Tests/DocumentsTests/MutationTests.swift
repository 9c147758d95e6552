import Documents
import RoomModel
import Testing

/// Feeds cut, mutated and spliced documents: each is read or refused with a place inside it, and never ends the process.
@Suite struct MutationTests {
    /// A small generator with a seed, so that a failure can be repeated (Vigna, splitmix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let seed = """
        # a room
        all: &top
          vars: { seats: 27, path: 'D:\\anbk', text: "a\\tb", <<: {x: 1} }
          children:
            - *top
            - ? complex
              : | 
                block
                 text
            - >-
              folded
            - [a, {b: "c", b: 'd'}, !vault 'e', ~, *top]
          same: 1
          same: 2
        ...
        """
    private static let pieces = [
        "*", "&a ", "? ", ": ", "- ", "[", "]", "{", "}", ",", "\"", "'", "\\", "|", ">", "%", "@", "`", "#",
        "!", "\t",
        "\n", "\r\n", "---\n", "...\n", "<<: ", "{{ x }}", "\u{10FF00}", "\u{FEFF}", "\u{0}", "é", "\\x",
        "\\ud800", "a: ",
    ].map { Array($0.utf8) }

    @Test(arguments: 0..<8)
    func `reads or refuses whatever comes`(_ round: Int) {
        var random = Seeded(state: UInt64(round))
        for _ in 0..<60 {
            var bytes = Array(Self.seed.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 7))
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            let document = Document(bytes, file: "x", duplicateKeys: .warning)
            let lines = bytes.count(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) + 2
            #expect(document.root != nil || document.problems.contains { $0.severity == .error })
            #expect(document.problems.allSatisfy { $0.location.line <= lines })
            #expect(ProblemRenderer.render(document.problems).isEmpty == document.problems.isEmpty)
        }
    }
}
