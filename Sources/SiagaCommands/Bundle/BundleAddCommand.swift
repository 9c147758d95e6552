import ArgumentParser
import BundleImport
import Bundles
import Reports
import RoomModel

/// `siaga bundle add`: an archive, a folder or an https address becomes a bundle.
struct BundleAddCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "add",
            abstract: localized(
                id: "Jadikan arsip, folder atau alamat https sebuah paket aplikasi.",
                en: "Make a bundle of an archive, a folder or an https address."
            ),
            usage: localized(
                id: "siaga bundle add [<pilihan>] <sumber>",
                en: "siaga bundle add [<options>] <source>"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Berkas .rar .zip .7z .tar.*, folder, alamat https://, atau PC acuan: pc01:FOLDER.",
                en:
                    "A .rar .zip .7z .tar.* file, a folder, an https:// address, or a reference PC: pc01:FOLDER."
            ),
            valueName: localized(id: "sumber", en: "source")
        ),
        completion: .file()
    )
    var source: String

    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var connection: ConnectionOptions

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Nama paket (baku: dari nama berkas).",
                en: "The bundle's name (default: from the file's)."
            ),
            valueName: localized(id: "nama", en: "name")
        )
    )
    var name: String?

    @Option(
        name: [.customLong("version")],
        help: ArgumentHelp(
            localized(
                id: "Versi (baku: version.txt, lalu nama berkas).",
                en: "The version (default: version.txt, then the file's name)."
            ),
            valueName: localized(id: "versi", en: "version")
        )
    )
    var bundleVersion: String?

    @Option(
        help: ArgumentHelp(
            localized(
                id: "SHA-256 yang harus dimiliki arsip; wajib untuk https tanpa layar.",
                en: "The SHA-256 the archive must have; needed for https where nobody can answer."
            ),
            valueName: localized(id: "hash", en: "hash")
        )
    )
    var sha256: String?

    @OptionGroup var shape: BundleShapeOptions

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
        try await run(into: BundleShelf(), Terminal())
    }

    /// Makes the bundle, and says what became of it.
    func run(into shelf: BundleShelf, _ terminal: Terminal) async throws {
        let fileName = BundleFileName(source)
        let target = BundleTarget(system: shape.os, architecture: shape.arch ?? fileName.architecture)
        let given = try bundleVersion.map { text throws(CommandFailure) in try Self.version(text) }
        if let name { try await Self.check(name) }
        let roles = try await bundling { () async throws(BundleError) in try shape.roles() }
        let store = shelf.library.store
        let lock = try await bundling { () async throws(BundleError) in try store.lock(for: .adding) }
        defer { withExtendedLifetime(lock) {} }
        let reference = ReferencePC(source, roomOptions, connection, terminal)
        let fetched = try await BundleFetch(
            source: source,
            sha256: sha256,
            store: store,
            terminal: terminal,
            reference: reference
        ).fetch()
        do {
            try await take(fetched, as: target, fileName: fileName, given, roles, from: shelf, terminal)
        } catch {
            await fetched.abandon()
            throw error
        }
        await fetched.discard()
    }

    /// Takes a source in and says what became of it.
    private func take(
        _ fetched: BundleFetch.Fetched,
        as target: BundleTarget,
        fileName: BundleFileName,
        _ given: BundleVersion?,
        _ roles: RoleRules,
        from shelf: BundleShelf,
        _ terminal: Terminal
    ) async throws {
        let meter = ImportMeter()
        let importer = BundleImporter(store: shelf.library.store, meter: meter)
        let screen = shelf.screen(terminal)
        let (rules, keepsTop) = (target.pathRules, shape.keepFolder || fetched.isFromPC)
        let outcome = await ProgressDisplay(terminal: terminal) { screen.unpacking(meter.count) }.during {
            do throws(BundleError) {
                return Result<BundleImporter.Import, BundleError>.success(
                    try await importer.read(fetched.source, rules: rules, keepsTop: keepsTop)
                )
            } catch { return .failure(error) }
        }
        let read = try await bundling { () async throws(BundleError) in try outcome.get() }
        if given == nil, read.version == nil, let line = read.versionLine {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "version.txt berisi `\(line.safe(limit: 60))`, bukan versi",
                    en: "version.txt says `\(line.safe(limit: 60))`, which is no version"
                ),
                hint: Localized(id: "sebutkan dengan --version", en: "name it with --version")
            )
        }
        guard let version = given ?? read.version ?? fileName.version else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "versi tidak diketahui: tidak ada version.txt, dan nama berkas tidak menyebutnya",
                    en: "the version is not known: there is no version.txt, and the file's name says none"
                ),
                hint: Localized(id: "sebutkan dengan --version", en: "name it with --version")
            )
        }
        let (manifest, kept) = try await bundling { () async throws(BundleError) in
            let id = try BundleID(name: name ?? fileName.name ?? "", version: version, target: target)
            let manifest = read.contents.manifest(id: id, roles: roles, archive: fetched.hash)
            return (manifest, try await shelf.library.keep(manifest, replacing: replace))
        }
        terminal.write(
            screen.added(
                BundleSummary(manifest),
                version: given != nil ? .given : read.version != nil ? .file : .name,
                leftOut: read.contents.leftOut,
                strayFiles: read.contents.strayFiles,
                wasThere: kept == .same
            )
        )
    }

    private static func version(_ text: String) throws(CommandFailure) -> BundleVersion {
        guard let version = BundleVersion(text) else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "`\(text.safe(limit: 60))` bukan versi: huruf, angka dan . _ + ~ - saja",
                    en: "`\(text.safe(limit: 60))` is no version: letters, digits and . _ + ~ - alone"
                )
            )
        }
        return version
    }

    /// A name that is none is said before a long download, not after it.
    private static func check(_ name: String) async throws(CommandFailure) {
        guard let version = BundleVersion("0") else { return }
        _ = try await bundling { () async throws(BundleError) in try BundleID(name: name, version: version) }
    }
}
