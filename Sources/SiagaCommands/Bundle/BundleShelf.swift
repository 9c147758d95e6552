public import ArgumentParser
public import Bundles
import Reports
import RoomModel

/// The bundles of this account, as the commands see them.
struct BundleShelf {
    /// What goes to stdout.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    /// The bundles.
    let library: BundleLibrary

    /// - Parameter folder: Where they are (default: this account's).
    init(folder: String = "\(XDGFolder.data.path)/bundles") {
        library = BundleLibrary(folder: folder)
    }

    /// The screens in the language of this invocation.
    func screen(_ terminal: Terminal) -> BundleScreen {
        BundleScreen(language: HelpLanguage.current, page: Page(width: terminal.width))
    }

    /// The bundles that `words` mean; all of them where there are none.
    ///
    /// - Throws: ``CommandFailure`` (64) for a word that means none.
    func choose(_ words: [String], from listing: BundleLibrary.Listing) throws(CommandFailure) -> [Manifest] {
        guard !words.isEmpty else { return listing.manifests }
        for word in words where !listing.manifests.contains(where: { $0.id.isMeant(by: word) }) {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "tidak ada paket aplikasi `\(word.safe(limit: 80))`",
                    en: "there is no bundle `\(word.safe(limit: 80))`"
                ),
                hint: Localized(id: "yang ada: siaga bundle list", en: "what there is: siaga bundle list")
            )
        }
        return listing.manifests.filter { manifest in words.contains { manifest.id.isMeant(by: $0) } }
    }

    /// The one bundle that `word` means, or the only one there is.
    ///
    /// - Throws: ``CommandFailure`` (64) where it is none or several, which are named.
    func chooseOne(_ word: String?, from listing: BundleLibrary.Listing) throws(CommandFailure) -> Manifest {
        let found = try choose(word.map { [$0] } ?? [], from: listing)
        guard let manifest = found.first, found.count == 1 else {
            let names = found.prefix(6).map(\.id.description).joined(separator: ", ")
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                found.isEmpty
                    ? Localized(id: "belum ada paket aplikasi", en: "there is no bundle yet")
                    : Localized(id: "ada beberapa paket aplikasi", en: "several bundles are meant"),
                hint: found.isEmpty
                    ? Localized(id: "buat satu: siaga bundle add", en: "make one: siaga bundle add")
                    : Localized(id: "sebutkan satu: \(names)", en: "name one: \(names)")
            )
        }
        return manifest
    }

    /// Says on stderr which manifests cannot be read.
    func note(_ problems: [BundleError], on terminal: Terminal) {
        for problem in problems {
            terminal.note(
                localized(id: "peringatan: \(problem.message.id)\n", en: "warning: \(problem.message.en)\n")
            )
        }
    }
}

extension CommandFailure {
    /// A bundle that could not be made, kept, read or believed.
    init(_ error: BundleError) {
        self.init(exitCode: 1, error.message, hint: error.hint)
    }
}

/// Does what a bundle's parts do, and says their errors as a command does.
func bundling<Success>(
    _ body: () async throws(BundleError) -> Success
) async throws(CommandFailure) -> Success {
    do throws(BundleError) {
        return try await body()
    } catch {
        throw CommandFailure(error)
    }
}

extension BundleSummary {
    /// What the screens show of a manifest.
    init(_ manifest: Manifest) {
        let part = { (role: FileRole) in
            let files = manifest.files.filter { $0.role == role }
            return Part(
                count: files.count,
                examples: files.prefix(4).map {
                    $0.path.split(separator: "/").last.map(String.init) ?? $0.path
                }
            )
        }
        let fixed = part(.fixed)
        let setting = part(.setting)
        let volatile = part(.volatile)
        self.init(
            id: manifest.id.description,
            name: manifest.id.name,
            version: manifest.id.version.description,
            target: manifest.id.target.words,
            size: manifest.size,
            fixed: fixed,
            setting: setting,
            volatile: volatile,
            archive: manifest.archive?.description,
            code: manifest.contentCode
        )
    }
}

extension BundleTarget.System: ExpressibleByArgument {}
extension BundleTarget.Architecture: ExpressibleByArgument {}
