public import Facts
public import RoomModel

/// Whether the .NET Framework that the exam app needs is on a Windows PC; elsewhere it has no meaning.
public struct DotNetCheck: Check {
    /// The operating system.
    public var facts: [any Fact] { [OSVersionFact()] }

    /// The app does not start without it.
    public var severity: Severity { .fail }

    /// Not applicable off Windows; on Windows not measured yet.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        guard try readings.reading(of: OSVersionFact()).family == "windows" else {
            return Judgement(.notApplicable, .notApplicable(.platform))
        }
        throw Unmeasured(.notYetOnWindows)
    }

    /// `rt.dotnet` of the catalogue.
    public static let definition = CheckDefinition(
        id: "rt.dotnet",
        label: Localized(id: "Program .NET Framework", en: "The .NET Framework"),
        hint: Localized(id: "Pasang .NET Framework 3.5 atau 4.x", en: "Install .NET Framework 3.5 or 4.x"),
        source: "ExamBrowser is an x86 .NET program: .NET Framework 3.5 or 4.x",
        make: { _ in DotNetCheck() }
    )
}
