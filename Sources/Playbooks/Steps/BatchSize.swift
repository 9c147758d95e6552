import Documents
import RoomModel

/// How many PCs are changed before the next ones are begun (`serial`).
public enum BatchSize: Hashable, Sendable {
    /// So many, at least 1.
    case count(Int)
    /// So large a part of all, more than 0 and at most 100 %; at least one PC.
    case share(Double)

    /// Reads `5` or `25 %`.
    init(_ node: DocumentNode) throws(InvalidArgument) {
        let text = node.text ?? ""
        if let count = Int(digits: text, in: 1...ClosedRange.counts.upperBound) {
            self = .count(count)
        } else if let quantity = Quantity(text), quantity.unit == "%", quantity.number > 0,
            quantity.number <= 100
        {
            self = .share(quantity.number)
        } else {
            throw InvalidArgument(
                "serial",
                "`serial` takes a number of PCs, or a percentage of them",
                hint: "write `serial: 5` or `serial: 25 %`"
            )
        }
    }

    /// How many of `total` PCs are a batch.
    public func size(of total: Int) -> Int {
        switch self {
        case .count(let count): count
        case .share(let percent): max(1, Int((Double(total) * percent / 100).rounded(.up)))
        }
    }

    /// As a playbook writes it.
    public var description: String {
        switch self {
        case .count(let count): "\(count)"
        case .share(let percent): percent == percent.rounded() ? "\(Int(percent)) %" : "\(percent) %"
        }
    }
}
