import Testing

@testable import SiagaCommands

@Suite struct TypedCommandTests {
    @Test(arguments: [
        (
            "install pc07 -p a.yaml --plan", "siaga install pc07 -p a.yaml",
            "siaga install pc07 -p a.yaml --rerun"
        ),
        ("install --rerun --yes -b", "siaga install --rerun -b", "siaga install --rerun -b"),
        ("install -yb", "siaga install -b", "siaga install -b --rerun"),
        (
            "install -p y.yaml -- pc07", "siaga install -p y.yaml -- pc07",
            "siaga install -p y.yaml --rerun -- pc07"
        ),
    ])
    func `says what was typed, without its question`(typed: String, run: String, rest: String) {
        TypedCommand.$words.withValue(typed.split(separator: " ").map(String.init)) {
            #expect(TypedCommand.line() == run)
            #expect(TypedCommand.line(adding: "--rerun") == rest)
        }
    }

    @Test(arguments: [
        ("", "siaga -i 'Lab 1'"), ("scan --rerun", "siaga scan --rerun -i 'Lab 1'"),
        ("scan -i a --inventory b --inventory=c pc07", "siaga scan pc07 -i 'Lab 1'"),
        ("exec all -- ls -i x", "siaga exec all -i 'Lab 1' -- ls -i x"),
    ])
    func `says the same command with the room that is meant`(typed: String, line: String) {
        TypedCommand.$words.withValue(typed.split(separator: " ").map(String.init)) {
            #expect(TypedCommand.line(choosing: ["-i", "Lab 1"]) == line)
        }
    }

    @Test func `is one line for a shell and safe for a terminal`() {
        TypedCommand.$words.withValue(["install", "pc0[1-9]", "-i", "Lab 1\u{1b}[2J"]) {
            let line = TypedCommand.line()
            #expect(line.hasPrefix("siaga install 'pc0[1-9]' -i 'Lab 1"))
            #expect(!line.contains("\u{1b}"))
        }
    }
}
