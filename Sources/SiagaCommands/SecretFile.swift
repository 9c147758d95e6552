import Glibc
import RoomModel

/// A file that holds one secret on its first line.
enum SecretFile {
    /// Reads the secret.
    ///
    /// - Parameter path: The file; must belong to this account and be closed to others, as `ssh` asks of keys.
    /// - Returns: The first line.
    /// - Throws: ``CommandFailure`` that names the file and the reason, never its contents.
    static func read(_ path: String) throws(CommandFailure) -> Secret {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno)).lowercased()
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "\(path.safe()) tidak bisa dibaca (\(reason))",
                    en: "cannot read \(path.safe()): \(reason)"
                )
            )
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0,
            status.st_uid == geteuid() || status.st_uid == 0
        else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "\(path.safe()) bisa dibaca orang lain, jadi tidak dipakai",
                    en: "\(path.safe()) can be read by others, so it is not used"
                ),
                hint: Localized(id: "chmod 600 \(path.safe())", en: "chmod 600 \(path.safe())")
            )
        }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        let line = buffer.prefix(max(0, count)).prefix {
            $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
        }
        return Secret(String(decoding: line, as: UTF8.self))
    }
}
