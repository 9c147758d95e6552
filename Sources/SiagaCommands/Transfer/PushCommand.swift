import ArgumentParser
import Bundles
import Reports
import RoomModel
import Transfers

/// `siaga push SRC… PATTERN --to DEST`: files and folders of this controller to many PCs.
struct PushCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "push",
            abstract: localized(
                id: "Kirim berkas atau folder ke banyak PC, dicocokkan dengan SHA-256.",
                en: "Send files or folders to many PCs, compared by SHA-256."
            ),
            usage: localized(
                id: "siaga push [<pilihan>] <sumber> ... <pc> --to <folder>",
                en: "siaga push [<options>] <source> ... <pcs> --to <folder>"
            ),
            discussion: localized(
                id:
                    "Yang sudah sama tidak dikirim; yang terputus dilanjutkan. PC yang aplikasi ujiannya terbuka tidak disentuh.",
                en:
                    "What is the same already is not sent; what was cut off goes on. A PC whose exam app is open is left alone."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Berkas atau folder, lalu PC: pc07, pc[01-10], all.",
                en: "Files or folders, then the PCs: pc07, pc[01-10], all."
            ),
            valueName: localized(id: "sumber-lalu-pc", en: "sources-then-pcs")
        ),
        completion: .file()
    )
    var words: [String]

    @Option(
        name: [.customLong("to")],
        help: ArgumentHelp(
            localized(
                id: "Folder di PC, dibuat kalau belum ada; tanpa / di depan: dari folder akun itu.",
                en:
                    "The folder on the PCs, made where it is missing; without a leading /: from the login folder."
            ),
            valueName: "folder"
        )
    )
    var target: String

    @Flag(help: ArgumentHelp(localized(id: "Kirim tanpa bertanya.", en: "Send without asking.")))
    var yes = false

    @OptionGroup var session: SessionOptions
    @OptionGroup var transfers: TransferOptions
    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard words.count >= 2, !target.isEmpty else {
            throw ValidationError(
                localized(
                    id: "sebutkan sumber, lalu PC, misalnya: siaga push soal.pdf all --to ujian",
                    en: "name a source, then the PCs, for example: siaga push paper.pdf all --to exam"
                )
            )
        }
        try checkTarget()
    }

    /// What is plain from the letters is said before any PC is asked; each PC says the rest.
    private func checkTarget() throws {
        guard let reserved = ReservedPath(target, for: .into) else { return }
        throw ValidationError(
            localized(
                id: "\(reserved.folder.safe()) milik sistem; sebutkan folder lain, misalnya: --to /opt/ujian",
                en:
                    "\(reserved.folder.safe()) belongs to the system; name another folder, such as: --to /opt/exam"
            )
        )
    }

    func run() async throws {
        let terminal = Terminal()
        let selections = try await LoadedRooms(roomOptions, connection: connection, terminal: terminal)
            .select(words.last, limit: roomOptions.limit)
        let run = TransferCommandRun(
            isPush: true,
            roomOptions: roomOptions,
            connection: connection,
            transfers: transfers,
            session: session,
            terminal: terminal
        )
        try run.checkSessions(selections)
        let sources = Array(words.dropLast())
        let shipment = try await bundling { () async throws(BundleError) in
            try await ShipmentReader().read(sources)
        }
        let speech = Speech(selections.first?.room.profile, options: roomOptions, terminal: terminal)
        let hosts = selections.flatMap(\.hosts)
        let question = TransferQuestion(wording: speech.wording, page: speech.progressPage(terminal))
            .render(shipment.count, to: target, on: hosts.map(\.name))
        try await Consent(isGiven: yes, language: speech.wording.language, terminal: terminal)
            .require(question)
        try await run.run(Push(shipment, to: target), on: selections, target: target)
    }
}
