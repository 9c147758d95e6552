/// Every step there is, one row each.
public enum StepCatalogue {
    /// All rows, for reading playbooks; an app can be installed only by those of ``steps(installingFrom:)``.
    public static let steps = steps(nil)

    /// All rows, with the bundles that apps are installed from.
    public static func steps(installingFrom bundles: AppBundles) -> [StepDefinition] { steps(bundles) }

    /// In the order of `docs/installing.md`.
    private static func steps(_ bundles: AppBundles?) -> [StepDefinition] {
        [
            AppStep.definition(bundles), FileStep.definition, FileStep.template, FolderStep.definition,
            RemoveStep.definition,
            PackageStep.definition, ServiceStep.definition, ProcessStep.definition, ClockStep.definition,
            StayAwakeStep.definition, ShortcutStep.definition, CommandStep.definition, CommandStep.script,
            WaitStep.definition,
            PowerStep.restart, PowerStep.on, PowerStep.off,
        ]
    }
}
