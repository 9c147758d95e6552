import GRDB
public import RoomModel

/// Why the database of the runs could not be used; the run that goes on is kept elsewhere then.
public struct HistoryError: Error, Hashable, Sendable {
    /// What is the matter.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Another program holds it longer than we wait.
        case locked
        /// It, or the disk it is on, must not be written.
        case readOnly = "read-only"
        /// The disk is full.
        case full
        /// It is damaged, or no database.
        case corrupt
        /// A newer version of this program made it.
        case newer
        /// Anything else: no folder, a broken disk.
        case unusable
    }

    /// What is the matter.
    public let code: Code
    /// The file or folder.
    public let path: String
    /// What the system says of it, in English, where it says more than the code.
    public let detail: String?

    /// Creates the error.
    init(_ code: Code, path: String, detail: String? = nil) {
        self.code = code
        self.path = path
        self.detail = detail
    }

    /// Takes SQLite's result code (sqlite.org/rescode.html) for what it means here.
    init(_ error: any Error, path: String) {
        if let error = error as? HistoryError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            // A value of another type where one number or name is asked for.
            self.init(.unusable, path: path, detail: "a record in it is damaged")
            return
        }
        let code: Code =
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
            case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
            case .SQLITE_FULL: .full
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            default: .unusable
            }
        self.init(code, path: path, detail: error.message?.safe(limit: 80))
    }

    /// What happened, lower case, no full stop.
    public var message: Localized {
        let file = path.safe()
        return switch code {
        case .locked:
            Localized(id: "\(file) sedang dipakai program lain", en: "\(file) is in use by another program")
        case .readOnly: Localized(id: "\(file) tidak boleh ditulis", en: "\(file) must not be written")
        case .full: Localized(id: "disk penuh (\(file))", en: "the disk is full (\(file))")
        case .corrupt: Localized(id: "\(file) rusak", en: "\(file) is damaged")
        case .newer:
            Localized(
                id: "\(file) dibuat oleh Siaga yang lebih baru",
                en: "\(file) was made by a newer Siaga"
            )
        case .unusable:
            Localized(
                id: "\(file) tidak bisa dipakai" + (detail.map { " (\($0))" } ?? ""),
                en: "\(file) cannot be used" + (detail.map { " (\($0))" } ?? "")
            )
        }
    }

    /// What to do about it.
    public var hint: Localized {
        switch code {
        case .locked:
            Localized(
                id: "tunggu sampai program itu selesai, lalu ulangi",
                en: "wait for that program to end, then try again"
            )
        case .readOnly, .unusable:
            Localized(
                id: "periksa pemilik dan izin folder itu",
                en: "check the folder's owner and rights"
            )
        case .full: Localized(id: "kosongkan disk laptop ini", en: "free some space on this laptop")
        case .corrupt:
            Localized(
                id: "tutup Siaga yang lain, lalu ulangi; berkas rusak akan dipindah, tidak dihapus",
                en: "end other Siagas, then try again; the damaged file is moved aside, not deleted"
            )
        case .newer: Localized(id: "pasang Siaga yang terbaru", en: "install the newest Siaga")
        }
    }
}
