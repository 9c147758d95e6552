public import Facts
public import RoomModel

/// One folder, with owner and mode.
public struct FolderStep: ScriptedStep {
    private let path: StepPath
    private let protection: Protection

    private var fact: PathFact { PathFact(path: path.text) }

    /// The path.
    public var subject: String? { path.text }

    /// What is at the path.
    public var facts: [any Fact] { [fact] }

    /// Compares kind, then owner and mode; what is in the folder does not matter.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        let found = try readings.reading(of: fact)
        if let foreign = found.foreignLink { return .refused(StepRefusal(.link, foreign)) }
        switch found.kind {
        case .folder, .emptyFolder:
            return protection.holds(found) ? .nothing : .change(StepChange(.protect, path.text))
        case .absent: return found.refusal.map(StepPlan.refused) ?? .change(StepChange(.create, path.text))
        case .link: return .refused(StepRefusal(.link, path.text))
        case .file, .other: return .refused(StepRefusal(.inTheWay, path.text))
        }
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        let found = try? readings.reading(of: fact)
        return StepScript(
            FolderEntry.shell + Self.body,
            [
                found?.base ?? "/", found?.missing ?? "", path.name, protection.mode ?? found?.mode ?? "755",
                protection.owner ?? "",
            ]
        )
    }

    private static let body = #"""
        siaga_enter "$1" "$2"
        [ -d "./$3" ] || mkdir -- "./$3" || siaga_stop "the folder $3 could not be made"
        cd -P -- "./$3" && [ "$(pwd -P)" = "${1%/}/${2:+$2/}$3" ] || siaga_stop "the folder $3 is another one now"
        if [ -n "$5" ]; then chown -- "$5" . || siaga_stop "it cannot be given to $5"; fi
        chmod -- "$4" .
        """#

    /// `folder`.
    public static let definition = StepDefinition(
        "folder",
        label: Localized(id: "Folder", en: "Folder"),
        explanation: Localized(
            id: "Satu folder, dengan pemilik dan izinnya; isinya tidak disentuh",
            en: "One folder with its owner and mode; what is in it is not touched"
        ),
        parameters: [
            Parameter(
                "path",
                .text,
                isRequired: true,
                example: "/opt/exam",
                Localized(id: "Folder di PC, lengkap dari awal", en: "The folder on the PC, a full path")
            )
        ] + Protection.parameters,
        make: { arguments throws(InvalidArgument) in
            FolderStep(path: try StepPath(arguments), protection: try Protection(arguments))
        }
    )
}
