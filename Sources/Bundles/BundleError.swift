import Glibc
package import LocalFiles
public import RoomModel

/// Why a bundle could not be made, kept, read or believed; one sentence and what to do next.
public struct BundleError: Error, Hashable, Sendable {
    /// What went wrong, to switch on.
    public enum Code: Hashable, Sendable {
        /// An archive or folder holds what no bundle may: its name or kind is dangerous.
        case unsafeEntry
        /// More bytes, entries or growth than any exam app has.
        case tooLarge
        /// The archive is locked with a password.
        case locked
        /// Not an archive, or a damaged one.
        case unreadable
        /// This controller's disk refused.
        case storage
        /// A name, version or manifest that is none.
        case invalid
        /// The bytes are not those that were promised.
        case checksum
        /// The server or the way to it.
        case download
        /// The signature is missing, unknown or wrong.
        case signature
        /// No such bundle.
        case notFound
        /// Another bundle has that name, or several have.
        case conflict
    }

    /// What went wrong.
    public let code: Code
    /// What happened, lower case, no full stop.
    public let message: Localized
    /// What to do next.
    public let hint: Localized?

    /// Creates the error.
    public init(_ code: Code, _ message: Localized, hint: Localized? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }
}

extension BundleError {
    /// The present errno(3) in words.
    public static var systemReason: String { String(cString: strerror(errno)).lowercased() }

    /// The disk refused `path`, for the reason that errno(3) gives now.
    public static func storage(_ path: String) -> BundleError {
        let reason = systemReason
        return BundleError(
            .storage,
            Localized(
                id: "\(path.safe()) tidak bisa ditulis (\(reason))",
                en: "cannot write \(path.safe()): \(reason)"
            )
        )
    }

    /// The store's disk lacks room.
    ///
    /// - Parameters:
    ///   - path: The folder on it.
    ///   - shortage: Both numbers.
    /// - Returns: The error.
    public static func noSpace(at path: String, _ shortage: DiskShortage) -> BundleError {
        // Rounded against the disk, so that no figure looks as if it were enough; MB are 1,024² here.
        let unit = ByteCount.mebibytes(1).bytes
        let free = shortage.free.bytes / unit
        let (needs, kept) = (
            (shortage.needs.bytes + unit - 1) / unit, (shortage.kept.bytes + unit - 1) / unit
        )
        return BundleError(
            .storage,
            Localized(
                id:
                    "disk tempat \(path.safe()): sisa \(free) MB, perlu \(needs) MB dan \(kept) MB tetap kosong",
                en:
                    "the disk of \(path.safe()) has \(free) MB left; \(needs) MB are needed, and \(kept) MB stay free"
            ),
            hint: Localized(
                id: "kosongkan disk, atau buang paket lama: siaga bundle list, lalu siaga bundle remove NAMA",
                en: "make room, or remove old bundles: siaga bundle list, then siaga bundle remove NAME"
            )
        )
    }

    /// `path` cannot be read, for the reason that errno(3) gives now.
    public static func unreadable(_ path: String) -> BundleError {
        let reason = systemReason
        return BundleError(
            .unreadable,
            Localized(
                id: "\(path.safe()) tidak bisa dibaca (\(reason))",
                en: "cannot read \(path.safe()): \(reason)"
            )
        )
    }

    /// `path` cannot be read.
    package static func unreadable(_ path: String, _ refusal: OrdinaryFile.Refusal) -> BundleError {
        BundleError(
            .unreadable,
            Localized(
                id: "\(path.safe()) tidak bisa dibaca (\(refusal.reason.id))",
                en: "cannot read \(path.safe()): \(refusal.reason.en)"
            )
        )
    }

    /// `path` cannot be written.
    package static func storage(_ path: String, _ refusal: OrdinaryFile.Refusal) -> BundleError {
        BundleError(
            .storage,
            Localized(
                id: "\(path.safe()) tidak bisa ditulis (\(refusal.reason.id))",
                en: "cannot write \(path.safe()): \(refusal.reason.en)"
            )
        )
    }

    /// A content of the store is not what its name says.
    public static func damaged(_ hash: ContentHash, _ damage: ContentStore.Damage) -> BundleError {
        BundleError(
            .checksum,
            Localized(
                id: "isi \(hash) di penyimpanan rusak (\(damage.rawValue))",
                en: "the content \(hash) in the store is damaged (\(damage.rawValue))"
            ),
            hint: Localized(
                id: "siaga bundle verify menyebut berkasnya; masukkan lagi paketnya",
                en: "siaga bundle verify names the file; add the bundle once more"
            )
        )
    }

    /// An entry that no bundle may hold.
    static func refused(_ entry: String, _ reason: Localized, hint: Localized? = nil) -> BundleError {
        BundleError(
            .unsafeEntry,
            Localized(
                id: "`\(entry.safe())` ditolak: \(reason.id)",
                en: "`\(entry.safe())` is refused: \(reason.en)"
            ),
            hint: hint
        )
    }
}
