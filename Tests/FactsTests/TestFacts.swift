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
