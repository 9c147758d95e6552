public import Facts
public import RoomModel

/// Whether none of the programs runs that have no place in an exam.
public struct ForbiddenProgramsCheck: Check {
    /// Their names.
    public let programs: [String]

    /// Creates the check.
    public init(programs: [String]) {
        self.programs = programs
    }

    private var fact: RunningProgramsFact { RunningProgramsFact(names: programs) }

    /// The running programs.
    public var facts: [any Fact] { [fact] }

    /// A note; on a day of the exam more.
    public var severity: Severity { .warn }

    /// The programs are ended.
    public var repair: CheckRepair? {
        CheckRepair("process", ["program": .texts(programs), "running": .flag(false)])
    }

    /// Names those that run.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let found = try readings.reading(of: fact)
        return found.isEmpty
            ? Judgement(.pass, .met(nil)) : Judgement(.warn, .unwanted(found))
    }

    /// `apps.forbid` of the catalogue.
    public static let definition = CheckDefinition(
        id: "apps.forbid",
        label: Localized(id: "Program terlarang", en: "Forbidden programs"),
        hint: Localized(
            id: "Tutup AnyDesk, TeamViewer, dan semacamnya",
            en: "Close remote-control, capture and chat programs"
        ),
        parameters: [
            Parameter(
                "programs",
                .texts,
                isRequired: true,
                example: "[AnyDesk.exe, TeamViewer.exe]",
                Localized(
                    id: "Nama program yang tidak boleh jalan; .exe boleh tidak ditulis",
                    en: "Programs that must not run; .exe may be left out"
                )
            )
        ],
        source: "own judgement: remote control, screen capture and chat",
        examDaySeverity: .fail,
        make: { arguments throws(InvalidArgument) in
            let programs = arguments.texts("programs")
            for program in programs { try ProgramName.check(program, for: "programs") }
            guard !programs.isEmpty else { throw InvalidArgument("programs", "the list is empty") }
            return ForbiddenProgramsCheck(programs: programs)
        }
    )
}
