/// The name of a place in the room, whichever way it is written: `01` is `1`, `a1` and `A-01` are `A1`.
///
/// Excel makes numbers of some cells of a column and texts of others, so that one seat comes as `01` and as `1`.
public struct SeatName: Hashable, Sendable, CustomStringConvertible {
    /// One spelling for all: capitals, numbers without zeros before them, and no mark between letters and their number.
    public let description: String

    /// Reads what somebody wrote.
    public init(_ text: String) {
        let runs = Run.all(of: text.uppercased())
        description = runs.indices.map { index in
            let (run, before) = (runs[index], index > 0 ? runs[index - 1].kind : nil)
            let behind = index + 1 < runs.count ? runs[index + 1].kind : nil
            switch run.kind {
            case .digits:
                let digits = run.text.drop { $0 == "0" }
                return digits.isEmpty ? "0" : String(digits)
            // `A-1` is `A1`, but `1-2` is not `12`; blanks at the ends mean nothing.
            case .marks where before == .letters && behind == .digits: return ""
            case .marks where before == nil || behind == nil: return run.text.filter { $0 != " " }
            case .marks, .letters: return run.text
            }
        }
        .joined()
    }

    /// Row and column: the letters before the only number, none where it is a number alone; nil where it is neither.
    public var place: (letters: String, number: Int)? {
        let letters = description.prefix { $0.isASCII && $0.isLetter }
        let digits = description.dropFirst(letters.count)
        // No room has a million columns.
        return Int(digits: digits, in: 0...999_999).map { (String(letters), $0) }
    }

    /// A piece of a seat's name, all of one kind.
    private struct Run {
        enum Kind {
            case letters, digits, marks

            init(_ character: Character) {
                self =
                    character.isASCII && character.isNumber
                    ? .digits : "-. ".contains(character) ? .marks : .letters
            }
        }

        let kind: Kind
        var text: String

        static func all(of text: String) -> [Run] {
            text.reduce(into: []) { runs, character in
                let kind = Kind(character)
                if runs.last?.kind == kind {
                    runs[runs.count - 1].text.append(character)
                } else {
                    runs.append(Run(kind: kind, text: String(character)))
                }
            }
        }
    }
}
