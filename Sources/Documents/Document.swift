public import RoomModel
import Yams

/// A YAML or JSON text read into a tree, with everything that is wrong with it.
///
/// Nothing a document says costs more than ``Document/longest`` bytes, ``Document/mostValues`` values and
/// ``Document/deepest`` levels: longer ones are refused before a tree is built, and aliases are never expanded beyond
/// these limits. Messages are Siaga's own; the parser's own text quotes the file, secrets included.
public struct Document: Sendable {
    /// The most bytes of a document (8 MiB: ten times an inventory of 10,000 PCs).
    public static let longest = 8 << 20
    /// The most values of a document, aliases counted as often as they are used (an inventory of 10,000 PCs has 100,000).
    public static let mostValues = 300_000
    /// The most levels of a document (Ansible's deepest documented shapes have fewer than ten).
    public static let deepest = 100
    /// The most duplicate keys that are listed; each costs another look at the text.
    static let mostDuplicates = 50

    /// The file's path as the user gave it.
    public let file: String
    /// The tree; nil when the text could not be read.
    public let root: DocumentNode?
    /// What is wrong, in reading order, with the lines concerned.
    public let problems: [Problem]
    /// The lines of the text, for showing where a problem is.
    public let lines: SourceLines

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: The file's bytes, UTF-8 with or without a byte order mark.
    ///   - file: The file's path as the user gave it.
    ///   - duplicateKeys: How bad a key given twice is; of two, the last one counts.
    ///   - isSecret: Whether the file was encrypted as a whole: its texts are sealed, its lines never shown (default: no).
    public init(
        _ bytes: [UInt8],
        file: String,
        duplicateKeys: Problem.Severity = .error,
        isSecret: Bool = false
    ) {
        self.file = file
        lines = SourceLines(bytes, isSecret: isSecret)
        let lines = lines
        do {
            let text = try ScreenedText(bytes, file: file)
            if let json = JSONText.read(bytes, file: file, duplicateKeys: duplicateKeys) {
                root = isSecret ? json.root.sealed : json.root
                problems = json.problems.map(lines.excerpted)
                return
            }
            let built = try Self.tree(of: text, file: file, duplicateKeys: duplicateKeys, lines: lines)
            root = isSecret ? built.root.sealed : built.root
            problems = built.problems.map(lines.excerpted)
        } catch {
            root = nil
            problems = [lines.excerpted(error.problem)]
        }
    }

    /// `problem` with the line it stands on, unless that line may hold a secret.
    public func excerpted(_ problem: Problem) -> Problem {
        problem.location.file == file ? lines.excerpted(problem) : problem
    }

    private static func tree(
        of text: ScreenedText,
        file: String,
        duplicateKeys: Problem.Severity,
        lines: SourceLines
    ) throws(RefusedDocument) -> (root: DocumentNode, problems: [Problem]) {
        var marks = DuplicateMarks(text.text)
        while true {
            do {
                let parser = try Parser(yaml: marks.text, resolver: .basic, encoding: .utf8)
                let node = try parser.singleRoot()
                // The nodes hold their anchors weakly; the parser keeps them.
                return try withExtendedLifetime(parser) { () throws(RefusedDocument) in
                    var builder = TreeBuilder(
                        file: file,
                        marks: marks,
                        hasStars: text.hasStars,
                        duplicateKeys: duplicateKeys,
                        lines: lines
                    )
                    let root = try builder.root(node)
                    return (root, builder.problems)
                }
            } catch YamlError.duplicatedKeysInMapping(_, let context) {
                guard marks.count < mostDuplicates,
                    marks.mark(line: context.mark.line, column: context.mark.column)
                else {
                    throw RefusedDocument(
                        Problem(at: marks.location(of: context.mark, in: file), "a key is given twice")
                    )
                }
            } catch let error as RefusedDocument {
                throw error
            } catch {
                throw RefusedDocument(SyntaxSentence.problem(for: error, file: file, marks: marks))
            }
        }
    }
}

/// Why a whole document is refused.
struct RefusedDocument: Error {
    let problem: Problem

    init(_ problem: Problem) {
        self.problem = problem
    }
}
