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
            if protection.holds(found) { return .nothing }
            return found.placeRefusal(for: .entry).map(StepPlan.refused)
                ?? .change(StepChange(.protect, path.text))
        case .absent: return found.refusal.map(StepPlan.refused) ?? .change(StepChange(.create, path.text))
        case .link: return .refused(StepRefusal(.link, path.text))
        case .file, .other: return .refused(StepRefusal(.inTheWay, path.text))
        }
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        let found = try? readings.reading(of: fact)
        return StepScript(
            Self.body,
            [
                found?.base ?? "/", found?.missing ?? "", path.name, protection.mode ?? found?.mode ?? "755",
                protection.owner ?? "",
            ],
            in: found?.base ?? "/"
        )
    }

    private static let body = #"""
        siaga_enter "$1" "$2"
        protect() {
            [ -z "$2" ] || [ "$(stat -c %U .)" = "$2" ] || chown -h -- "$2" . || siaga_stop "it cannot be given to $2"
            chmod -- "$1" .
        }
        if [ -d "./$3" ]; then
            siaga_go "$3" || siaga_stop "the folder $3 is another one now"
            protect "$4" "$5"
        else
            siaga_room
            mkdir ./new && (cd -P ./new && protect "$4" "$5") && siaga_put new "$3" ||
                siaga_stop "the folder $3 could not be made"
        fi
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
        changing: .entry,
        make: { arguments throws(InvalidArgument) in
            FolderStep(path: try StepPath(arguments), protection: try Protection(arguments))
        }
    )
}
