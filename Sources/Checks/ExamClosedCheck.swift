public import Facts
public import RoomModel

/// `exam.running`: none of the exam app's processes runs.
///
/// The interlock looks before anything else is measured, and where a program runs the PC has the state `EXAM OPEN`
/// instead of results. What is judged here is that somebody said which programs to look for, and that it was looked.
public struct ExamClosedCheck: Check {
    /// None of its own: the interlock's reading is always there.
    public var facts: [any Fact] { [] }

    /// `fail`: a PC with an open exam must not be touched.
    public var severity: Severity { .fail }

    /// Met only where the interlock looked and saw none of the programs, be it by their names alone.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        switch readings.interlock {
        case .some(.none), .some(.noneByName): return Judgement(.pass, .met(nil))
        case .some(.notConfigured), nil: throw Unmeasured(.notReported)
        }
    }

    /// The row of the catalogue.
    public static let definition = CheckDefinition(
        id: "exam.running",
        label: Localized(id: "Aplikasi ujian tertutup", en: "Exam app closed"),
        hint: Localized(
            id: "Ujian sedang berjalan; PC tidak disentuh",
            en: "An exam is running; the PC is left alone"
        ),
        source: "the app takes over the desktop while it runs",
        make: { _ in ExamClosedCheck() }
    )
}
