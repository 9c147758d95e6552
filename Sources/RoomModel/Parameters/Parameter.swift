/// Something a playbook may set on a check or a step.
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
        /// A text of any number of lines.
        case content
        /// The path of a file on the controller, relative to the playbook's folder; a template has `{{ name }}` inserted.
        case file(isTemplate: Bool)
    }

    /// The key in the playbook.
    public let name: String
    /// What it takes.
    public let kind: Kind
    /// What holds when the playbook is silent, as the playbook would write it; nil: nothing.
    public let defaultText: String?
    /// The inventory variable that fills it when the playbook is silent: `exam_app_path`; nil: none.
    public let variable: String?
    /// Whether an entry must have it; a check whose variable nobody set is not selected, unless the playbook alone can say it.
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
