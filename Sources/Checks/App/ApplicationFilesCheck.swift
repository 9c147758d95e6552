public import Facts
public import RoomModel

/// All key files of the exam app are in its folder.
public struct ApplicationFilesCheck: Check {
    private let fact: ApplicationFilesFact

    /// The folder.
    public var subject: String? { fact.folder }

    /// The files' presence.
    public var facts: [any Fact] { [fact] }

    /// The app from its bundle.
    public var repair: CheckRepair? { CheckRepair("app", ["path": .text(fact.folder)]) }

    /// `fail`.
    public var severity: Severity { .fail }

    /// Missing before emptied before hidden: what is proved comes before what could not be seen.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        guard case .files(let found) = try readings.reading(of: fact) else {
            return Judgement(.fail, .missing([fact.folder.safe()]))
        }
        func names(_ wanted: Set<FilePresence>) -> [String] {
            zip(fact.files, found).filter { wanted.contains($0.1) }.map { $0.0.safe() }
        }
        let missing = names([.absent, .folder, .other])
        guard missing.isEmpty else { return Judgement(.fail, .missing(missing)) }
        let emptied = names([.empty])
        guard emptied.isEmpty else { return Judgement(.fail, .altered(emptied)) }
        guard found.count == fact.files.count, found.allSatisfy({ $0 == .file }) else {
            throw Unmeasured(.noRight("read \(names([.hidden]).first ?? fact.folder.safe())"))
        }
        return Judgement(.pass, .met(.count(found.count)))
    }

    /// The row of the catalogue.
    public static let definition = CheckDefinition(
        id: "app.files",
        label: Localized(id: "Berkas aplikasi", en: "App files"),
        hint: Localized(
            id: "Salin ulang folder aplikasi; kalau hilang lagi, antivirus mungkin menghapusnya",
            en: "Copy the app's folder again; if files vanish again, the antivirus may be removing them"
        ),
        parameters: [
            ApplicationFolder.parameter,
            Parameter(
                "files",
                .texts,
                isRequired: true,
                example: "[ExamBrowser.exe, version.txt]",
                Localized(
                    id: "Berkas yang harus ada, ditulis dari folder aplikasi; berkas kosong dianggap rusak",
                    en: "The files that must be there, relative to the folder; an empty one counts as damaged"
                )
            ),
        ],
        source: "ExamBrowser 26.0222: the files without which it does not start",
        make: { arguments throws(InvalidArgument) in
            let folder = try ApplicationFolder.path(arguments)
            var files: [String] = []
            for file in arguments.texts("files") {
                files.append(try ApplicationFolder.relative(file, of: "files"))
            }
            guard !files.isEmpty else { throw InvalidArgument("files", "the list is empty") }
            return ApplicationFilesCheck(fact: ApplicationFilesFact(folder: folder, files: files))
        }
    )
}
