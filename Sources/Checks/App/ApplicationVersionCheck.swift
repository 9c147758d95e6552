public import Facts
public import RoomModel

/// The exam app has the version of this exam.
public struct ApplicationVersionCheck: Check {
    private let fact: ApplicationVersionFact
    /// The version for this exam; nil: nobody says it, and the room compares.
    private let expected: String?

    /// The folder.
    public var subject: String? { fact.folder }

    /// The version file.
    public var facts: [any Fact] { [fact] }

    /// The app from its bundle; nothing where nobody says which version is right.
    public var repair: CheckRepair? {
        expected.map { CheckRepair("app", ["path": .text(fact.folder), "version": .text($0)]) }
    }

    /// `fail`: an app that is not there, or another than the expected one.
    public var severity: Severity { .fail }

    /// Met when the version is the expected one to the letter; a newer one is not met either, and named.
    ///
    /// Without an expected one any version is met as far as this PC goes, and the room compares.
    /// An app that is not there is measured, not unknown.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        switch try readings.reading(of: fact) {
        case .noFolder: return Judgement(.fail, .missing([fact.folder.safe()]))
        case .unfinished: return Judgement(.fail, .unfinished(fact.folder.safe()))
        case .noFile: return Judgement(.fail, .missing([fact.file.safe()]))
        case .version(""): return Judgement(.fail, .altered([fact.file.safe()]))
        case .version(let version):
            let seen = Measure.said(version.excerpt(limit: 40))
            guard let expected else { return Judgement(.pass, .compared(seen)) }
            if version == expected { return Judgement(.pass, .met(seen)) }
            return Judgement(.fail, .unexpected(seen, expected: [.text(expected.safe(limit: 40))]))
        }
    }

    /// The row of the catalogue.
    public static let definition = CheckDefinition(
        id: "app.version",
        label: Localized(id: "Aplikasi versi", en: "App version"),
        hint: Localized(
            id: "Perbarui ke versi yang sama di semua PC",
            en: "Update to the same version on all PCs"
        ),
        parameters: [
            ApplicationFolder.parameter,
            Parameter(
                "file",
                .text,
                default: "version.txt",
                Localized(
                    id: "Berkas versi di folder aplikasi; baris pertamanya adalah versi",
                    en: "The version file in the app's folder; its first line is the version"
                )
            ),
            Parameter(
                "expected",
                .text,
                variable: "exam_app_version",
                example: "'26.0222'",
                Localized(
                    id:
                        "Versi untuk ujian ini: 26.0222; tanpa ini PC dibandingkan seruang, dan yang beda diberi catatan",
                    en:
                        "The version for this exam: 26.0222; without it the room's PCs are compared, and those that "
                        + "differ have a note"
                )
            ),
        ],
        source: "ExamBrowser 20.0515 to 26.0222: `version.txt`, scheme YY.MMDD",
        make: { arguments throws(InvalidArgument) in
            let folder = try ApplicationFolder.path(arguments)
            let file = try ApplicationFolder.relative(arguments.text("file") ?? "version.txt", of: "file")
            let expected = arguments.text("expected")
            if let expected,
                expected.isEmpty || !expected.isOneLine || expected.first == " " || expected.last == " "
            {
                throw InvalidArgument(
                    "expected",
                    "no version can be told from this",
                    hint: "write it as 26.0222"
                )
            }
            return ApplicationVersionCheck(
                fact: ApplicationVersionFact(folder: folder, file: file),
                expected: expected
            )
        }
    )
}
