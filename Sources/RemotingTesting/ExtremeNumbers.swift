/// Numbers that nobody has, as a PC that lies or is broken may write them.
public enum ExtremeNumbers {
    /// In text: past every type, past every bound, or no number at all.
    public static let texts = [
        "-9223372036854775808", "9223372036854775807", "9223372036854775808", "18446744073709551615",
        "18446744073709551616", "99999999999999999999", "1" + String(repeating: "0", count: 400), "1e308",
        "-1",
        "-0", "+9223372036854775807", " 9223372036854775807 ", "0x7fffffffffffffff", "1_000", "４２", "nan",
        "NaN", "inf", "-inf",
    ]

    /// In JSON, and what no JSON can say.
    public static let numbers: [Double] = [
        -0x1p63, 0x1p63, 0x1p64, 0x1p53 + 2, -1, -0.0, 0.5, 1e308, -1e308, .leastNonzeroMagnitude, .infinity,
        -.infinity, .nan,
    ]

    /// `lines` with each of their numbers in turn replaced by each of ``texts``.
    ///
    /// - Parameter lines: What was recorded.
    /// - Returns: As many texts as there are numbers and replacements; none where there is no number.
    public static func variants(of lines: [String]) -> [[String]] {
        lines.indices.flatMap { index in
            runs(in: lines[index]).flatMap { run in
                texts.map { text in
                    var changed = lines
                    changed[index].replaceSubrange(run, with: text)
                    return changed
                }
            }
        }
    }

    private static let shortestHash = 32

    /// Where numbers stand, with all their digits; of a hash only the first.
    private static func runs(in line: String) -> [Range<String.Index>] {
        var runs: [Range<String.Index>] = []
        var rest = line[...]
        while let start = rest.firstIndex(where: \.isDecimalDigit) {
            let end = rest[start...].firstIndex { !$0.isDecimalDigit } ?? rest.endIndex
            // Behind a letter digits are part of a name: `enp0s20`, `sda1`.
            let isName = start > line.startIndex && line[line.index(before: start)].isLetter
            if !isName { runs.append(start..<end) }
            let word = line[..<end].split(separator: " ").last?.startIndex ?? start
            let wordEnd = line[end...].firstIndex(of: " ") ?? line.endIndex
            let isHash =
                line[word..<wordEnd].count >= shortestHash && line[word..<wordEnd].allSatisfy(\.isHexDigit)
            rest = rest[(isHash ? wordEnd : end)...]
        }
        return runs
    }
}

extension Character {
    fileprivate var isDecimalDigit: Bool { isASCII && isNumber }
}
