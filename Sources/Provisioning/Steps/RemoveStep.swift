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
        if let refusal = found.refusal(for: use(of: found)) { return .refused(refusal) }
        if found.kind == .folder, !isRecursive { return .refused(StepRefusal(.notEmpty, path.text)) }
        return .change(StepChange(.remove, path.text))
    }

    /// A file or a link is one thing; a folder goes with what is in it.
    private func use(of found: PathFact.Reading) -> ReservedPath.Use {
        [.folder, .emptyFolder].contains(found.kind) ? .whole : .entry
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        let base = (try? readings.reading(of: fact))?.base
        return StepScript(
            Self.body,
            [base ?? "/", path.name, isRecursive ? "all" : "one"],
            in: base ?? "/"
        )
    }

    /// A folder that goes with all in it is put where nobody else gets to before.
    ///
    /// It stays on the disk: nothing mounted below is emptied. What cannot be removed goes back to its name.
    private static let body = #"""
        siaga_enter "$1" ''
        if [ -L "./$2" ] || [ ! -d "./$2" ]; then
            rm -f -- "./$2"
        elif [ "$3" = all ]; then
            siaga_room
            mv -f$siaga_flat -- "../$2" ./gone || siaga_stop "$2 cannot be moved away"
            siaga_remove gone || {
                mv -f$siaga_flat -- ./gone "../$2" || trap - EXIT
                siaga_stop "not all of $2 can be removed"
            }
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
        changing: .entry,
        make: { arguments throws(InvalidArgument) in
            let isRecursive = arguments.flag("recursive")
            let path = try StepPath(arguments, for: isRecursive ? .whole : .entry)
            return RemoveStep(path: path, isRecursive: isRecursive)
        }
    )
}
