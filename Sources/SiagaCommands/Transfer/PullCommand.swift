import ArgumentParser
import Documents
import Glibc
import RoomModel
import Transfers

/// `siaga pull PATTERN SRC --to DIR`: a file or folder of many PCs into one folder each.
struct PullCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "pull",
            abstract: localized(
                id: "Ambil berkas atau folder dari banyak PC, satu folder tiap PC.",
                en: "Fetch a file or folder from many PCs, into one folder a PC."
            ),
            usage: localized(
                id: "siaga pull [<pilihan>] <pc> <sumber> --to <folder>",
                en: "siaga pull [<options>] <pcs> <source> --to <folder>"
            ),
            discussion: localized(
                id:
                    "Yang sudah sama tidak diambil; yang terputus dilanjutkan. PC yang aplikasi ujiannya terbuka tidak disentuh.",
                en:
                    "What is the same already is not fetched; what was cut off goes on. A PC whose exam app is open is left alone."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(id: "PC: pc07, pc[01-10], all.", en: "The PCs: pc07, pc[01-10], all."),
            valueName: localized(id: "pc", en: "pcs")
        )
    )
    var pattern: String

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Berkas atau folder di PC; tanpa / di depan: dari folder akun itu.",
                en: "The file or folder on the PCs; without a leading /: from the login folder."
            ),
            valueName: localized(id: "sumber", en: "source")
        )
    )
    var source: String

    @Option(
        name: [.customLong("to")],
        help: ArgumentHelp(
            localized(
                id: "Folder di laptop ini, dibuat kalau belum ada; tiap PC dapat satu folder di dalamnya.",
                en: "The folder on this laptop, made where it is missing; each PC gets one in it."
            ),
            valueName: "folder"
        ),
        completion: .directory
    )
    var target: String

    @OptionGroup var space: PullOptions
    @OptionGroup var transfers: TransferOptions
    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let terminal = Terminal()
        let selections = try await LoadedRooms(roomOptions, connection: connection, terminal: terminal)
            .select(pattern, limit: roomOptions.limit)
        try makeTarget()
        try await TransferCommandRun(
            isPush: false,
            roomOptions: roomOptions,
            connection: connection,
            transfers: transfers,
            terminal: terminal
        ).run(Pull(source, into: target, allowance: space.allowance), on: selections, target: target)
    }

    private func makeTarget() throws(CommandFailure) {
        if mkdir(target, 0o755) == 0 { return }
        let reason = String(cString: strerror(errno)).lowercased()
        if (try? TextFile.kind(of: target)) == .folder { return }
        throw CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "folder \(target.safe()) tidak bisa dipakai (\(reason)); tidak ada PC dihubungi",
                en: "the folder \(target.safe()) cannot be used: \(reason); no PC was contacted"
            ),
            hint: Localized(id: "sebutkan folder lain dengan --to", en: "name another folder with --to")
        )
    }
}
