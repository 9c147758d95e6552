/// "Did you mean": the known word nearest to one that is not known.
public enum Suggestion {
    /// The word of `known` that `word` most likely stands for.
    ///
    /// Distance counts inserted, deleted, replaced and swapped neighbouring letters (optimal string alignment, the
    /// restricted Damerau-Levenshtein distance); more than a third of the word's letters apart is no suggestion.
    ///
    /// - Parameters:
    ///   - word: What was written.
    ///   - known: What could have been meant, in order of preference.
    ///   - most: The most changes; nil (the default) means a third of the word's letters, at least one.
    /// - Returns: The nearest word, or nil.
    public static func nearest(
        to word: String,
        among known: some Sequence<String>,
        within most: Int? = nil
    ) -> String? {
        let letters = Array(word.lowercased().unicodeScalars.prefix(64))
        let limit = most ?? max(1, letters.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in known where candidate != word {
            let other = Array(candidate.lowercased().unicodeScalars.prefix(64))
            guard abs(other.count - letters.count) <= limit else { continue }
            let distance = distance(letters, other)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// The hint that goes with an unknown word.
    ///
    /// - Parameters:
    ///   - word: What was written.
    ///   - known: What could have been meant.
    /// - Returns: The suggestion; without one, the whole list when it is short; else nil.
    public static func hint(for word: String, among known: [String]) -> String? {
        if let nearest = nearest(to: word, among: known) { return "did you mean `\(nearest)`?" }
        guard !known.isEmpty, known.count <= 12 else { return nil }
        return "known here: " + known.map { "`\($0)`" }.joined(separator: ", ")
    }

    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                var cost = min(
                    last[column + 1] + 1,
                    current[column] + 1,
                    last[column] + (left[row] == right[column] ? 0 : 1)
                )
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
