public import RoomModel

extension Collection<HostName> {
    /// The names folded into ranges, as ClusterShell writes them: `pc[01-03,05],proktor`.
    ///
    /// Zero padding is kept, so that the pattern names exactly these PCs. The last run of digits of a name is what
    /// counts; names without digits stand alone.
    public var folded: String {
        foldedNames(map(\.description))
    }
}

/// Texts folded by their last run of digits, in the order people count.
func foldedNames(_ names: [String]) -> String {
    var groups: [(frame: NumberedName.Frame, members: [NumberedName])] = []
    var plain: [String] = []
    var seen: Set<String> = []
    for text in names where seen.insert(text).inserted {
        guard let name = NumberedName(text) else {
            plain.append(text)
            continue
        }
        if let index = groups.firstIndex(where: { $0.frame == name.frame }) {
            groups[index].members.append(name)
        } else {
            groups.append((name.frame, [name]))
        }
    }
    let folded = groups.map { frame, members in
        let runs = NumberedName.runs(members)
        let text = runs.joined(separator: ",")
        let needsBrackets = members.count > 1 && !(frame.prefix.isEmpty && frame.suffix.isEmpty)
        return frame.prefix + (needsBrackets ? "[\(text)]" : text) + frame.suffix
    }
    return (folded + plain).joined(separator: ",")
}

/// A name split around its last run of digits: `lab-a-` `07` `.local`.
private struct NumberedName {
    struct Frame: Hashable {
        let prefix: String
        let suffix: String
    }

    let frame: Frame
    let digits: String
    let number: Int

    init?(_ text: String) {
        guard let last = text.lastIndex(where: \.isASCIIDigit) else { return nil }
        var first = last
        while first > text.startIndex, text[text.index(before: first)].isASCIIDigit {
            first = text.index(before: first)
        }
        digits = String(text[first...last])
        // More digits than this are no count of PCs.
        guard digits.count <= 9, let number = Int(digits) else { return nil }
        self.number = number
        frame = Frame(prefix: String(text[..<first]), suffix: String(text[text.index(after: last)...]))
    }

    /// `01-03`, `05`: a range holds a number only as it would be written counting on from the first.
    static func runs(_ members: [NumberedName]) -> [String] {
        var runs: [(first: NumberedName, last: NumberedName)] = []
        for member in members.sorted(by: { ($0.number, $0.digits.count) < ($1.number, $1.digits.count) }) {
            if let run = runs.last, run.last.number + 1 == member.number,
                member.digits == padded(member.number, to: run.first.digits.count)
            {
                runs[runs.count - 1].last = member
            } else {
                runs.append((member, member))
            }
        }
        return runs.map { first, last in
            first.number == last.number ? first.digits : first.digits + "-" + last.digits
        }
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) && isASCII }
}
