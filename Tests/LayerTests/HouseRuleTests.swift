import Testing

@Suite struct HouseRuleTests {
    /// What may print: the commands, the program itself, the benchmark.
    private let speaking: Set = ["SiagaCommands", "siaga", "Benchmarks", "Floor"]

    @Test(arguments: [
        "print(", "debugPrint(", "dump(", "puts(", "fputs(", "putchar(", "stdout", "stderr", "STDOUT_FILENO",
        "STDERR_FILENO", "FileHandle.standardOutput", "FileHandle.standardError",
    ])
    func `prints nothing below the commands`(_ code: String) throws {
        for file in try SourceTree.files() where file.isSwift && !file.isTest {
            guard !speaking.contains(file.target) else { continue }
            for line in file.code.lines(holding: code) {
                Issue.record("\(file):\(line): only the commands write to the terminal")
            }
        }
    }

    @Test(arguments: [
        "@unchecked Sendable", "nonisolated(unsafe)", "try!", "fatalError(", "Task.detached",
        "Foundation.Process",
        "@preconcurrency",
    ])
    func `uses no way around the compiler`(_ code: String) throws {
        for file in try SourceTree.files() where file.isSwift {
            for line in file.code.lines(holding: code) {
                Issue.record("\(file):\(line): `\(code)` is not used here")
            }
        }
    }

    @Test func `starts no task that nobody waits for`() throws {
        for file in try SourceTree.files() where file.isSwift && !file.target.hasPrefix("SiagaCommands") {
            let text = file.code
            for line in text.lines(holding: "Task {") + text.lines(holding: "Task(") {
                Issue.record(
                    "\(file):\(line): a task group bounds, cancels and awaits; a loose task does not"
                )
            }
        }
    }

    @Test func `keeps every file under 400 lines`() throws {
        for file in try SourceTree.files() {
            let count = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
            #expect(count <= 400, "\(file) has \(count) lines")
        }
    }

    @Test func `tests with Swift Testing alone`() throws {
        for file in try SourceTree.files() where file.isSwift {
            #expect(!file.code.imports.contains { $0.module == "XCTest" }, "\(file)")
        }
    }
}
