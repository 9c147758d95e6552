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
        let example = "ExamBrowser.exe"
        switch fault {
        case .empty:
            message = Localized(
                id: "satu nama program kosong; nama seperti itu tidak pernah ditemukan",
                en: "the name of a program is empty, so that it matches nothing"
            )
            hint = Localized(
                id: "tulis nama programnya, misalnya `\(example)`, atau hapus barisnya",
                en: "write the program's name, for example `\(example)`, or take the entry out"
            )
        case .control:
            message = Localized(
                id: "nama program \(shown) berisi tanda yang tidak terlihat; nama itu tidak pernah ditemukan",
                en: "the program's name \(shown) holds a control character, so that it matches nothing"
            )
            hint = Localized(
                id: "tulis satu nama di setiap baris daftar, misalnya `- \(example)`",
                en: "write one name in each line of the list, for example `- \(example)`"
            )
        case .blanks(let trimmed):
            message = Localized(
                id: "nama program \(shown) diawali atau diakhiri spasi; nama itu tidak pernah ditemukan",
                en: "the program's name \(shown) has blanks around it, so that it matches nothing"
            )
            hint = Localized(
                id: "tulis `\(trimmed.safe(limit: 60))`",
                en: "write `\(trimmed.safe(limit: 60))`"
            )
        case .pattern:
            message = Localized(
                id:
                    "nama program \(shown) memakai `*` atau `?`; nama dibandingkan utuh, jadi tidak pernah ditemukan",
                en:
                    "the program's name \(shown) has a wildcard; names are compared whole, so that it matches nothing"
            )
            hint = Localized(
                id: "tulis nama setiap program selengkapnya, misalnya `\(example)`",
                en: "write each program's whole name, for example `\(example)`"
            )
        case .sign(let sign):
            message = Localized(
                id: "nama program \(shown) berisi `\(sign)`; nama itu tidak pernah ditemukan",
                en: "the program's name \(shown) holds `\(sign)`, so that it matches nothing"
            )
            hint = Localized(
                id:
                    "tulis sebagai daftar, satu nama tanpa tanda petik di setiap anggotanya: `[\(example), ExamCam.exe]`",
                en: "write a list with one bare name in each entry: `[\(example), ExamCam.exe]`"
            )
        case .folder:
            message = Localized(
                id: "\(shown) adalah nama folder, bukan program; nama itu tidak pernah ditemukan",
                en: "\(shown) names a folder and no program, so that it matches nothing"
            )
            hint = Localized(
                id: "tulis nama programnya di folder itu, misalnya `\(example)`",
                en: "write the name of the program in that folder, for example `\(example)`"
            )
        case .ending:
            message = Localized(
                id: "\(shown) tidak berisi nama program; nama itu tidak pernah ditemukan",
                en: "\(shown) holds no program's name, so that it matches nothing"
            )
            hint = Localized(
                id: "tulis nama lengkapnya, misalnya `\(example)`",
                en: "write the whole name, for example `\(example)`"
            )
        case .length(let longest):
            message = Localized(
                id: "nama program \(shown) lebih dari \(longest) bita; nama itu tidak pernah ditemukan",
                en: "the program's name \(shown) is longer than \(longest) bytes, so that it matches nothing"
            )
            hint = Localized(
                id: "tulis nama berkas programnya, misalnya `\(example)`",
                en: "write the name of the program's file, for example `\(example)`"
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
