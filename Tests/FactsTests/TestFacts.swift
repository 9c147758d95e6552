import Facts
import RoomModel

/// Runs shell text of a test inside a fragment; the reading is the lines.
struct EvalFact: Fact {
    static let id = "test.eval"
    static let fragments = Fragments(posix: #"eval "$1""#)

    let text: String

    var arguments: [String] { [text] }

    func read(_ output: PosixOutput) throws(Unmeasured) -> [String] { output.lines }
}

/// As ``EvalFact``, with a second at most.
struct HastyFact: Fact {
    static let id = "test.hasty"
    static let fragments = Fragments(posix: #"eval "$1""#)
    static let limit = Duration.seconds(1)

    let text: String

    var arguments: [String] { [text] }

    func read(_ output: PosixOutput) throws(Unmeasured) -> [String] { output.lines }
}

/// Prints its arguments, one a line in angle brackets.
struct EchoFact: Fact {
    static let id = "test.echo"
    static let fragments = Fragments(posix: #"for word; do printf '<%s>\n' "$word"; done"#)

    let arguments: [String]

    func read(_ output: PosixOutput) throws(Unmeasured) -> [String] { output.lines }
}

/// A fact that waits for nothing.
protocol QuickFact: Fact where Reading == [String] {}

extension QuickFact {
    static var isImmediate: Bool { true }
    static var limit: Duration { .seconds(2) }

    func read(_ output: PosixOutput) throws(Unmeasured) -> [String] { output.lines }
}

/// Prints two lines, with what a shell may trip over.
struct QuickLines: QuickFact {
    static let id = "test.quick.lines"
    static let fragments = Fragments(posix: #"printf '%s\n' ' * \ $x "a' b; IFS=x; set -f; cd /"#)
}

/// Ends with a code.
struct QuickRefusal: QuickFact {
    static let id = "test.quick.refusal"
    static let fragments = Fragments(posix: "echo root; exit 77")
}

/// Prints a line that is too long.
struct QuickFlood: QuickFact {
    static let id = "test.quick.flood"
    static let fragments = Fragments(posix: "head -c 3000 /dev/zero | tr '\\000' x")
}

/// Waits after all.
struct QuickHang: QuickFact {
    static let id = "test.quick.hang"
    static let fragments = Fragments(posix: "sleep 60")
}
