/// Every step there is, one row each.
public enum StepCatalogue {
    /// All rows, in the order of `docs/installing.md`.
    public static let steps = [
        FileStep.definition, FileStep.template, FolderStep.definition, RemoveStep.definition,
        PackageStep.definition, ServiceStep.definition, ProcessStep.definition, ClockStep.definition,
        ShortcutStep.definition, CommandStep.definition, CommandStep.script, WaitStep.definition,
        PowerStep.restart, PowerStep.on, PowerStep.off,
    ]

    /// The row of a kind; nil: there is no such step.
    public static func row(_ kind: String) -> StepDefinition? { steps.first { $0.kind == kind } }
}
