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
    public let make: @Sendable (ParameterValues) throws(InvalidArgument) -> any Check

    /// Creates a row.
    public init(
        id: CheckID,
        label: Localized,
        hint: Localized,
        parameters: [Parameter] = [],
        source: String,
        examDaySeverity: Severity? = nil,
        isNamed: Bool = false,
        make: @escaping @Sendable (ParameterValues) throws(InvalidArgument) -> any Check
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
