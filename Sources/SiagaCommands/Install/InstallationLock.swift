import Glibc
import LocalFiles
import RoomModel

/// One run that changes PCs per room on this controller; the kernel gives it up when the program ends, however it ends.
final class InstallationLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock of a room.
    ///
    /// - Parameter record: The room's.
    /// - Throws: ``CommandFailure`` where another program has it, or the folder cannot be written.
    init(_ record: RoomRecord) throws(CommandFailure) {
        let folder = record.folder
        var path = ""
        for part in folder.split(separator: "/") {
            path += "/\(part)"
            mkdir(path, 0o700)
        }
        let file = "\(folder)/installing-\(record.key).lock"
        do throws(OrdinaryFile.Refusal) {
            descriptor = try OrdinaryFile.open(file, O_RDWR | O_CREAT | O_NOFOLLOW)
        } catch {
            throw Self.failure(error, file: file, folder: folder)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw CommandFailure(
                Localized(
                    id: "ruang ini sedang diubah oleh siaga install lain di laptop ini",
                    en: "another siaga install on this laptop is changing this room"
                ),
                hint: Localized(id: "tunggu sampai selesai", en: "wait until it is done")
            )
        }
    }

    private static func failure(
        _ refusal: OrdinaryFile.Refusal,
        file: String,
        folder: String
    ) -> CommandFailure {
        switch refusal {
        case .system:
            CommandFailure(
                Localized(
                    id: "\(folder.safe()) tidak bisa ditulis; belum ada yang diubah",
                    en: "cannot write into \(folder.safe()); nothing was changed"
                ),
                hint: Localized(id: "perbaiki izinnya: chmod u+w", en: "put its mode right: chmod u+w")
            )
        case .folder, .other:
            CommandFailure(
                Localized(
                    id: "\(file.safe()): \(refusal.reason.id); belum ada yang diubah",
                    en: "\(file.safe()): \(refusal.reason.en); nothing was changed"
                ),
                hint: Localized(
                    id: "pindahkan dulu: mv '\(file.safe())' '\(file.safe()).lama'",
                    en: "move it away: mv '\(file.safe())' '\(file.safe()).old'"
                )
            )
        }
    }

    /// Gives it up.
    func release() {
        close(descriptor)
    }
}
