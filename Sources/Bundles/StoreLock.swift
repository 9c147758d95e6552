import Glibc
import LocalFiles
import RoomModel

/// Keeps contents that no bundle names yet from being collected: held while something is added, or while something is
/// removed.
///
/// - SeeAlso: `flock(2)`; the system lets go of it when the program ends, however that happens.
public final class StoreLock {
    /// What it is held for.
    public enum Purpose: Sendable {
        /// Contents come in; several may.
        case adding
        /// Contents go; nobody else may do anything.
        case removing
    }

    private let file: Descriptor

    init(folder: String, for purpose: Purpose) throws(BundleError) {
        let path = "\(folder)/lock"
        let file: Descriptor
        do throws(OrdinaryFile.Refusal) {
            file = try Descriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW)
        } catch {
            throw .storage(path, error)
        }
        guard flock(file.number, (purpose == .adding ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            throw BundleError(
                .conflict,
                Localized(
                    id: "siaga lain sedang menambah atau menghapus paket aplikasi",
                    en: "another siaga is adding or removing a bundle"
                ),
                hint: Localized(
                    id: "tunggu sampai selesai, lalu ulangi",
                    en: "wait until it is done, then try again"
                )
            )
        }
        self.file = file
    }
}

extension ContentStore {
    /// Holds the store; let go when nobody holds the value any more.
    ///
    /// - Throws: ``BundleError`` `.conflict` where somebody else holds it for something that excludes this.
    public func lock(for purpose: StoreLock.Purpose) throws(BundleError) -> StoreLock {
        try prepare()
        return try StoreLock(folder: folder, for: purpose)
    }
}
