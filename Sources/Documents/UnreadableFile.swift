public import RoomModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why a file or a folder could not be read, and what to do about it.
public struct UnreadableFile: Error, Hashable, Sendable {
    /// What is wrong, lower case, no full stop; who tells it names the path.
    public let sentence: Localized
    /// What to do about it; nil where that depends on who asked for the file.
    public let hint: Localized?

    /// What is wrong, in English.
    public var message: String { sentence.en }

    /// Creates the error.
    public init(_ sentence: Localized, hint: Localized? = nil) {
        self.sentence = sentence
        self.hint = hint
    }

    /// The same of another path than the one that was asked for.
    func said(of path: String) -> UnreadableFile {
        UnreadableFile(
            Localized(id: "\(path.safe()): \(sentence.id)", en: "\(path.safe()): \(sentence.en)"),
            hint: hint
        )
    }

    /// A folder where a file must be.
    static func folder(_ path: String) -> UnreadableFile {
        UnreadableFile(
            Localized(id: "ini folder, bukan berkas", en: "this is a folder"),
            hint: Localized(
                id: "pindahkan folder \(path.safe()), atau ganti dengan berkas",
                en: "move the folder \(path.safe()) away, or put a file in its place"
            )
        )
    }

    /// A pipe, a socket, a device.
    static func noFile(_ path: String) -> UnreadableFile {
        UnreadableFile(
            Localized(
                id: "ini bukan berkas biasa (pipa, soket, atau perangkat)",
                en: "this is no ordinary file"
            ),
            hint: Localized(
                id: "hapus \(path.safe()), atau ganti dengan berkas biasa",
                en: "remove \(path.safe()), or put an ordinary file in its place"
            )
        )
    }

    /// A file where a folder must be.
    static func noFolder(_ path: String) -> UnreadableFile {
        UnreadableFile(
            Localized(id: "ini bukan folder", en: "this is no folder"),
            hint: Localized(
                id: "pindahkan \(path.safe()), atau jadikan folder",
                en: "move \(path.safe()) away, or make it a folder"
            )
        )
    }

    /// A symbolic link whose target does not exist.
    static func danglingLink(_ path: String) -> UnreadableFile {
        UnreadableFile(
            Localized(
                id: "tautan ini menunjuk ke berkas yang tidak ada",
                en: "this is a link to something that does not exist"
            ),
            hint: Localized(
                id: "kembalikan berkasnya (ls -l \(path.safe()) menyebut tempatnya), atau hapus tautannya",
                en: "put its target back (ls -l \(path.safe()) names it), or remove the link"
            )
        )
    }

    /// The error of an error number of lstat(2), open(2), opendir(3) or read(2).
    init(_ number: CInt, _ path: String) {
        switch number {
        case ENOENT: self.init(Localized(id: "berkas ini tidak ada", en: "there is no such file"))
        case EACCES, EPERM:
            let closed = Self.closed(path)
            self.init(
                closed == path
                    ? Localized(id: "akun ini tidak boleh membacanya", en: "this account may not read it")
                    : Localized(
                        id: "akun ini tidak boleh membacanya: folder \(closed.safe()) tertutup",
                        en: "this account may not read it: the folder \(closed.safe()) is closed"
                    ),
                hint: Localized(
                    id: "buka: chmod u+rX \(closed.safe()), atau jalankan dari akun pemiliknya",
                    en: "open it: chmod u+rX \(closed.safe()), or run this as the account that owns it"
                )
            )
        case ENOTDIR:
            self.init(
                Localized(
                    id: "satu bagian jalurnya bukan folder",
                    en: "a part of its path is no folder"
                ),
                hint: Localized(
                    id: "lihat setiap bagian: namei -l \(path.safe())",
                    en: "look at each part of it: namei -l \(path.safe())"
                )
            )
        case ELOOP:
            self.init(
                Localized(id: "tautannya berputar", en: "its links lead in a circle"),
                hint: Localized(
                    id: "hapus tautannya: rm \(path.safe())",
                    en: "remove the link: rm \(path.safe())"
                )
            )
        case ENAMETOOLONG:
            self.init(Localized(id: "jalurnya terlalu panjang", en: "the path is too long"))
        default:
            let reason = String(cString: strerror(number)).lowercased()
            self.init(
                Localized(id: "tidak terbaca (\(reason))", en: "it cannot be read: \(reason)"),
                hint: Localized(
                    id: "salin folder ruangan ke media lain, lalu coba lagi",
                    en: "copy the room's folder to another disk or stick and try again"
                )
            )
        }
    }

    /// The first folder above `path` that this account may not pass, else `path` itself.
    private static func closed(_ path: String) -> String {
        var closed = path
        var above = TextFile.folder(above: path)
        while above != closed {
            if access(above, X_OK) != 0 { closed = above }
            let next = TextFile.folder(above: above)
            if next == above { break }
            above = next
        }
        return closed
    }
}

extension Problem {
    /// The problem of a file or folder that cannot be read.
    ///
    /// - Parameters:
    ///   - error: Why not.
    ///   - path: Its path as the user gave it.
    ///   - hint: What to do where the error does not say.
    public init(_ error: UnreadableFile, at path: String, hint: Localized? = nil) {
        self.init(at: SourceLocation(file: path), error.sentence, hint: error.hint ?? hint)
    }
}
