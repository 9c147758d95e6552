import RoomModel
import Yams

/// Siaga's own sentences for what the parser refuses; its own text quotes the file.
enum SyntaxSentence {
    /// The problem behind an error of the parser.
    static func problem(for error: any Error, file: String, marks: DuplicateMarks) -> Problem {
        let whole = SourceLocation(file: file)
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let sentence = sentence(problem, context: context?.text ?? "")
            return Problem(at: marks.location(of: mark, in: file), sentence.message, hint: sentence.hint)
        case .composer(_, _, let mark, _):
            return Problem(
                at: marks.location(of: mark, in: file),
                "a second document begins here (`---`)",
                hint: "keep one document in a file"
            )
        case .reader:
            return Problem(
                at: whole,
                "the text has a character that YAML does not allow",
                hint: "save it as UTF-8"
            )
        case .memory:
            return tooDeep(at: whole)
        default:
            return Problem(at: whole, "the text is no YAML")
        }
    }

    static func tooDeep(at location: SourceLocation) -> Problem {
        Problem(
            at: location,
            "the text is nested deeper than \(Document.deepest) levels",
            hint: "is a `[` or `{` never closed?"
        )
    }

    /// The sentence for one of libyaml's fixed texts (scanner.c, parser.c).
    private static func sentence(_ problem: String, context: String) -> (message: String, hint: String?) {
        switch problem {
        case "mapping values are not allowed in this context":
            (
                "a `:` with a space after it is not expected here",
                "indent by spaces, or put the text in quotes"
            )
        case "could not find expected ':'":
            ("a `:` is missing after a key", "write `key: value`, with a space after the colon")
        case "did not find expected key":
            ("a key was expected here", "compare the indentation with the lines above; write `key: value`")
        case "did not find expected '-' indicator":
            ("a list entry (`- `) was expected here", "compare the indentation with the lines above")
        case "did not find expected ',' or ']'":
            ("a list in `[ ]` is not closed", "put `,` between entries and `]` at the end")
        case "did not find expected ',' or '}'":
            (
                "a table in `{ }` is not closed",
                "put `,` between entries and `}` at the end; quote texts with `[`"
            )
        case "found character that cannot start any token":
            ("this character cannot begin a value", "use spaces, not tabs; put the text in quotes")
        case "found a tab character that violates indentation",
            "found a tab character that violate indentation",
            "found a tab character where an indentation space is expected":
            ("a tab stands where spaces belong", "indent by spaces")
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            (
                "a `\\` in double quotes begins an escape that does not exist",
                "write the text in single quotes, or use `/` in paths"
            )
        case "found unexpected end of stream" where context.contains("quoted scalar"):
            ("a quote is never closed", "put the same quote at the end of the text")
        case "found unexpected document indicator":
            ("a quoted text is never closed", "put the same quote at the end of the text")
        case "block sequence entries are not allowed in this context":
            ("a list entry (`- `) is not expected here", "begin the list on a line of its own")
        case "did not find expected <document start>":
            ("nothing was expected here", "compare the indentation with the lines above")
        case let text where text.contains("nest"):
            ("the text is nested deeper than \(Document.deepest) levels", "is a `[` or `{` never closed?")
        default:
            ("this is no YAML", "compare with the lines above; put the text in quotes")
        }
    }
}
