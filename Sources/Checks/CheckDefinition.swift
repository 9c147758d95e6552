public import RoomModel

/// One row of the catalogue: everything about a check except its judgement.
public struct CheckDefinition: Sendable {
    /// The stable name: `disk.free`.
    public let id: CheckID
    /// What is measured, as a short noun phrase that can head a sentence: "Ruang disk" / "Free disk space".
    public let label: Localized
    /// What the proctor does when it is not met.
    public let hint: Localized
    /// What a playbook may set.
    public let parameters: [Parameter]
    /// Where the thresholds come from: ministry document, manual, own judgement.
    public let source: String
    /// What a note of this check becomes on a day of the exam, unless the playbook says otherwise; nil: stays a note.
    public let examDaySeverity: Severity?
    /// Whether a playbook makes up checks of this kind, any number of them, each with a `name`: `command.printer`.
    public let isNamed: Bool
    /// Makes the check from validated arguments.
    public let make: @Sendable (Arguments) throws(InvalidArgument) -> any Check

    /// Creates a row.
    public init(
        id: CheckID,
        label: Localized,
        hint: Localized,
        parameters: [Parameter] = [],
        source: String,
        examDaySeverity: Severity? = nil,
        isNamed: Bool = false,
        make: @escaping @Sendable (Arguments) throws(InvalidArgument) -> any Check
    ) {
        self.id = id
        self.label = label
        self.hint = hint
        self.parameters = parameters
        self.source = source
        self.examDaySeverity = examDaySeverity
        self.isNamed = isNamed
        self.make = make
    }
}

/// Something a playbook may set on a check.
public struct Parameter: Hashable, Sendable {
    /// What kind of value it takes; quantities carry units.
    public enum Kind: Hashable, Sendable {
        /// `10 GiB`.
        case bytes
        /// `500 ms`, `10 s`, `2 min`.
        case duration
        /// `10 %`.
        case percent
        /// A bare whole number.
        case count
        /// Any text.
        case text
        /// A list of texts; one text alone is a list of one.
        case texts
        /// A list of bare whole numbers; one alone is a list of one.
        case counts
        /// One of the words.
        case choice([String])
        /// `true` or `false`.
        case flag
    }

    /// The key in the playbook.
    public let name: String
    /// What it takes.
    public let kind: Kind
    /// What holds when the playbook is silent, as the playbook would write it; nil: nothing.
    public let defaultText: String?
    /// The inventory variable that fills it when the playbook is silent: `exam_app_path`; nil: none.
    public let variable: String?
    /// Whether the check is not selected without it.
    public let isRequired: Bool
    /// A value as a playbook would write it, for a parameter without a default; nil: any value of its kind is good.
    public let example: String?
    /// What it means, with unit and range.
    public let explanation: Localized

    /// Creates a parameter.
    public init(
        _ name: String,
        _ kind: Kind,
        default defaultText: String? = nil,
        variable: String? = nil,
        isRequired: Bool = false,
        example: String? = nil,
        _ explanation: Localized
    ) {
        self.name = name
        self.kind = kind
        self.defaultText = defaultText
        self.variable = variable
        self.isRequired = isRequired
        self.example = example
        self.explanation = explanation
    }
}

/// A validated value of a parameter.
public enum Argument: Hashable, Sendable {
    /// For `.bytes`.
    case bytes(ByteCount)
    /// For `.duration`.
    case duration(Duration)
    /// For `.percent`, 0 to 100.
    case percent(Double)
    /// For `.count`.
    case count(Int)
    /// For `.text` and `.choice`.
    case text(String)
    /// For `.texts`.
    case texts([String])
    /// For `.counts`.
    case counts([Int])
    /// For `.flag`.
    case flag(Bool)
}

/// A value that is of the right kind and still cannot be used.
public struct InvalidArgument: Error, Hashable, Sendable {
    /// The parameter's name.
    public let parameter: String
    /// What is wrong, lower case, no full stop.
    public let message: String
    /// What to write instead.
    public let hint: String?

    /// Creates the error.
    public init(_ parameter: String, _ message: String, hint: String? = nil) {
        self.parameter = parameter
        self.message = message
        self.hint = hint
    }
}

/// The validated values of a check's parameters, defaults filled in.
public struct Arguments: Hashable, Sendable {
    /// Every parameter that has a value.
    public let values: [String: Argument]

    /// Creates the set.
    public init(_ values: [String: Argument]) {
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
}
