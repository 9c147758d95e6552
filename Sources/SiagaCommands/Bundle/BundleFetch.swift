import BundleImport
import Bundles
import Glibc
import Reports
import RoomModel
import Synchronization

/// Brings a source to this controller's disk, and makes sure of its SHA-256 where one is needed.
struct BundleFetch {
    /// A source on this disk.
    struct Fetched {
        let source: BundleSource
        /// The archive's hash; nil for a folder.
        let hash: ContentHash?
        fileprivate let remains: Remains

        /// Whether it is the very folder in which a PC has the app.
        var isFromPC: Bool { if case .folder = remains { true } else { false } }

        /// Removes what was fetched: the store has it now.
        func discard() async {
            switch remains {
            case .nothing: break
            case .download(let download, let address): await download.discard(address)
            case .folder(let folder): await folder.remove()
            }
        }

        /// Leaves what may be used again: a download, not what came from a PC.
        func abandon() async {
            if case .folder(let folder) = remains { await folder.remove() }
        }
    }

    /// What is left on the disk once a source was taken in.
    fileprivate enum Remains {
        case nothing
        case download(HTTPSDownload, String)
        case folder(FetchFolder)
    }

    let source: String
    let sha256: String?
    let store: ContentStore
    let terminal: Terminal
    /// The PC that the source names, if it names one and no file of that name is here.
    let reference: ReferencePC?

    func fetch() async throws(CommandFailure) -> Fetched {
        let expected = try expectedHash()
        if source.contains("://") { return try await download(expected) }
        var status = stat()
        guard stat(source, &status) == 0 else {
            guard let reference else { throw notFound() }
            try requireNone(expected)
            return try await fetch(from: reference)
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            try requireNone(expected)
            return Fetched(source: .folder(path: source), hash: nil, remains: .nothing)
        }
        let hash = try await hash(of: source)
        if let expected, expected != hash { throw mismatch(expected, hash) }
        return Fetched(source: .archive(path: source), hash: hash, remains: .nothing)
    }

    private func fetch(from reference: ReferencePC) async throws(CommandFailure) -> Fetched {
        let folder = FetchFolder(in: store)
        do throws(CommandFailure) {
            try await bundling { () async throws(BundleError) in try await folder.make() }
            let path = try await reference.fetch(into: folder.path)
            return Fetched(source: .folder(path: path), hash: nil, remains: .folder(folder))
        } catch {
            await folder.remove()
            throw error
        }
    }

    /// A folder cannot be told by one hash.
    private func requireNone(_ expected: ContentHash?) throws(CommandFailure) {
        guard expected != nil else { return }
        throw usage(
            Localized(id: "folder tidak punya SHA-256", en: "a folder has no SHA-256"),
            Localized(id: "pakai --sha256 untuk arsip saja", en: "use --sha256 for archives alone")
        )
    }

    private func download(_ expected: ContentHash?) async throws(CommandFailure) -> Fetched {
        guard source.lowercased().hasPrefix("https://") else {
            throw usage(
                Localized(
                    id: "\(source.shownAddress.safe()) bukan alamat https",
                    en: "\(source.shownAddress.safe()) is not an https address"
                ),
                Localized(
                    id: "hanya https:// yang tidak bisa diubah di jalan",
                    en: "only what comes by https:// cannot be changed on the way"
                )
            )
        }
        guard expected != nil || terminal.canAsk else {
            throw usage(
                Localized(
                    id: "SHA-256 berkas di \(source.shownAddress.safe()) belum disebut",
                    en: "the SHA-256 of the file at \(source.shownAddress.safe()) is not given"
                ),
                Localized(id: "sebutkan dengan --sha256", en: "name it with --sha256")
            )
        }
        let authorities = environment("SSL_CERT_FILE").flatMap { $0.isEmpty ? nil : $0 }
        let download = HTTPSDownload(store: store, authorities: authorities)
        let display = DownloadDisplay(terminal: terminal)
        let path = try await bundling { () async throws(BundleError) in
            try await download.fetch(source) { display.show($0.received, of: $0.total) }
        }
        display.end()
        let hash = try await hash(of: path)
        if let expected {
            guard expected == hash else {
                await download.discard(source)
                throw mismatch(expected, hash)
            }
        } else {
            try await confirm(hash)
        }
        return Fetched(source: .archive(path: path), hash: hash, remains: .download(download, source))
    }

    private func confirm(_ hash: ContentHash) async throws(CommandFailure) {
        let question = Localized(
            id: "SHA-256  \(hash)\nCocok dengan yang diumumkan sumber resmi? (y/t) ",
            en: "SHA-256  \(hash)\nIs it the one the official source gives? (y/n) "
        )
        let answer = await terminal.ask(question[HelpLanguage.current])
        if ["y", "ya", "yes"].contains(answer?.lowercased() ?? "") { return }
        throw CommandFailure(
            Localized(id: "tidak dimasukkan", en: "not added"),
            hint: Localized(
                id: "unduhan disimpan; ulangi perintah ini setelah SHA-256-nya diketahui",
                en: "the download is kept; repeat the command when its SHA-256 is known"
            )
        )
    }

    private func expectedHash() throws(CommandFailure) -> ContentHash? {
        guard let sha256 else { return nil }
        guard let hash = ContentHash(sha256) else {
            throw usage(
                Localized(
                    id: "--sha256 `\(sha256.safe(limit: 80))` bukan SHA-256",
                    en: "--sha256 `\(sha256.safe(limit: 80))` is no SHA-256"
                ),
                Localized(id: "64 angka dan huruf a-f", en: "it has 64 digits and letters a-f")
            )
        }
        return hash
    }

    private func hash(of path: String) async throws(CommandFailure) -> ContentHash {
        let importer = BundleImporter(store: store)
        return try await bundling { () async throws(BundleError) in try await importer.hash(ofArchive: path) }
    }

    private func mismatch(_ expected: ContentHash, _ hash: ContentHash) -> CommandFailure {
        CommandFailure(
            Localized(
                id: "\(source.shownAddress.safe()): SHA-256 \(hash), seharusnya \(expected)",
                en: "\(source.shownAddress.safe()): SHA-256 \(hash), not \(expected)"
            ),
            hint: Localized(
                id: "berkas ini bukan yang dijanjikan: unduh lagi dari sumber resmi",
                en: "this is not the file that was promised: download it again from the official source"
            )
        )
    }

    private func notFound() -> CommandFailure {
        let reason = BundleError.systemReason
        return usage(
            Localized(
                id: "\(source.shownAddress.safe()) tidak bisa dibaca (\(reason))",
                en: "cannot read \(source.shownAddress.safe()): \(reason)"
            ),
            Localized(
                id: "sebutkan arsip, folder, PC:FOLDER, atau alamat https://",
                en: "name an archive, a folder, PC:FOLDER or an https:// address"
            )
        )
    }

    private func usage(_ message: Localized, _ hint: Localized) -> CommandFailure {
        CommandFailure(exitCode: CommandFailure.usage, message, hint: hint)
    }
}

/// How far a download is, on one line of stderr; nothing where stderr is no screen.
final class DownloadDisplay: Sendable {
    private let terminal: Terminal
    private let lastTenth = Mutex<Int64>(-1)

    init(terminal: Terminal) {
        self.terminal = terminal
    }

    /// Draws the line anew where a tenth of a MB more arrived.
    func show(_ received: Int64, of total: Int64?) {
        guard terminal.showsProgress else { return }
        let tenth = received * 10 >> 20
        let isNew = lastTenth.withLock { last in
            defer { last = tenth }
            return last != tenth
        }
        guard isNew else { return }
        let share = total.map { $0 > 0 ? "  \(received * 100 / $0) %" : "" } ?? ""
        // ECMA-48 EL: the rest of a longer line goes.
        terminal.note("\r\(received >> 20) MB\(share)\u{1B}[K")
    }

    /// Takes the line away.
    func end() {
        if terminal.showsProgress { terminal.note("\r\u{1B}[K") }
    }
}
