public import Facts
public import RoomModel

/// The listed files of the exam app are the official ones, to the byte.
public struct ApplicationHashCheck: Check {
    private let fact: ApplicationHashFact
    private let expected: [String]

    /// The folder.
    public var subject: String? { fact.folder }

    /// The files' digests.
    public var facts: [any Fact] { [fact] }

    /// The app from its bundle.
    public var repair: CheckRepair? { CheckRepair("app", ["path": .text(fact.folder)]) }

    /// `fail`.
    public var severity: Severity { .fail }

    /// Altered before missing before hidden: a modified copy is the gravest of the three.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        guard case .files(let digests) = try readings.reading(of: fact) else {
            return Judgement(.fail, .missing([fact.folder.safe()]))
        }
        var altered: [String] = []
        var missing: [String] = []
        var hidden: [String] = []
        for ((file, digest), wanted) in zip(zip(fact.files, digests), expected) {
            switch digest {
            case .sha256(wanted): continue
            case .sha256: altered.append(file.safe())
            case .absent: missing.append(file.safe())
            case .hidden: hidden.append(file.safe())
            }
        }
        if !altered.isEmpty { return Judgement(.fail, .altered(altered)) }
        if !missing.isEmpty { return Judgement(.fail, .missing(missing)) }
        guard hidden.isEmpty, digests.count == expected.count else {
            throw Unmeasured(.noRight("read \(hidden.first ?? fact.folder.safe())"))
        }
        return Judgement(.pass, .met(.count(digests.count)))
    }

    /// The row of the catalogue.
    public static let definition = CheckDefinition(
        id: "app.hash",
        label: Localized(id: "Isi berkas aplikasi", en: "Content of the app files"),
        hint: Localized(
            id: "Berkas berbeda dari yang resmi; pasang ulang aplikasi dari unduhan resmi",
            en: "The files differ from the official ones; install the app again from the official download"
        ),
        parameters: [
            ApplicationFolder.parameter,
            Parameter(
                "manifest",
                .texts,
                variable: "exam_app_manifest",
                isRequired: true,
                example: "['\(String(repeating: "0", count: 64))  ExamBrowser.exe']",
                Localized(
                    id:
                        "Baris `sha256  berkas` seperti keluaran sha256sum: siaga bundle show NAMA --format variables",
                    en:
                        "Lines `sha256  file` as sha256sum prints them: siaga bundle show NAME --format variables"
                )
            ),
        ],
        source: "FIPS 180-4; the manifest is the school's own",
        make: { arguments throws(InvalidArgument) in
            let folder = try ApplicationFolder.path(arguments)
            let manifest = try HashManifest(lines: arguments.texts("manifest"), of: "manifest")
            return ApplicationHashCheck(
                fact: ApplicationHashFact(folder: folder, files: manifest.entries.map(\.file)),
                expected: manifest.entries.map(\.sha256)
            )
        }
    )
}
