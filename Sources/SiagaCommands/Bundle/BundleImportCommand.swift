import ArgumentParser
import BundleImport
import Bundles
import Documents
import Glibc
import Reports
import RoomModel

/// `siaga bundle import`: a bundle of another controller, once its signature is believed and every content is whole.
struct BundleImportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: localized(
                id: "Ambil paket dari berkas laptop lain; tanda tangan dan isi diuji.",
                en: "Take a bundle from another laptop's file; signature and contents are checked."
            ),
            usage: localized(
                id: "siaga bundle import [<pilihan>] <berkas>",
                en: "siaga bundle import [<options>] <file>"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(id: "Berkas dari siaga bundle export.", en: "A file of siaga bundle export."),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var file: String

    @OptionGroup var roomOptions: RoomOptions

    @Option(
        name: [.customLong("allowed-signers")],
        help: ArgumentHelp(
            localized(id: "Percayai penanda tangan di berkas ini.", en: "Believe the signers in this file."),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var allowedSigners: String?

    @Flag(
        help: ArgumentHelp(
            localized(
                id: "Terima juga tanpa tanda tangan yang dikenal.",
                en: "Accept it also without a signature that is known here."
            )
        )
    )
    var untrusted = false

    @Flag(
        help: ArgumentHelp(
            localized(
                id: "Ganti paket bernama sama dengan isi lain.",
                en: "Replace a bundle of that name with other files."
            )
        )
    )
    var replace = false

    func run() async throws {
        let terminal = Terminal()
        let shelf = BundleShelf()
        let reader = TransferFileReader(store: shelf.library.store)
        let front = try await bundling { () async throws(BundleError) in try await reader.front(of: file) }
        let signer = try await believe(front, terminal)
        let store = shelf.library.store
        let lock = try await bundling { () async throws(BundleError) in try store.lock(for: .adding) }
        defer { withExtendedLifetime(lock) {} }
        let outcome = try await bundling { () async throws(BundleError) in
            try await reader.readContents(of: file, expecting: front)
            return try await shelf.library.keep(front.manifest, replacing: replace)
        }
        terminal.write(
            shelf.screen(terminal).imported(
                BundleSummary(front.manifest),
                signer: signer,
                wasThere: outcome == .same
            )
        )
    }

    /// Whose signature it is; nil where somebody accepts it without one.
    private func believe(_ front: TransferFileReader.Front, _ terminal: Terminal) async throws(CommandFailure)
        -> String?
    {
        let signers = try signersFile()
        var trust = SignatureTool.Trust.unsigned
        if let signature = front.signature {
            let scratch = "\(BundleShelf().library.store.incoming)/\(getpid()).sig"
            try await bundling { () async throws(BundleError) in try BundleShelf().library.store.prepare() }
            try AtomicFile.write(signature, to: scratch)
            defer { unlink(scratch) }
            trust = try await bundling { () async throws(BundleError) in
                try await SignatureTool().check(
                    signature: scratch,
                    of: front.manifestBytes,
                    allowedSigners: signers
                )
            }
        }
        let doubt: Localized
        switch trust {
        case .trusted(let signer): return signer
        case .unsigned:
            doubt = Localized(
                id: "\(file.safe()) tidak ditandatangani: siapa pun bisa membuatnya",
                en: "\(file.safe()) is not signed: anybody can have made it"
            )
        case .unknownKey(let fingerprint):
            doubt = Localized(
                id:
                    "\(file.safe()) ditandatangani kunci yang tidak dikenal di sini: \(fingerprint.safe(limit: 60))",
                en:
                    "\(file.safe()) is signed with a key that is not known here: \(fingerprint.safe(limit: 60))"
            )
        }
        if untrusted { return nil }
        if terminal.canAsk {
            let question = Localized(
                id: "\(doubt.id).\nTetap diambil? (y/t) ",
                en: "\(doubt.en).\nTake it all the same? (y/n) "
            )
            let answer = await terminal.ask(question[HelpLanguage.current])
            if ["y", "ya", "yes"].contains(answer?.lowercased() ?? "") { return nil }
        }
        throw CommandFailure(
            doubt,
            hint: Localized(
                id:
                    "minta paket bertanda tangan dan tulis kuncinya di allowed_signers folder ruang; tanpa itu: --untrusted",
                en:
                    "ask for a signed one and put its key into allowed_signers of the room folder; without: --untrusted"
            )
        )
    }

    /// The file that says whom this room believes; nil where there is none.
    private func signersFile() throws(CommandFailure) -> String? {
        if let allowedSigners {
            guard access(allowedSigners, R_OK) == 0 else {
                throw CommandFailure(BundleError.unreadable(allowedSigners))
            }
            return allowedSigners
        }
        let paths = (try? RoomSource(roomOptions).paths) ?? []
        for path in paths {
            let isFolder = (try? TextFile.kind(of: path)) == .folder
            for folder in (isFolder ? [path] : []) + [ReportFile.folder(of: path)] {
                let place = "\(folder)/allowed_signers"
                do throws(UnreadableFile) {
                    guard try TextFile.kind(of: place) != nil else { continue }
                } catch {
                    throw CommandFailure(error, at: place)
                }
                guard access(place, R_OK) == 0 else { throw CommandFailure(BundleError.unreadable(place)) }
                return place
            }
        }
        return nil
    }
}
