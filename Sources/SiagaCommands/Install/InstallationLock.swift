import Glibc
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
        descriptor = open("\(folder)/installing-\(record.key).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(
                Localized(
                    id: "\(folder.safe()) tidak bisa ditulis; belum ada yang diubah",
                    en: "cannot write into \(folder.safe()); nothing was changed"
                ),
                hint: Localized(id: "perbaiki izinnya: chmod u+w", en: "put its mode right: chmod u+w")
            )
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

    /// Gives it up.
    func release() {
        close(descriptor)
    }
}
