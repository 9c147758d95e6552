import Testing

/// `docs/security.md` names tests that there are, for every promise and every way in which something goes wrong.
@Suite struct SecurityDocumentTests {
    private static let path = "docs/security.md"

    /// A row of one of its tables.
    private struct Row {
        let cells: [String]

        init?(_ line: Substring) {
            guard line.hasPrefix("| "), line.hasSuffix(" |") else { return nil }
            cells = line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false)
                .map(String.init)
        }

        /// The tests it names, as `Suite/name`.
        var tests: [String] {
            cells.last.map { $0.matches(of: /`(\w+\/[^`]+)`/).map { String($0.1) } } ?? []
        }
    }

    /// The rows of the table below a heading, without its head.
    private static func rows(below heading: String) throws -> [Row] {
        let text = try SourceTree.text(at: path)
        let part = try #require(text.split(separator: "\n## ").first { $0.hasPrefix(heading) }, "\(heading)")
        return part.split(separator: "\n").compactMap(Row.init).dropFirst().map(\.self)
    }

    /// Every test of the package, as `Suite/name`.
    private static func tests() throws -> Set<String> {
        var names: Set<String> = []
        for file in try SourceTree.files() where file.isTest && file.isSwift {
            var suite = ""
            // Few lines are worth an expression: those that open a body, and those with a name in backticks.
            for line in file.text.utf8.split(separator: UInt8(ascii: "\n")).map(Substring.init) {
                if line.utf8.last == UInt8(ascii: "{"),
                    let type = line.firstMatch(of: /(?:struct|class|actor|extension) (\w+Tests)\b/)
                {
                    suite = String(type.1)
                }
                guard line.utf8.contains(UInt8(ascii: "`")) else { continue }
                if let test = line.firstMatch(of: /func `([^`]+)`/) { names.insert("\(suite)/\(test.1)") }
            }
        }
        return names
    }

    @Test func `the ways in which something goes wrong are numbered from 1 to 36, each with a test`() throws {
        let rows = try Self.rows(below: "What goes wrong")
        #expect(rows.map { $0.cells.first ?? "" } == (1...36).map(String.init))
        for row in rows {
            #expect(row.cells.count == 5, "\(row.cells)")
            #expect(row.cells.allSatisfy { !$0.isEmpty }, "\(row.cells)")
            #expect(!row.tests.isEmpty, "case \(row.cells.first ?? "") is not proved by any test")
        }
    }

    @Test(arguments: [("Promises", 2), ("Against whom", 3)])
    func `every promise has a test`(_ heading: String, _ columns: Int) throws {
        let rows = try Self.rows(below: heading)
        #expect(rows.count >= 5)
        for row in rows {
            #expect(row.cells.count == columns, "\(row.cells)")
            #expect(!row.tests.isEmpty, "no test: \(row.cells.first ?? "")")
        }
    }

    @Test func `every test that is named is in the sources`() throws {
        let tests = try Self.tests()
        let named = try SourceTree.text(at: Self.path).matches(of: /`(\w+Tests\/[^`]+)`/).map { String($0.1) }
        #expect(named.count > 100)
        for name in named where !tests.contains(name) {
            Issue.record("\(Self.path): there is no test `\(name)`")
        }
    }
}
