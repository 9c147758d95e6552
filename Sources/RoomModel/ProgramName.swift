/// The name of a program that a process may bear: what the exam's interlock and the checks of programs look for.
///
/// Names are compared whole, without regard to case, a folder before them or an ending `.exe`.
public struct ProgramName: Hashable, Sendable {
    /// Signs that stand in lists, patterns and quotation, and in no name of a program (Windows: Naming Files, Paths).
    private static let foreign: Set<Character> = ["*", "?", "\"", "<", ">", "|", ",", ";"]
    /// The longest name of a file, in bytes (NAME_MAX, limits.h).
    private static let longest = 255

    /// The name as it was written, perhaps with its folder.
    public let text: String

    /// Takes a name that a process can have.
    ///
    /// - Parameter text: The name, perhaps with its folder.
    /// - Throws: ``UnmatchableName`` for one that no process can have: it would be looked for in vain on every PC.
    public init(_ text: String) throws(UnmatchableName) {
        self.text = text
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }) else {
            throw UnmatchableName(text, .control)
        }
        let trimmed = Self.trimmed(text)
        guard !trimmed.isEmpty else { throw UnmatchableName(text, .empty) }
        guard trimmed == text else { throw UnmatchableName(text, .blanks(trimmed)) }
        if let sign = text.first(where: Self.foreign.contains) {
            throw UnmatchableName(text, sign == "*" || sign == "?" ? .pattern : .sign(sign))
        }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
        let base = parts.last.map(String.init) ?? ""
        guard !base.isEmpty, base != ".", base != ".." else { throw UnmatchableName(text, .folder) }
        guard base.lowercased() != ".exe", Self.trimmed(base) == base else {
            throw UnmatchableName(text, .ending)
        }
        guard base.utf8.count <= Self.longest else { throw UnmatchableName(text, .length(Self.longest)) }
    }

    private static func trimmed(_ text: String) -> String {
        let kept = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        return String(kept)
    }
}

/// A text that no process bears as its name, and what to write instead.
public struct UnmatchableName: Error, Hashable, Sendable {
    enum Fault: Hashable {
        case empty
        case control
        case blanks(String)
        case pattern
        case sign(Character)
        case folder
        case ending
        case length(Int)
    }

    /// What is wrong, lower case, no full stop.
    public let message: Localized
    /// What to write instead.
    public let hint: Localized

    init(_ text: String, _ fault: Fault) {
        let shown = "`\(text.safe(limit: 60))`"
        let (what, instead) = Self.sentences(shown, fault)
        message = Localized(
            id: "\(what.id); nama itu tidak pernah ditemukan",
            en: "\(what.en), so that it matches nothing"
        )
        hint = Localized(id: "tulis \(instead.id)", en: "write \(instead.en)")
    }

    /// What is wrong with the name, and what to write in its place.
    private static func sentences(_ shown: String, _ fault: Fault) -> (what: Localized, instead: Localized) {
        let example = "`ExamBrowser.exe`"
        func say(_ indonesian: String, _ english: String) -> Localized {
            Localized(id: indonesian, en: english)
        }
        let (named, name) = ("nama program \(shown)", "the program's name \(shown)")
        let whole = say("nama lengkapnya, misalnya \(example)", "the whole name, for example \(example)")
        switch fault {
        case .empty:
            return (
                say("satu nama program kosong", "the name of a program is empty"),
                say(
                    "nama programnya, misalnya \(example), atau hapus barisnya",
                    "the program's name, for example \(example), or take the entry out"
                )
            )
        case .control:
            return (
                say("\(named) berisi tanda yang tidak terlihat", "\(name) holds a control character"),
                say(
                    "satu nama di setiap baris daftar, misalnya `- ExamBrowser.exe`",
                    "one name in each line of the list, for example `- ExamBrowser.exe`"
                )
            )
        case .blanks(let trimmed):
            let kept = "`\(trimmed.safe(limit: 60))`"
            return (
                say("\(named) diawali atau diakhiri spasi", "\(name) has blanks around it"), say(kept, kept)
            )
        case .pattern:
            return (
                say(
                    "\(named) memakai `*` atau `?`, padahal nama dibandingkan utuh",
                    "\(name) has a wildcard, where names are compared whole"
                ), whole
            )
        case .sign(let sign):
            return (
                say("\(named) berisi `\(sign)`", "\(name) holds `\(sign)`"),
                say(
                    "sebagai daftar, satu nama tanpa tanda petik di setiap anggotanya: `[ExamBrowser.exe, ExamCam.exe]`",
                    "a list with one bare name in each entry: `[ExamBrowser.exe, ExamCam.exe]`"
                )
            )
        case .folder:
            return (
                say("\(shown) adalah nama folder, bukan program", "\(shown) names a folder and no program"),
                say(
                    "nama programnya di folder itu, misalnya \(example)",
                    "the name of the program in that folder, for example \(example)"
                )
            )
        case .ending:
            return (
                say("\(shown) tidak berisi nama program", "\(shown) holds no program's name"), whole
            )
        case .length(let longest):
            return (
                say("\(named) lebih dari \(longest) bita", "\(name) is longer than \(longest) bytes"),
                say(
                    "nama berkas programnya, misalnya \(example)",
                    "the name of the program's file, for example \(example)"
                )
            )
        }
    }
}

extension ProgramName {
    /// Refuses a name of a program that matches nothing, in a parameter.
    ///
    /// - Throws: ``InvalidArgument`` with what to write instead.
    public static func check(_ text: String, for parameter: String) throws(InvalidArgument) {
        do throws(UnmatchableName) {
            _ = try ProgramName(text)
        } catch {
            throw InvalidArgument(parameter, error.message, hint: error.hint)
        }
    }
}
