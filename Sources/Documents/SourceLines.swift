public import RoomModel

/// A document's lines, for showing where a problem is, except where that could show a secret.
public struct SourceLines: Sendable {
    /// The longest line that is shown (characters): what fits a terminal twice.
    private static let longest = 160
    /// The words that make a line unfit for showing, in any case.
    private static let secretWords = [
        "password", "passphrase", "passwd", "_pass", "pwd", "secret", "token", "vault", "sandi", "credential",
    ]

    private let bytes: [UInt8]
    /// Where each line begins in ``bytes``.
    private let starts: [Int]
    /// Whether no line may be shown.
    private let isSecret: Bool

    /// Finds the lines of a text; one longer than ``Document/longest`` has none.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - isSecret: Whether no line may be shown (default: no).
    public init(_ bytes: [UInt8], isSecret: Bool = false) {
        self.isSecret = isSecret
        let kept = bytes.count <= Document.longest ? bytes : []
        let first = kept.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        self.bytes = kept
        starts = [first] + kept.indices.lazy.filter { kept[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// `problem` with its line, unless it has one or the line may hold a secret.
    public func excerpted(_ problem: Problem) -> Problem {
        let place = problem.location
        guard !isSecret, problem.excerpt == nil, place.line > 0, place.column > 0 else { return problem }
        guard let line = line(place.line), line.count <= Self.longest, !mayHoldSecret(place.line) else {
            return problem
        }
        let text = String(decoding: line, as: UTF8.self)
        return problem.with(
            excerpt: String(text.map { $0 == "\t" ? " " : $0 }).safe(limit: Self.longest)
        )
    }

    /// Whether `number` (counted from 1), the line before it or a line it is indented under names a secret: a value may
    /// go on over several lines.
    func mayHoldSecret(_ number: Int) -> Bool {
        guard !isSecret else { return true }
        var indent = Int.max
        var isNear = true
        for earlier in stride(from: number, to: 0, by: -1) {
            guard let line = line(earlier), let first = line.firstIndex(where: { $0 != UInt8(ascii: " ") })
            else { continue }
            let lineIndent = first - line.startIndex
            if lineIndent < indent || isNear {
                if namesSecret(line) { return true }
                indent = min(indent, lineIndent)
            }
            if earlier < number { isNear = false }
            if indent == 0, !isNear { break }
        }
        return false
    }

    /// The line counted from 1, without its end.
    private func line(_ number: Int) -> ArraySlice<UInt8>? {
        guard starts.indices.contains(number - 1) else { return nil }
        let end = number < starts.count ? starts[number] - 1 : bytes.endIndex
        let line = bytes[starts[number - 1]..<end]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    private func namesSecret(_ line: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: line.prefix(4_096), as: UTF8.self).lowercased()
        return Self.secretWords.contains { text.contains($0) }
    }
}
