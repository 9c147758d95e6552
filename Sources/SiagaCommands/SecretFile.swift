import Glibc
import LocalFiles
import RoomModel

/// A file that holds one secret on its first line.
enum SecretFile {
    /// Reads the secret.
    ///
    /// - Parameters:
    ///   - path: The file; must belong to this account and be closed to others, as `ssh` asks of keys. A pipe, which
    ///     a shell makes of `<(…)`, is read for ``patience``; a device or a folder is not read.
    ///   - wholeFile: Whether the secret is all of the file without blanks around it (default: its first line).
    /// - Returns: The secret.
    /// - Throws: ``CommandFailure`` that names the file and the reason, never its contents.
    static func read(_ path: String, wholeFile: Bool = false) throws(CommandFailure) -> Secret {
        let descriptor: CInt
        do throws(OrdinaryFile.Refusal) {
            // A pipe too: nobody may ever write into it, so it is waited for under a deadline.
            descriptor = try OrdinaryFile.open(path, O_RDONLY, takesPipe: true)
        } catch {
            throw refused(path, error)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "\(path.safe()) milik akun lain, jadi tidak dipakai",
                    en: "\(path.safe()) belongs to another account, so it is not used"
                ),
                hint: Localized(
                    id: "salin ke berkas sendiri, mode 0600",
                    en: "copy it to a file of your own, mode 0600"
                )
            )
        }
        guard status.st_mode & 0o077 == 0 else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "\(path.safe()) bisa dibaca orang lain, jadi tidak dipakai",
                    en: "\(path.safe()) can be read by others, so it is not used"
                ),
                hint: Localized(id: "chmod 600 \(path.safe())", en: "chmod 600 \(path.safe())")
            )
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        // A pipe may bring it in pieces, and late.
        let deadline = ContinuousClock.now.advanced(by: patience)
        while bytes.count < buffer.count, wholeFile || !bytes.contains(UInt8(ascii: "\n")) {
            guard isReady(descriptor, before: deadline) else { throw silent(path) }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let line =
            wholeFile
            ? ArraySlice(bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
            : bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard !line.isEmpty else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "\(path.safe()) tidak berisi kata sandi di baris pertama",
                    en: "\(path.safe()) holds no password on its first line"
                )
            )
        }
        return Secret(String(decoding: line, as: UTF8.self))
    }

    /// How long a pipe may take to bring a password.
    private static let patience = Duration.seconds(10)

    /// Waits until there is something to read, or the end of it.
    private static func isReady(_ descriptor: CInt, before deadline: ContinuousClock.Instant) -> Bool {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return false }
            let count = poll(&ready, 1, CInt(clamping: left.inMilliseconds + 1))
            if count < 0, errno == EINTR { continue }
            return count > 0
        }
    }

    private static func refused(_ path: String, _ refusal: OrdinaryFile.Refusal) -> CommandFailure {
        if case .system = refusal {
            return CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "\(path.safe()) tidak bisa dibaca (\(refusal.reason.id))",
                    en: "cannot read \(path.safe()): \(refusal.reason.en)"
                )
            )
        }
        return CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "\(path.safe()) bukan berkas biasa, jadi tidak dipakai",
                en: "\(path.safe()) is no ordinary file, so it is not used"
            ),
            hint: ownFile
        )
    }

    private static let ownFile = Localized(
        id: "tulis kata sandi ke berkas sendiri, mode 0600",
        en: "write the password into a file of your own, mode 0600"
    )

    private static func silent(_ path: String) -> CommandFailure {
        let seconds = patience.components.seconds
        return CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "tidak ada yang menulis kata sandi ke pipa \(path.safe()) dalam \(seconds) detik",
                en: "nobody wrote a password into the pipe \(path.safe()) within \(seconds) s"
            ),
            hint: ownFile
        )
    }
}
