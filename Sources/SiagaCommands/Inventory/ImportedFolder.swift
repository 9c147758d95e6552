import Documents
import FoundationEssentials
import Inventories
import Remoting
import Reports
import RoomModel

/// The room folder that an import makes.
struct ImportedFolder {
    private let path: String
    /// The language asked for; nil: that of the room, else of this invocation.
    private let language: Language?

    init(_ path: String, language: Language?) {
        self.path = path
        self.language = language
    }

    /// Its list of PCs.
    var hosts: String { path.hasSuffix("/") ? "\(path)hosts.yaml" : "\(path)/hosts.yaml" }

    /// Makes the folder where there is none.
    func make() throws(CommandFailure) {
        do {
            // Whatever the umask, nobody else may change what a room's folder says.
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755]
            )
        } catch {
            throw CommandFailure(
                Localized(
                    id: "folder \(path.safe()) tidak bisa dibuat",
                    en: "cannot make the folder \(path.safe())"
                ),
                hint: Localized(id: "pilih folder lain dengan --output", en: "choose another with --output")
            )
        }
    }

    /// Writes the list, and reads it as every command will, with the variables that stand beside it.
    ///
    /// - Throws: ``CommandFailure`` where it cannot be written, or (78) where what is in the folder keeps it from loading.
    func write(
        _ imported: SpreadsheetImport,
        _ data: SpreadsheetImport.RoomData
    ) throws(CommandFailure) -> Room {
        try AtomicFile.write(Array(imported.yaml(with: data).utf8), to: hosts)
        do throws(InvalidDocuments) {
            let rooms = try InventoryLoader.load([path]).rooms
            let profile = rooms.first?.profile ?? RoomProfile(name: path)
            return Room(profile: profile, hosts: rooms.flatMap(\.hosts), folder: path)
        } catch {
            throw Self.wrong(error, in: language)
        }
    }

    /// What is typed next: the key that the list names is made if it is not there, and the PCs are made known.
    func next(for room: Room) -> [String] {
        // A name that begins with `-` would be taken for an option.
        let folder = path.hasPrefix("-") ? "./\(path)" : path
        let missing = room.hosts.flatMap(\.identityFiles).first { TextFile.isAbsent($0) }
        let making = missing.map { "ssh-keygen -t ed25519 -f \($0.quotedForPosixShell)" }
        return [making, "siaga enroll -i \(folder.quotedForPosixShell)"].compactMap(\.self)
    }

    /// What is said of variables that stand beside the spreadsheet and not beside the new list.
    func variablesLeft(beside file: String) -> Localized? {
        let source = ReportFile.folder(of: file)
        let left = ["group_vars", "host_vars"].filter { name in
            !TextFile.isAbsent("\(source)/\(name)") && TextFile.isAbsent("\(path)/\(name)")
        }
        guard !left.isEmpty else { return nil }
        let names = left.joined(separator: ", ")
        let command = "cp -r \(left.map { "\(source)/\($0)" }.joined(separator: " ")) \(path)/".safe(
            limit: 400
        )
        return Localized(
            id: "catatan: \(names) di sebelah CSV tidak berlaku untuk folder baru; salin: \(command)\n",
            en: "note: \(names) beside the CSV does not hold for the new folder; copy it: \(command)\n"
        )
    }

    /// A list with mistakes, in the language asked for, else its own.
    static func wrong(_ error: InvalidDocuments, in language: Language?) -> CommandFailure {
        CommandFailure(
            error,
            in: .inventory,
            language: language ?? error.language ?? HelpLanguage.current
        )
    }
}
