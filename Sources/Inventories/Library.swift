import Documents
import RoomModel

/// The documents read so far, and everything wrong with them.
struct Library {
    /// The most problems that are listed: nobody reads more, and one mistake can repeat on every line.
    private static let mostProblems = 1_000

    private var documents: [String: Document] = [:]
    private var problems: [Problem] = []
    private var reported: Set<Problem> = []
    private var hasError = false
    private var unlisted = 0

    /// Adds a problem; the same one is told once.
    mutating func report(_ problem: Problem) {
        guard problems.count < Self.mostProblems || problem.severity == .error && !hasError else {
            unlisted += 1
            return
        }
        guard reported.insert(problem).inserted else { return }
        problems.append(problem)
        if problem.severity == .error { hasError = true }
    }

    /// The tree of the YAML file at `path`; nil after reporting why not.
    mutating func tree(of path: String) -> DocumentNode? {
        do {
            let document = Document(try TextFile.bytes(of: path), file: path, duplicateKeys: .warning)
            documents[path] = document
            for problem in document.problems { report(problem) }
            return document.root
        } catch {
            report(Problem(at: SourceLocation(file: path), error.message))
            return nil
        }
    }

    /// All problems with the lines they stand on.
    func finished() -> [Problem] {
        let listed = problems.map { documents[$0.location.file]?.excerpted($0) ?? $0 }
        guard unlisted > 0, let last = problems.last else { return listed }
        return listed + [
            Problem(
                .warning,
                at: SourceLocation(file: last.location.file),
                "\(unlisted) more problems are not listed",
                hint: "repair these first"
            )
        ]
    }
}
