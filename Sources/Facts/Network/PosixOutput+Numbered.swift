import RoomModel

extension PosixOutput {
    /// Reads one answer for each of `count` questions, which were asked at once and came back in any order.
    ///
    /// - Parameters:
    ///   - lines: The lines, each `NUMBER WORD…`, counted from 1.
    ///   - count: How many answers there must be.
    ///   - read: Reads the words behind the number; nil when they make no sense.
    /// - Returns: The answers in the order of the questions.
    /// - Throws: ``Unmeasured`` when one is missing, comes twice or makes no sense.
    func numbered<Answer>(
        _ lines: some Collection<String>,
        count: Int,
        read: (ArraySlice<Substring>) -> Answer?
    ) throws(Unmeasured) -> [Answer] {
        var answers: [Int: Answer] = [:]
        for line in lines {
            let words = line.split(separator: " ")
            guard let first = words.first, let number = Int(digits: first, in: 1...max(1, count)),
                number <= count,
                answers[number] == nil,
                let answer = read(words.dropFirst())
            else { throw unreadable() }
            answers[number] = answer
        }
        let ordered = (1...max(1, count)).compactMap { answers[$0] }
        guard ordered.count == count else { throw unreadable() }
        return ordered
    }
}
