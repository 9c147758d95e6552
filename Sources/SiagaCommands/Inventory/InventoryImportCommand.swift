import ArgumentParser
import Documents
import FoundationEssentials
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

    @OptionGroup var languageOption: LanguageOption

    func run() async throws {
        let terminal = Terminal()
        let imported: SpreadsheetImport
        do throws(InvalidDocuments) {
            imported = try SpreadsheetImport(file)
        } catch {
            throw CommandFailure(
                error,
                in: .inventory,
                language: languageOption.lang ?? error.language ?? HelpLanguage.current
            )
        }
        let language = languageOption.lang ?? imported.language ?? HelpLanguage.current
        let folder = output ?? imported.roomName
        let target = folder.hasSuffix("/") ? "\(folder)hosts.yaml" : "\(folder)/hosts.yaml"
        try await requireFree(target, terminal, language)
        do {
            // Whatever the umask, nobody else may change what a room's folder says.
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755]
            )
        } catch {
            throw CommandFailure(
                Localized(
                    id: "folder \(folder.safe()) tidak bisa dibuat",
                    en: "cannot make the folder \(folder.safe())"
                ),
                hint: Localized(id: "pilih folder lain dengan --output", en: "choose another with --output")
            )
        }
        try AtomicFile.write(Array(imported.yaml.utf8), to: target)
        let page = Speech(nil, options: try RoomOptions.parse([]), terminal: terminal).page
        terminal.write(
            ImportScreen(language: language, page: page).render(
                imported.summary,
                from: file,
                to: target,
                folder: folder
            )
        )
        if let left = variablesLeft(beside: folder) { terminal.note(left[language]) }
    }

    /// What is said of variables that stand beside the spreadsheet and not beside the new list.
    private func variablesLeft(beside folder: String) -> Localized? {
        let source = ReportFile.folder(of: file)
        let left = ["group_vars", "host_vars"].filter { name in
            !TextFile.isAbsent("\(source)/\(name)") && TextFile.isAbsent("\(folder)/\(name)")
        }
        guard !left.isEmpty else { return nil }
        let names = left.joined(separator: ", ")
        let command = "cp -r \(left.map { "\(source)/\($0)" }.joined(separator: " ")) \(folder)/".safe(
            limit: 400
        )
        return Localized(
            id: "catatan: \(names) di sebelah CSV tidak berlaku untuk folder baru; salin: \(command)\n",
            en: "note: \(names) beside the CSV does not hold for the new folder; copy it: \(command)\n"
        )
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
}
