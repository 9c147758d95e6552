/// The validated values of the parameters of a check or a step, defaults filled in.
public struct ParameterValues: Hashable, Sendable {
    /// Every parameter that has a value.
    public let values: [String: ParameterValue]

    /// Creates the set.
    public init(_ values: [String: ParameterValue]) {
        self.values = values
    }

    /// The amount of `name`, or nil.
    public func bytes(_ name: String) -> ByteCount? {
        if case .bytes(let value) = values[name] { value } else { nil }
    }

    /// The time of `name`, or nil.
    public func duration(_ name: String) -> Duration? {
        if case .duration(let value) = values[name] { value } else { nil }
    }

    /// The percentage of `name`, or nil.
    public func percent(_ name: String) -> Double? {
        if case .percent(let value) = values[name] { value } else { nil }
    }

    /// The number of `name`, or nil.
    public func count(_ name: String) -> Int? {
        if case .count(let value) = values[name] { value } else { nil }
    }

    /// The text of `name`, or nil.
    public func text(_ name: String) -> String? {
        if case .text(let value) = values[name] { value } else { nil }
    }

    /// The texts of `name`; none when it is not set.
    public func texts(_ name: String) -> [String] {
        if case .texts(let value) = values[name] { value } else { [] }
    }

    /// The numbers of `name`; none when it is not set.
    public func counts(_ name: String) -> [Int] {
        if case .counts(let value) = values[name] { value } else { [] }
    }

    /// Whether `name` is set to true.
    public func flag(_ name: String) -> Bool {
        if case .flag(let value) = values[name] { value } else { false }
    }

    /// The file of `name`, or nil.
    public func file(_ name: String) -> ControllerFile? {
        if case .file(let value) = values[name] { value } else { nil }
    }
}
