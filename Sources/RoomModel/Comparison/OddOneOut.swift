/// A measured value that most PCs of a room share, and the PCs that differ from it.
public struct OddOneOut: Hashable, Sendable {
    /// PCs that have another value than most.
    public struct Others: Hashable, Sendable {
        /// Their value.
        public let value: Measure
        /// The PCs, in the order people count.
        public let hosts: [HostName]
    }

    /// Which check.
    public let check: CheckID
    /// What tells two checks of one id apart, if anything does.
    public let subject: String?
    /// What most PCs have.
    public let usual: Measure
    /// How many of them.
    public let agreeing: Int
    /// The others: the most frequent value first.
    public let others: [Others]

    /// The fewest measured PCs among which there is a majority worth the name (own judgement).
    public static let fewest = 5
    /// Amounts of memory this near to each other count as equal: firmware reserves different parts of it.
    static let tolerance = 0.1
    /// Checks whose value is each PC's own, or changes from minute to minute; and the app's, which ``AppVersion`` judges.
    static let individual: Set<CheckID> = [
        "ip.plan", "ip.dup", "host.unique", "ram.free", "disk.free", "net.multi", "net.quality",
        "net.download", "time.offset", AppVersion.check,
    ]

    /// Finds the PCs that differ from more than half of at least five measured ones, for each check.
    ///
    /// Where the playbook does not accept what most PCs have, nobody is odd for having something else.
    ///
    /// - Parameter rows: The rows; the proctor's PC is another kind of machine and is left out.
    /// - Returns: The checks that have odd ones, in the order the PCs report them.
    static func find(in rows: [RoomRow]) -> [OddOneOut] {
        var order: [Question] = []
        var answers: [Question: [Answer]] = [:]
        for row in rows where !row.host.isProctor {
            for result in row.results where !individual.contains(result.check) {
                guard let value = result.finding.measured, value.isComparable else { continue }
                let question = Question(check: result.check, subject: result.subject)
                if answers[question] == nil { order.append(question) }
                let isMet = result.status == .pass || result.status == .waived
                answers[question, default: []].append(
                    Answer(host: row.host.name, value: value, isMet: isMet)
                )
            }
        }
        return order.compactMap { OddOneOut($0, answers[$0] ?? []) }
    }

    fileprivate struct Question: Hashable {
        let check: CheckID
        let subject: String?
    }

    fileprivate struct Answer {
        let host: HostName
        let value: Measure
        let isMet: Bool
    }

    private init?(_ question: Question, _ answers: [Answer]) {
        guard answers.count >= Self.fewest, let usual = Self.usual(answers.map(\.value)) else { return nil }
        let odd = answers.filter { !$0.value.isLike(usual) }
        let agreeing = answers.count - odd.count
        guard !odd.isEmpty, agreeing * 2 > answers.count,
            answers.contains(where: { $0.isMet && $0.value.isLike(usual) })
        else { return nil }
        var order: [Measure] = []
        var hosts: [Measure: [HostName]] = [:]
        for answer in odd {
            let value = order.first { $0.isLike(answer.value) } ?? answer.value
            if hosts[value] == nil { order.append(value) }
            hosts[value, default: []].append(answer.host)
        }
        (check, subject, self.usual, self.agreeing) = (question.check, question.subject, usual, agreeing)
        others = order.map { Others(value: $0, hosts: (hosts[$0] ?? []).sorted()) }
            .sorted { left, right in
                left.hosts.count != right.hosts.count
                    ? left.hosts.count > right.hosts.count : left.hosts.lexicographicallyPrecedes(right.hosts)
            }
    }

    /// The value that could have a majority: the most frequent, of amounts the middle one.
    private static func usual(_ values: [Measure]) -> Measure? {
        let amounts = values.compactMap { if case .bytes(let amount) = $0 { amount } else { nil } }
        if amounts.count == values.count { return .bytes(amounts.sorted()[amounts.count / 2]) }
        var counts: [Measure: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        return counts.first { $0.value * 2 > values.count }?.key
    }
}

extension Measure {
    /// Whether two PCs of a room should have the same.
    fileprivate var isComparable: Bool {
        switch self {
        case .bytes, .count, .percent, .text: true
        case .duration, .clockOffset: false
        }
    }

    fileprivate func isLike(_ other: Measure) -> Bool {
        if case .bytes(let amount) = self, case .bytes(let usual) = other {
            let (a, b) = (Double(amount.bytes), Double(usual.bytes))
            return abs(a - b) <= OddOneOut.tolerance * max(a, b)
        }
        return self == other
    }
}
