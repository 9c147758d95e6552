public import Facts
public import RoomModel

/// Nothing at this path: a file or a link is removed, a folder only when it is empty or all in it may go.
public struct RemoveStep: ScriptedStep {
    private let path: StepPath
    private let isRecursive: Bool

    private var fact: PathFact { PathFact(path: path.text) }

    /// The path.
    public var subject: String? { path.text }

    /// What is at the path.
    public var facts: [any Fact] { [fact] }

    /// 5 minutes: a folder of many files on an old disk.
    public var limit: Duration { .seconds(300) }

    /// A link is removed itself, whatever it leads to.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        let found = try readings.reading(of: fact)
        if found.kind == .absent { return .nothing }
        if let refusal = found.refusal { return .refused(refusal) }
        if found.kind == .folder, !isRecursive { return .refused(StepRefusal(.notEmpty, path.text)) }
        return .change(StepChange(.remove, path.text))
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        let base = (try? readings.reading(of: fact))?.base
        return StepScript(
            FolderEntry.shell + Self.body,
            [base ?? "/", path.name, isRecursive ? "all" : "one"]
        )
    }

    /// `find` never follows a link and stays on the disk, so that nothing mounted below is emptied.
    private static let body = #"""
        siaga_enter "$1" ''
        if [ -L "./$2" ] || [ ! -d "./$2" ]; then
            rm -f -- "./$2"
        elif [ "$3" = all ]; then
            find "./$2" -xdev -depth -delete
        else
            rmdir -- "./$2"
        fi
        """#

    /// `remove`.
    public static let definition = StepDefinition(
        "remove",
        label: Localized(id: "Hapus", en: "Removal"),
        explanation: Localized(
            id: "Tidak ada apa pun di path ini",
            en: "Nothing is at this path"
        ),
        parameters: [
            Parameter(
                "path",
                .text,
                isRequired: true,
                example: "/opt/old-app",
                Localized(id: "Yang dihapus, lengkap dari awal", en: "What is removed, a full path")
            ),
            Parameter(
                "recursive",
                .flag,
                default: "false",
                Localized(
                    id: "Apakah folder dihapus bersama semua isinya",
                    en: "Whether a folder goes with all that is in it"
                )
            ),
        ],
        make: { arguments throws(InvalidArgument) in
            RemoveStep(path: try StepPath(arguments), isRecursive: arguments.flag("recursive"))
        }
    )
}
