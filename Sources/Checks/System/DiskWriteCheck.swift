public import Facts
public import RoomModel

/// Whether the pupils' account may write into the exam app's folder.
public struct DiskWriteCheck: Check {
    /// The folder.
    public let path: String
    /// The pupils' account; nil: nobody said which, and the check does not apply.
    public let account: String?

    /// Creates the check.
    public init(path: String, account: String?) {
        self.path = path
        self.account = account
    }

    /// The folder.
    public var subject: String? { path }

    /// An attempt to write.
    public var facts: [any Fact] { [fact].compactMap(\.self) }

    /// The exam app keeps its settings and logs in its folder.
    public var severity: Severity { .fail }

    private var fact: DiskWriteFact? { account.map { DiskWriteFact(path: path, account: $0) } }

    /// Takes the attempt's outcome.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        guard let fact else {
            return Judgement(.notApplicable, .notApplicable(.notConfigured("student_user")))
        }
        return switch try readings.reading(of: fact) {
        case .written: Judgement(.pass, .met(nil))
        case .refused:
            Judgement(.fail, .refused(account: fact.account.safe(limit: 80), path: path.safe(limit: 80)))
        }
    }

    /// `disk.write` of the catalogue.
    public static let definition = CheckDefinition(
        id: "disk.write",
        label: Localized(id: "Izin menulis di folder aplikasi", en: "Right to write into the app's folder"),
        hint: Localized(
            id: "Perbaiki izin folder untuk akun siswa",
            en: "Fix the folder's permissions for the pupils' account"
        ),
        parameters: [
            Parameter(
                "path",
                .text,
                variable: "exam_app_path",
                isRequired: true,
                example: "/opt/anbk",
                Localized(id: "Folder yang dicoba", en: "The folder that is tried")
            ),
            Parameter(
                "account",
                .text,
                variable: "student_user",
                Localized(
                    id: "Akun yang dipakai siswa; tanpa ini tidak diperiksa",
                    en: "The account pupils use; without it the check does not apply"
                )
            ),
        ],
        source: "ExamBrowser writes logs, settings and its own updates into its folder",
        make: { arguments throws(InvalidArgument) in
            let path = try ApplicationFolder.path(arguments)
            let account = arguments.text("account")
            if let account, (try? UserName(account)) == nil {
                throw InvalidArgument(
                    "account",
                    "`\(account.safe(limit: 60))` is no name of an account",
                    hint: "write the name pupils log on with: siswa"
                )
            }
            return DiskWriteCheck(path: path, account: account)
        }
    )
}
