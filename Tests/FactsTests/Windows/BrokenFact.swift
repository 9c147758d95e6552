import Facts

/// A fact that breaks the whole script, as a PC on which no script runs would.
struct BrokenFact: Fact {
    static let id = "broken"
    static let fragments = Fragments(posix: ":", windows: "}{")

    func read(_ output: PosixOutput) throws(Unmeasured) -> String { throw output.unreadable() }
}
