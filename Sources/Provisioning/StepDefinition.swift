public import RoomModel

/// One row of the steps there are: everything about a step except its work.
public struct StepDefinition: Sendable {
    /// The key in a playbook: `file`.
    public let kind: String
    /// What it is about, as a short noun phrase: "Berkas" / "File".
    public let label: Localized
    /// What it does, in one sentence.
    public let explanation: Localized
    /// What a playbook may set.
    public let parameters: [Parameter]
    /// What is done at its parameter `path`, so that a playbook that is only read is told of one that is reserved; nil:
    /// it has none that it changes.
    public let pathUse: ReservedPath.Use?
    /// Makes the step from validated arguments.
    public let make: @Sendable (ParameterValues) throws(InvalidArgument) -> any Step

    /// Creates a row.
    public init(
        _ kind: String,
        label: Localized,
        explanation: Localized,
        parameters: [Parameter] = [],
        changing pathUse: ReservedPath.Use? = nil,
        make: @escaping @Sendable (ParameterValues) throws(InvalidArgument) -> any Step
    ) {
        self.kind = kind
        self.label = label
        self.explanation = explanation
        self.parameters = parameters
        self.pathUse = pathUse
        self.make = make
    }
}
