// Findings in JSON: one object with a kebab-case `code` and the values by name (schema 1).

extension Measure {
    private enum Unit: String, Codable {
        case bytes
        case milliseconds = "ms"
        case clockOffset = "clock-offset-ms"
        case count
        case percent
        case text
    }

    private enum Key: String, CodingKey {
        case unit, value, cut
    }

    /// Reads `{"unit": …, "value": …}`, for a text that was cut with `"cut": true`.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        switch try object.decode(Unit.self, forKey: .unit) {
        case .bytes: self = .bytes(try object.decode(ByteCount.self, forKey: .value))
        case .milliseconds: self = .duration(try object.decode(Milliseconds.self, forKey: .value).duration)
        case .clockOffset: self = .clockOffset(try object.decode(Milliseconds.self, forKey: .value).duration)
        case .count: self = .count(try object.decode(Int.self, forKey: .value))
        case .percent: self = .percent(try object.decode(Double.self, forKey: .value))
        case .text:
            self = .text(
                try object.decode(String.self, forKey: .value),
                isCut: try object.decodeIfPresent(Bool.self, forKey: .cut) ?? false
            )
        }
    }

    /// Writes `{"unit": …, "value": …}`.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        func write(_ unit: Unit, _ value: some Encodable) throws {
            try object.encode(unit.rawValue, forKey: .unit)
            try object.encode(value, forKey: .value)
        }
        switch self {
        case .bytes(let amount): try write(.bytes, amount)
        case .duration(let time): try write(.milliseconds, Milliseconds(time))
        case .clockOffset(let offset): try write(.clockOffset, Milliseconds(offset))
        case .count(let count): try write(.count, count)
        case .percent(let percent): try write(.percent, percent)
        case .text(let text, let isCut):
            try write(.text, text)
            if isCut { try object.encode(true, forKey: .cut) }
        }
    }
}

extension Finding {
    private enum Code: String, Codable {
        case met, compared, missing, altered, unfinished, unwanted, identity, transfer, refused, unanswered,
            unexpected
        case unlikeMost = "unlike-most"
        case tooLow = "too-low"
        case tooHigh = "too-high"
        case notUnique = "not-unique"
        case notPinned = "not-pinned"
        case notMeasured = "not-measured"
        case notApplicable = "not-applicable"
    }

    /// The case's name in every machine-readable report.
    public var code: String { kind.rawValue }

    private var kind: Code {
        switch self {
        case .met: .met
        case .compared: .compared
        case .unlikeMost: .unlikeMost
        case .tooLow: .tooLow
        case .tooHigh: .tooHigh
        case .unexpected: .unexpected
        case .missing: .missing
        case .altered: .altered
        case .unfinished: .unfinished
        case .unwanted: .unwanted
        case .identity: .identity
        case .notUnique: .notUnique
        case .transfer: .transfer
        case .refused: .refused
        case .unanswered: .unanswered
        case .notPinned: .notPinned
        case .notMeasured: .notMeasured
        case .notApplicable: .notApplicable
        }
    }

    private enum Key: String, CodingKey {
        case code, value, usual, minimum, maximum, expected, items, account, path, endpoints, key, reason,
            shared
    }

    /// Reads the object whose `code` names the case.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        switch try object.decode(Code.self, forKey: .code) {
        case .met: self = .met(try object.decodeIfPresent(Measure.self, forKey: .value))
        case .compared: self = .compared(try object.decode(Measure.self, forKey: .value))
        case .unlikeMost:
            self = .unlikeMost(
                try object.decode(Measure.self, forKey: .value),
                usual: try object.decode(Measure.self, forKey: .usual)
            )
        case .tooLow:
            self = .tooLow(
                try object.decode(Measure.self, forKey: .value),
                minimum: try object.decode(Measure.self, forKey: .minimum)
            )
        case .tooHigh:
            self = .tooHigh(
                try object.decode(Measure.self, forKey: .value),
                maximum: try object.decode(Measure.self, forKey: .maximum)
            )
        case .unexpected:
            self = .unexpected(
                try object.decode(Measure.self, forKey: .value),
                expected: try object.decode([Measure].self, forKey: .expected)
            )
        case .missing: self = .missing(try object.decode([String].self, forKey: .items))
        case .altered: self = .altered(try object.decode([String].self, forKey: .items))
        case .unfinished: self = .unfinished(try object.decode(String.self, forKey: .path))
        case .unwanted: self = .unwanted(try object.decode([String].self, forKey: .items))
        case .identity: self = .identity(try object.decode(HostIdentity.self, forKey: .value))
        case .notUnique: self = .notUnique(try object.decode([SharedTrait].self, forKey: .shared))
        case .transfer: self = .transfer(try object.decode(Transfer.self, forKey: .value))
        case .refused:
            self = .refused(
                account: try object.decode(String.self, forKey: .account),
                path: try object.decode(String.self, forKey: .path)
            )
        case .unanswered: self = .unanswered(try object.decode([EndpointFailure].self, forKey: .endpoints))
        case .notPinned: self = .notPinned(try object.decodeIfPresent(String.self, forKey: .key))
        case .notMeasured: self = .notMeasured(try object.decode(UnmeasuredReason.self, forKey: .reason))
        case .notApplicable:
            self = .notApplicable(try object.decode(InapplicableReason.self, forKey: .reason))
        }
    }

    /// Writes `code` and the values of that case.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(kind.rawValue, forKey: .code)
        switch self {
        case .met(let value):
            try object.encodeIfPresent(value, forKey: .value)
        case .compared(let value):
            try object.encode(value, forKey: .value)
        case .unlikeMost(let value, let usual):
            try object.encode(value, forKey: .value)
            try object.encode(usual, forKey: .usual)
        case .tooLow(let value, let minimum):
            try object.encode(value, forKey: .value)
            try object.encode(minimum, forKey: .minimum)
        case .tooHigh(let value, let maximum):
            try object.encode(value, forKey: .value)
            try object.encode(maximum, forKey: .maximum)
        case .unexpected(let value, let expected):
            try object.encode(value, forKey: .value)
            try object.encode(expected, forKey: .expected)
        case .missing(let items):
            try object.encode(items, forKey: .items)
        case .altered(let items):
            try object.encode(items, forKey: .items)
        case .unfinished(let path):
            try object.encode(path, forKey: .path)
        case .unwanted(let items):
            try object.encode(items, forKey: .items)
        case .identity(let identity):
            try object.encode(identity, forKey: .value)
        case .notUnique(let traits):
            try object.encode(traits, forKey: .shared)
        case .transfer(let transfer):
            try object.encode(transfer, forKey: .value)
        case .refused(let account, let path):
            try object.encode(account, forKey: .account)
            try object.encode(path, forKey: .path)
        case .unanswered(let endpoints):
            try object.encode(endpoints, forKey: .endpoints)
        case .notPinned(let key):
            try object.encodeIfPresent(key, forKey: .key)
        case .notMeasured(let reason):
            try object.encode(reason, forKey: .reason)
        case .notApplicable(let reason):
            try object.encode(reason, forKey: .reason)
        }
    }
}
