import Glibc
import LocalFiles
public import RoomModel

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

    /// Why a file or folder at `path` could not be opened, or read to its end.
    init(_ refusal: OrdinaryFile.Refusal, _ path: String) {
        let shown = path.safe()
        switch refusal {
        case .folder:
            sentence = say("ini folder, bukan berkas", "this is a folder")
            hint = say(
                "pindahkan folder \(shown), atau ganti dengan berkas",
                "move the folder \(shown) away, or put a file in its place"
            )
        case .other:
            let devices = "(pipa, soket, atau perangkat)"
            sentence = say("ini bukan berkas biasa \(devices)", "this is no ordinary file")
            hint = say(
                "hapus \(shown), atau ganti dengan berkas biasa",
                "remove \(shown), or put an ordinary file in its place"
            )
        case .system(EACCES), .system(EPERM):
            let closed = Self.closed(path)
            let (folder, why) =
                closed == path
                ? ("", "") : (": folder \(closed.safe()) tertutup", ": the folder \(closed.safe()) is closed")
            sentence = say(
                "akun ini tidak boleh membacanya\(folder)",
                "this account may not read it\(why)"
            )
            hint = say(
                "buka: chmod u+rX \(closed.safe()), atau jalankan dari akun pemiliknya",
                "open it: chmod u+rX \(closed.safe()), or run this as the account that owns it"
            )
        case .system(let number): (sentence, hint) = Self.sentences(number, shown)
        }
    }

    /// A file where a folder must be.
    static func noFolder(_ path: String) -> UnreadableFile {
        UnreadableFile(
            say("ini bukan folder", "this is no folder"),
            hint: say(
                "pindahkan \(path.safe()), atau jadikan folder",
                "move \(path.safe()) away, or make it a folder"
            )
        )
    }

    /// A symbolic link whose target does not exist.
    static func danglingLink(_ path: String) -> UnreadableFile {
        UnreadableFile(
            say(
                "tautan ini menunjuk ke berkas yang tidak ada",
                "this is a link to something that does not exist"
            ),
            hint: say(
                "kembalikan berkasnya (ls -l \(path.safe()) menyebut tempatnya), atau hapus tautannya",
                "put its target back (ls -l \(path.safe()) names it), or remove the link"
            )
        )
    }

    /// What the other error numbers say, and what to do.
    private static func sentences(_ number: CInt, _ shown: String) -> (sentence: Localized, hint: Localized?)
    {
        switch number {
        case ENOENT: return (say("berkas ini tidak ada", "there is no such file"), nil)
        case ENAMETOOLONG: return (say("jalurnya terlalu panjang", "the path is too long"), nil)
        case ENOTDIR:
            let look = "namei -l \(shown)"
            return (
                say("satu bagian jalurnya bukan folder", "a part of its path is no folder"),
                say("lihat setiap bagian: \(look)", "look at each part of it: \(look)")
            )
        case ELOOP:
            return (
                say("tautannya berputar", "its links lead in a circle"),
                say("hapus tautannya: rm \(shown)", "remove the link: rm \(shown)")
            )
        default:
            let reason = String(cString: strerror(number)).lowercased()
            return (
                say("tidak terbaca (\(reason))", "it cannot be read: \(reason)"),
                say(
                    "salin folder ruangan ke media lain, lalu coba lagi",
                    "copy the room's folder to another disk or stick and try again"
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

private func say(_ indonesian: String, _ english: String) -> Localized {
    Localized(id: indonesian, en: english)
}
