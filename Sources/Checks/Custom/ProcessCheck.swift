public import Facts
public import RoomModel

/// A program of the playbook runs, or does not.
public struct ProcessCheck: Check {
    private let programs: [String]
    private let mustRun: Bool

    private var fact: RunningProgramsFact { RunningProgramsFact(names: programs) }

    /// The running programs.
    public var facts: [any Fact] { [fact] }

    /// `fail`, unless the playbook says otherwise.
    public var severity: Severity { .fail }

    /// A program that must not run is ended; one that must is for somebody to start.
    public var repair: CheckRepair? {
        mustRun ? nil : CheckRepair("process", ["program": .texts(programs), "running": .flag(false)])
    }

    /// One of several that should run is enough; none of them may run that should not.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let found = try readings.reading(of: fact)
        switch (mustRun, found.isEmpty) {
        case (true, true): return Judgement(.fail, .missing(programs.map { $0.safe(limit: 60) }))
        case (false, false): return Judgement(.fail, .unwanted(found))
        case (true, false):
            return Judgement(.pass, .met(.said(found.joined(separator: ", ").excerpt(limit: 60))))
        case (false, true): return Judgement(.pass, .met(nil))
        }
    }

    /// `process` of the catalogue.
    public static let definition = CheckDefinition(
        id: "process",
        label: Localized(id: "Jalannya program", en: "Program"),
        hint: CustomCheck.hint,
        parameters: [
            CustomCheck.name("antivirus"),
            Parameter(
                "program",
                .texts,
                isRequired: true,
                example: "clamd",
                Localized(
                    id: "Nama program; dari beberapa cukup satu yang jalan",
                    en: "The program's name; of several one that runs is enough"
                )
            ),
            Parameter(
                "running",
                .flag,
                default: "true",
                Localized(id: "Apakah harus jalan, atau tidak boleh", en: "Whether it must run, or must not")
            ),
        ],
        source: CustomCheck.source,
        isNamed: true,
        make: { arguments throws(InvalidArgument) in
            let programs = arguments.texts("program")
            for program in programs { try ProgramName.check(program, for: "program") }
            guard !programs.isEmpty else { throw InvalidArgument("program", "the list is empty") }
            return ProcessCheck(programs: programs, mustRun: arguments.values["running"] != .flag(false))
        }
    )
}
