import Documents
import RoomModel

/// The documents read so far, and everything wrong with them.
struct Library {
    /// The most problems that are listed: nobody reads more, and one mistake can repeat on every line.
    private static let mostProblems = 1_000

    let vault: VaultKeyring
    private var lines: [String: SourceLines] = [:]
    private var problems: [Problem] = []
    private var reported: Set<Problem> = []
    /// Whether an error is among the problems.
    private(set) var hasError = false
    private var unlisted = 0

    init(vault: VaultKeyring = VaultKeyring()) {
        self.vault = vault
    }

    /// Whether no more problems are listed, so that making them is in vain.
    var isFull: Bool { problems.count >= Self.mostProblems && hasError }

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

    /// The tree of the YAML or JSON file at `path`; nil after reporting why not.
    mutating func tree(of path: String) -> DocumentNode? {
        do {
            return tree(of: try TextFile.bytes(of: path), file: path)
        } catch {
            report(Problem(error, at: path))
            return nil
        }
    }

    /// What stands at `path`; nil for nothing, and after reporting why that cannot be told.
    mutating func kind(of path: String) -> TextFile.Kind? {
        do {
            return try TextFile.kind(of: path)
        } catch {
            report(Problem(error, at: path))
            return nil
        }
    }

    /// The names in a folder; none where there is no such folder, and after reporting why it cannot be read.
    mutating func names(in folder: String) -> [String] {
        do {
            return try TextFile.names(in: folder)
        } catch {
            report(Problem(error, at: folder))
            return []
        }
    }

    /// The tree of a YAML or JSON text, opened if it is encrypted; nil after reporting why not.
    mutating func tree(of bytes: [UInt8], file: String) -> DocumentNode? {
        guard bytes.starts(with: VaultText.mark.utf8) else {
            return tree(of: bytes, file: file, isSecret: false)
        }
        return opened(bytes, of: file).flatMap { tree(of: $0, file: file, isSecret: true) }
    }

    /// The tree of a YAML or JSON text; nil after reporting why not.
    mutating func tree(of bytes: [UInt8], file: String, isSecret: Bool) -> DocumentNode? {
        taken(Document(bytes, file: file, duplicateKeys: .warning, isSecret: isSecret))
    }

    /// The tree of a document that was read, its problems reported.
    mutating func taken(_ document: Document) -> DocumentNode? {
        lines[document.file] = document.lines
        for problem in document.problems { report(problem) }
        return document.root
    }

    /// Remembers a text's lines, for showing where a problem is.
    mutating func remember(_ bytes: [UInt8], file: String) {
        lines[file] = SourceLines(bytes)
    }

    /// What an encrypted file holds; nil after reporting why it stays closed.
    mutating func opened(_ bytes: [UInt8], of path: String) -> [UInt8]? {
        do throws(VaultFault) {
            return try vault.bytes(String(decoding: bytes, as: UTF8.self))
        } catch {
            report(
                Problem(at: SourceLocation(file: path, line: 1), error.message("the file"), hint: error.hint)
            )
            return nil
        }
    }

    /// A problem with the line it stands on.
    func excerpted(_ problem: Problem) -> Problem {
        lines[problem.location.file]?.excerpted(problem) ?? problem
    }

    /// All problems with the lines they stand on.
    func finished() -> [Problem] {
        let listed = problems.map(excerpted)
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
