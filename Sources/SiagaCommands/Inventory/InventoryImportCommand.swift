import ArgumentParser
import Documents
import Inventories
import Reports
import RoomModel

/// `siaga inventory import`: makes a room folder of a spreadsheet, and shows what was understood.
struct InventoryImportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: localized(
                id: "Buat folder ruang dari spreadsheet (CSV).",
                en: "Make a room folder of a spreadsheet (CSV)."
            ),
            usage: localized(
                id: "siaga inventory import [<pilihan>] <berkas.csv>",
                en: "siaga inventory import [<options>] <file.csv>"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Daftar PC dari Excel atau LibreOffice (CSV).",
                en: "The list of PCs from Excel or LibreOffice (CSV)."
            ),
            valueName: localized(id: "berkas.csv", en: "file.csv")
        ),
        completion: .file()
    )
    var file: String

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            localized(
                id: "Folder ruang (baku: nama berkas).",
                en: "The room folder (default: the file's name)."
            ),
            valueName: "folder"
        ),
        completion: .directory
    )
    var output: String?

    @Flag(
        help: ArgumentHelp(
            localized(id: "Ganti hosts.yaml yang sudah ada.", en: "Replace a hosts.yaml that is there.")
        )
    )
    var force = false

    @Option(
        help: ArgumentHelp(
            localized(id: "Moda ujian.", en: "The exam's mode."),
            valueName: localized(id: "moda", en: "mode")
        )
    )
    var mode: RoomMode?

    @Option(
        help: ArgumentHelp(
            localized(id: "Jumlah PC yang harus siap.", en: "How many PCs must be ready."),
            valueName: "n"
        )
    )
    var seats: Int?

    @Option(
        help: ArgumentHelp(
            localized(id: "Akun di PC.", en: "The account on the PCs."),
            valueName: localized(id: "akun", en: "account")
        )
    )
    var user: String?

    @Option(
        help: ArgumentHelp(
            localized(id: "Kunci privat akun itu.", en: "The private key that logs in to the PCs."),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var key: String?

    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
        if let seats, !(1...1_000).contains(seats) {
            throw ValidationError(
                localized(id: "--seats harus antara 1 dan 1000", en: "--seats must be between 1 and 1000")
            )
        }
        if let user, (try? UserName(user)) == nil {
            throw ValidationError(
                localized(
                    id: "`\(user.safe(limit: 60))` bukan nama akun",
                    en: "`\(user.safe(limit: 60))` is no name of an account"
                )
            )
        }
    }

    func run() async throws {
        let terminal = Terminal()
        let imported: SpreadsheetImport
        do throws(InvalidDocuments) {
            imported = try SpreadsheetImport(file)
        } catch {
            throw ImportedFolder.wrong(error, in: languageOption.lang)
        }
        let language = languageOption.lang ?? imported.language ?? HelpLanguage.current
        let folder = ImportedFolder(output ?? imported.roomName, language: languageOption.lang)
        try await requireFree(folder.hosts, terminal, language)
        try folder.make()
        var data = SpreadsheetImport.RoomData(
            mode: mode,
            seats: seats,
            user: user.flatMap { try? UserName($0) },
            key: key
        )
        var room = try folder.write(imported, data)
        let dialogue = RoomDataDialogue(terminal: terminal, language: language, seats: imported.seatsNeeded)
        if terminal.canAsk {
            data = await dialogue.completed(data, for: room)
            room = try folder.write(imported, data)
        }
        let page = Speech(nil, options: try RoomOptions.parse([]), terminal: terminal).page
        terminal.write(
            ImportScreen(language: language, page: page).render(
                imported.summary,
                from: file,
                to: folder.hosts,
                next: folder.next(for: room)
            )
        )
        terminal.note(ProblemRenderer.render(imported.notes, language: language))
        if let lacking = dialogue.note(on: room, in: folder.hosts, page: Page(width: terminal.width)) {
            terminal.note(lacking)
        }
        if let left = folder.variablesLeft(beside: file) { terminal.note(left[language]) }
    }

    /// An inventory that is there is replaced only when somebody says so.
    private func requireFree(_ target: String, _ terminal: Terminal, _ language: Language) async throws {
        guard !force, !TextFile.isAbsent(target) else { return }
        let exists = Localized(id: "\(target.safe()) sudah ada", en: "\(target.safe()) is there already")
        if terminal.canAsk {
            let question = Localized(
                id: "\(exists.id). Ganti? (y/t) ",
                en: "\(exists.en). Replace it? (y/n) "
            )
            let answer = await terminal.ask(question[language])
            if ["y", "ya", "yes"].contains(answer?.lowercased() ?? "") { return }
        }
        throw CommandFailure(
            exitCode: CommandFailure.usage,
            exists,
            hint: Localized(
                id: "ganti dengan --force, atau pilih folder lain dengan --output",
                en: "replace it with --force, or choose another folder with --output"
            )
        )
    }
}

extension SpreadsheetImport {
    /// What the screen shows of it.
    fileprivate var summary: ImportSummary {
        ImportSummary(
            computers: computers,
            spares: spares,
            seats: seats,
            groups: groups,
            columns: columns.map { .init(letters: $0.letters, title: $0.title, meaning: $0.meaning) }
        )
    }

    /// How many PCs must be ready where nobody says: those with a seat, else all but the spares.
    fileprivate var seatsNeeded: Int { max(1, seats > 0 ? seats : computers - spares) }
}
