import Reports
import RoomModel

/// A list of PCs and the fingerprints read off their own screens.
///
/// One line a PC: its inventory name and one or more `SHA256:…`, separated by blanks; `#` begins a comment. What
/// `ssh-keygen -lf` prints may stand between them.
struct FingerprintList {
    private var listed: [HostName: [String]] = [:]

    /// Reads a list.
    ///
    /// - Throws: ``CommandFailure`` with every line that makes no sense.
    init(_ path: String) throws(CommandFailure) {
        guard let text = readText(path) else {
            throw CommandFailure(
                exitCode: CommandFailure.configuration,
                Localized(id: "\(path.safe()) tidak bisa dibaca", en: "cannot read \(path.safe())")
            )
        }
        try self.init(text: text, file: path)
    }

    init(text: String, file: String) throws(CommandFailure) {
        var wrong: [Int] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard let first = words.first else { continue }
            let fingerprints = words.filter { $0.hasPrefix("SHA256:") && $0.count == 50 }.map(String.init)
            guard let name = try? HostName(String(first)), !fingerprints.isEmpty else {
                wrong.append(index + 1)
                continue
            }
            listed[name, default: []] += fingerprints
        }
        guard wrong.isEmpty else {
            let lines = wrong.map { "\(file):\($0)" }.joined(separator: ", ")
            throw CommandFailure(
                exitCode: CommandFailure.configuration,
                Localized(id: "baris tidak terbaca: \(lines)", en: "lines that make no sense: \(lines)"),
                hint: Localized(
                    id: "tulis nama PC, spasi, lalu SHA256:… (43 huruf)",
                    en: "write the PC's name, a blank, and SHA256:… (43 characters)"
                )
            )
        }
    }

    /// How the key of `host` compares with the list.
    func compare(_ host: HostName, _ fingerprint: String) -> EnrollmentRow.Comparison {
        guard let known = listed[host] else { return .notListed }
        return known.contains(fingerprint) ? .matches : .differs(listed: known)
    }
}
