import Bundles
import CArchive
import Glibc
import LocalFiles
import RoomModel

/// An archive, read from front to back: RAR, ZIP, 7-Zip and tar, by libarchive.
///
/// It blocks on the disk: it belongs off the cooperative pool.
final class ArchiveReader {
    /// One entry, as the archive has it.
    struct Entry {
        /// Its path, not checked at all.
        let path: String
        /// The file type and permissions (inode(7)).
        let mode: mode_t
        /// The size it claims; nil where it claims none.
        let size: Int64?
        /// Where a symbolic link leads.
        let link: String?
        /// The entry that a hard link repeats.
        let hardLink: String?
    }

    private let archive: OpaquePointer
    private let name: String
    private var count = 0
    private var isOpen = false

    /// Bytes asked of the disk at once.
    private static let block = 1 << 16

    /// Opens an archive.
    ///
    /// - Throws: ``BundleError`` when the file cannot be read or is no archive of these forms.
    static func open(_ path: String) throws(BundleError) -> ArchiveReader {
        guard access(path, R_OK) == 0 else { throw .unreadable(path) }
        // libarchive opens it itself, and would wait for a pipe.
        if let refusal = OrdinaryFile.refusal(at: path) { throw .unreadable(path, refusal) }
        guard !ArchivePart.isOne(path) else {
            throw BundleError(
                .unreadable,
                Localized(
                    id: "\(path.safe()) hanya satu bagian dari arsip bersambung",
                    en: "\(path.safe()) is one part of an archive in several parts"
                ),
                hint: Localized(
                    id:
                        "kumpulkan semua bagian, buka bagian pertama dengan aplikasi asalnya, lalu: siaga bundle add FOLDER",
                    en:
                        "put all parts together, unpack the first with its own program, then: siaga bundle add FOLDER"
                )
            )
        }
        let reader = ArchiveReader(name: path)
        guard archive_read_open_filename(reader.archive, path, Self.block) == ARCHIVE_OK else {
            throw reader.failure()
        }
        reader.isOpen = true
        return reader
    }

    private init(name: String) {
        guard let archive = archive_read_new() else { preconditionFailure("no memory for an archive") }
        self.archive = archive
        self.name = name
        // Named one by one: some other filters start programs, some other forms are lists of files elsewhere.
        for support in [
            archive_read_support_filter_gzip, archive_read_support_filter_bzip2,
            archive_read_support_filter_xz,
            archive_read_support_filter_lzma, archive_read_support_filter_zstd,
            archive_read_support_filter_lz4,
            archive_read_support_filter_compress, archive_read_support_format_tar,
            archive_read_support_format_zip,
            archive_read_support_format_7zip, archive_read_support_format_rar,
            archive_read_support_format_rar5,
        ] { _ = support(archive) }
    }

    deinit { archive_read_free(archive) }

    /// The next entry; nil behind the last one.
    ///
    /// - Throws: ``BundleError`` when the archive is locked or damaged.
    func next() throws(BundleError) -> Entry? {
        var entry: OpaquePointer?
        let code = UTF8Locale.during { archive_read_next_header(archive, &entry) }
        if code == ARCHIVE_EOF { return nil }
        // A warning is about names in other alphabets or attributes; the entry is whole.
        guard code >= ARCHIVE_WARN, let entry else { throw failure() }
        count += 1
        guard archive_entry_is_encrypted(entry) == 0 else { throw locked }
        guard
            let path = text(archive_entry_pathname_utf8, archive_entry_pathname, of: entry)
        else {
            throw BundleError(
                .unsafeEntry,
                Localized(
                    id: "\(name.safe()): nama isi ke-\(count) bukan UTF-8",
                    en: "\(name.safe()): the name of entry \(count) is not UTF-8"
                ),
                hint: Self.unpackHint
            )
        }
        return Entry(
            path: path,
            mode: archive_entry_mode(entry),
            size: archive_entry_size_is_set(entry) == 0 ? nil : archive_entry_size(entry),
            link: text(archive_entry_symlink_utf8, archive_entry_symlink, of: entry),
            hardLink: text(archive_entry_hardlink_utf8, archive_entry_hardlink, of: entry)
        )
    }

    /// The next bytes of the entry; holes of sparse files come as zeros.
    ///
    /// - Throws: ``BundleError`` when the archive is locked or damaged.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(BundleError) -> Int {
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw failure() }
        return count
    }

    private func text(
        _ utf8: (OpaquePointer?) -> UnsafePointer<CChar>?,
        _ bytes: (OpaquePointer?) -> UnsafePointer<CChar>?,
        of entry: OpaquePointer
    ) -> String? {
        UTF8Locale.during {
            (utf8(entry) ?? bytes(entry)).flatMap { String(validatingCString: $0) }
        }
    }

    /// It is locked with a password.
    var locked: BundleError {
        BundleError(
            .locked,
            Localized(
                id: "\(name.safe()): arsip ini dikunci kata sandi",
                en: "\(name.safe()): the archive is locked with a password"
            ),
            hint: Localized(
                id: "buka dulu dengan aplikasi asalnya, lalu: siaga bundle add FOLDER",
                en: "unpack it with the program it was made with, then: siaga bundle add FOLDER"
            )
        )
    }

    private func failure() -> BundleError {
        let reason = archive_error_string(archive).map { String(cString: $0) } ?? ""
        // libarchive has no code for it; RAR with hidden names says so in words alone.
        // Where the form was not recognised, libarchive 3.6 asks a form that it does not have, and crashes.
        let isEncrypted = isOpen && archive_read_has_encrypted_entries(archive) > 0
        if isEncrypted || reason.contains("ncrypt") || reason.contains("assphrase") {
            return locked
        }
        if ["unavailable", "not supported", "nsupported"].contains(where: { reason.contains($0) }) {
            return BundleError(
                .unreadable,
                Localized(
                    id: "\(name.safe()): arsip jenis ini tidak bisa dibaca Siaga (\(reason.safe()))",
                    en: "\(name.safe()): Siaga cannot read this kind of archive (\(reason.safe()))"
                ),
                hint: Self.unpackHint
            )
        }
        let isForeign = reason.contains("Unrecognized archive format")
        let why = isForeign ? "" : " (\(reason.safe()))"
        return BundleError(
            .unreadable,
            isForeign
                ? Localized(
                    id: "\(name.safe()) bukan arsip .rar, .zip, .7z atau .tar",
                    en: "\(name.safe()) is no .rar, .zip, .7z or .tar archive"
                )
                : Localized(
                    id: "\(name.safe()): arsip rusak atau terpotong\(why)",
                    en: "\(name.safe()): the archive is damaged or cut\(why)"
                ),
            hint: isForeign ? nil : Self.unpackHint
        )
    }

    private static let unpackHint = Localized(
        id: "unduh lagi; atau buka dengan aplikasi asalnya, lalu: siaga bundle add FOLDER",
        en: "download it again; or unpack it with the program it was made with, then: siaga bundle add FOLDER"
    )
}
