public import RoomModel

/// The first and last lines around the list of what is wrong with the documents.
public struct ProblemHeadline: Sendable {
    /// The kind of documents that are wrong.
    public enum Documents: Hashable, Sendable, CaseIterable {
        /// The list of PCs.
        case inventory
        /// The list of checks.
        case playbook
        /// OpenSSH's configuration.
        case connection
        /// What may be missed.
        case waivers
    }

    /// What is wrong, and that nobody was contacted.
    public let first: [String]
    /// What to type next.
    public let last: [String]

    /// Words the lines for `error`.
    ///
    /// - Parameters:
    ///   - error: Every problem of the documents.
    ///   - documents: Which documents they are of (default: the list of PCs).
    ///   - command: What was typed, to be typed again.
    ///   - invocation: What other commands repeat of it (default: nothing).
    ///   - language: The language.
    ///   - page: The space there is.
    ///   - hasLastResult: Whether an earlier result can still be shown.
    public init(
        _ error: InvalidDocuments,
        in documents: Documents = .inventory,
        command: String,
        invocation: Invocation = Invocation(),
        language: Language,
        page: Page = Page(),
        hasLastResult: Bool = false
    ) {
        func say(_ indonesian: String, _ english: String) -> String {
            Localized(id: indonesian, en: english)[language]
        }
        let errors = error.problems.count { $0.severity == .error }
        let warnings = error.problems.count - errors
        let files = Set(error.problems.map(\.location.file))
        let place =
            if files.count == 1, let name = files.first?.split(separator: "/").last {
                say("di ", "in ") + String(name).safe(limit: 60)
            } else {
                say("di \(files.count) berkas", "in \(files.count) files")
            }
        let title =
            switch documents {
            case .inventory: say("DAFTAR PC BELUM BENAR", "THE LIST OF PCS IS WRONG")
            case .playbook: say("DAFTAR PERIKSA BELUM BENAR", "THE PLAYBOOK IS WRONG")
            case .waivers: say("DAFTAR PENGECUALIAN BELUM BENAR", "THE WAIVERS ARE WRONG")
            case .connection: say("KONFIGURASI SSH BELUM BENAR", "THE SSH CONFIGURATION IS WRONG")
            }
        let count = say("\(errors) kesalahan", errors == 1 ? "1 error" : "\(errors) errors")
        let extra =
            warnings == 0
            ? ""
            : say(
                " (dan \(warnings) peringatan)",
                warnings == 1 ? " (and 1 warning)" : " (and \(warnings) warnings)"
            )
        first = page.wrap(
            "\(title): \(count)\(extra) \(place). " + say("Tidak ada PC dihubungi.", "No PC was contacted.")
        )
        func whole(_ line: String) -> String { line.replacing(" ", with: "\u{A0}") }
        let list = whole(invocation.line(["inventory", "list"]))
        let report = whole(invocation.line(["report"]))
        let isSpreadsheet = error.problems.allSatisfy(\.location.isCell)
        last =
            page.wrap(
                isSpreadsheet
                    ? say(
                        "Perbaiki di Excel, simpan sebagai CSV, lalu uji: \(list)",
                        "Put them right in Excel, save as CSV, then try: \(list)"
                    )
                    : say(
                        "Perbaiki, simpan, lalu ulangi: \(whole(command))",
                        "Put them right, save, then again: \(whole(command))"
                    )
            )
            + (hasLastResult
                ? page.wrap(
                    say(
                        "Hasil pemeriksaan terakhir masih ada: \(report)",
                        "The last result is still there: \(report)"
                    )
                )
                : [])
    }
}
