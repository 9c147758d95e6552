import BundleImport
import Bundles
import Provisioning
import RoomModel

extension AppBundles {
    /// The bundles of this account; a manifest that cannot be read is said on stderr and left out.
    static func ofThisAccount(_ terminal: Terminal) async -> AppBundles {
        let shelf = BundleShelf()
        let listing = await shelf.library.list()
        shelf.note(listing.problems, on: terminal)
        return AppBundles(
            listing.manifests,
            archives: AppArchives(store: shelf.library.store, packer: TarPacker())
        )
    }

    /// Lends the bundles of this account to `body`, and removes behind it what was packed for PCs.
    static func withThoseOfThisAccount<Success>(
        _ terminal: Terminal,
        _ body: (AppBundles) async throws -> Success
    ) async throws -> Success {
        let bundles = await ofThisAccount(terminal)
        do {
            let success = try await body(bundles)
            await bundles.removeArchives()
            return success
        } catch {
            await bundles.removeArchives()
            throw error
        }
    }
}
