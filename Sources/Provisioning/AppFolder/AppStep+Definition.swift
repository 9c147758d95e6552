import RoomModel

extension AppStep {
    /// `app`.
    ///
    /// - Parameter bundles: What apps are installed from; nil where a playbook is only read.
    /// - Returns: The row.
    public static func definition(_ bundles: AppBundles?) -> StepDefinition {
        StepDefinition(
            "app",
            label: Localized(id: "Aplikasi ujian", en: "Exam app"),
            explanation: Localized(
                id: "Folder aplikasi ujian persis seperti paketnya; versi lama disimpan untuk siaga rollback",
                en:
                    "The exam app's folder exactly as in its bundle; the former version is kept for siaga rollback"
            ),
            parameters: parameters,
            changing: .whole,
            make: { arguments throws(InvalidArgument) in
                // A playbook is checked where no bundle is known, too.
                _ = try AppFolderPath(arguments)
                guard let bundles else {
                    throw InvalidArgument("bundle", "bundles are not looked up here")
                }
                return try AppStep(arguments, from: bundles)
            }
        )
    }

    static let path = Parameter(
        "path",
        .text,
        variable: "exam_app_path",
        isRequired: true,
        example: "/opt/anbk",
        Localized(
            id: "Folder aplikasi di PC, lengkap dari awal",
            en: "The app's folder on the PC, a full path"
        )
    )

    static let versionFile = Parameter(
        "version_file",
        .text,
        default: AppFolder.usualVersionFile,
        Localized(
            id: "Berkas versi di folder aplikasi",
            en: "The file in the app's folder that says its version"
        )
    )

    private static let parameters = [
        path,
        Parameter(
            "bundle",
            .text,
            variable: "exam_app_bundle",
            example: "exambrowser",
            Localized(
                id: "Nama paket aplikasi (siaga bundle list); tanpa ini: satu-satunya yang ada",
                en: "The bundle's name (siaga bundle list); without it the only one there is"
            )
        ),
        Parameter(
            "version",
            .text,
            variable: "exam_app_version",
            example: "'26.0222'",
            Localized(
                id: "Versi paket itu; tanpa ini: yang terbaru di laptop ini",
                en: "The bundle's version; without it the newest on this laptop"
            )
        ),
        Parameter(
            "layout",
            .choice(AppFolder.Layout.allCases.map(\.rawValue)),
            default: AppFolder.Layout.folder.rawValue,
            Localized(
                id: "folder: dua kali ganti nama; link: jalurnya tautan, ganti sekali, tidak pernah kosong",
                en: "folder: exchanged by two renames; link: the path is a link, one rename, never absent"
            )
        ),
        Parameter(
            "foreign",
            .choice(AppFolder.ForeignFiles.allCases.map(\.rawValue)),
            default: AppFolder.ForeignFiles.keep.rawValue,
            Localized(
                id: "Berkas lain di folder itu: keep ikut dibawa, remove ditinggal di versi lama",
                en:
                    "Other files in that folder: keep brings them along, remove leaves them with the former version"
            )
        ),
        Parameter(
            "owner",
            .text,
            example: "siswa",
            Localized(
                id: "Pemilik berkasnya, akun atau akun:grup; tanpa ini seperti semula",
                en: "Whose the files are, an account or account:group; without it as before"
            )
        ),
        versionFile,
        Parameter(
            "replace",
            .flag,
            default: "false",
            Localized(
                id: "Boleh mengganti folder yang berisi hal lain, bukan aplikasi ujian",
                en: "May take the place of a folder that holds something else than the exam app"
            )
        ),
        Parameter(
            "allow_downgrade",
            .flag,
            default: "false",
            variable: AppStep.downgradeVariable,
            Localized(
                id: "Boleh mengganti versi yang lebih baru di PC; sekali jalan: --allow-downgrade",
                en: "May take the place of a newer version on the PC; for one run: --allow-downgrade"
            )
        ),
        Parameter(
            "within",
            .duration,
            default: "20 min",
            Localized(
                id: "Paling lama untuk satu PC, 1 min ke atas",
                en: "The longest it may take on one PC, 1 min or more"
            )
        ),
    ]

    /// The variable that allows an older version in place of a newer one, for one run.
    public static let downgradeVariable = "siaga_allow_downgrade"

    private init(_ arguments: ParameterValues, from bundles: AppBundles) throws(InvalidArgument) {
        let path = try AppFolderPath(arguments).text
        let variants = try bundles.variants(
            of: arguments.text("bundle"),
            version: arguments.text("version")
        )
        let limit = arguments.duration("within") ?? .seconds(1_200)
        guard limit >= .seconds(60) else {
            throw InvalidArgument("within", "an app takes longer than that", hint: "write `within: 20 min`")
        }
        let owner = arguments.text("owner")
        guard owner.map(Self.isOwner) ?? true else {
            throw InvalidArgument(
                "owner",
                "`\((owner ?? "").safe(limit: 60))` is no account",
                hint: "write `owner: siswa`, or `siswa:siswa`"
            )
        }
        let folders = variants.compactMap { manifest in
            AppFolder(
                path: path,
                manifest: manifest,
                layout: arguments.text("layout").flatMap(AppFolder.Layout.init) ?? .folder,
                foreignFiles: arguments.text("foreign").flatMap(AppFolder.ForeignFiles.init) ?? .keep,
                owner: owner,
                versionFile: arguments.text("version_file") ?? AppFolder.usualVersionFile,
                replacesAnything: arguments.flag("replace")
            )
        }
        guard
            let step = AppStep(
                folders,
                archives: bundles.archives,
                allowsDowngrade: arguments.flag("allow_downgrade"),
                limit: limit
            )
        else { throw InvalidArgument("bundle", "no variant of the bundle can be installed") }
        self = step
    }

    private static func isOwner(_ text: String) -> Bool {
        let names = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return names.allSatisfy { (try? UserName(String($0))) != nil }
    }
}
