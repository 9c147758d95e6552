import Documents
import RoomModel

/// What an INI text that nobody named as a list of PCs shows: PCs, or the settings of some program.
///
/// Windows keeps a `desktop.ini` in every folder, exam apps a `setting.ini`. Where something can only stand in a list, the
/// text is meant for one, and what is wrong with it is told; a text of settings is left alone.
struct INISigns {
    private var listsPCs = false
    private var hasSettings = false
    private var isCertain = false
    private var isEmpty = true

    /// Whether a text is meant for a list of PCs.
    static func isMeant(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self),
            !bytes.contains(where: { $0 < 0x20 && !(0x09...0x0D).contains($0) || $0 == 0x7F })
        else { return false }
        var signs = INISigns()
        for line in text.split(whereSeparator: \.isNewline) where !signs.isCertain {
            signs.read(line.trimmed)
        }
        return signs.isCertain || signs.isEmpty || signs.listsPCs && !signs.hasSettings
    }

    private mutating func read(_ line: Substring) {
        guard let first = line.first, first != "#", first != ";" else { return }
        isEmpty = false
        if first == "[" {
            readHeader(line)
        } else {
            readHost(line.split(whereSeparator: \.isWhitespace))
        }
    }

    /// `[lab1:vars]` stands in lists alone, `[.ShellClassInfo]` in settings alone.
    private mutating func readHeader(_ line: Substring) {
        guard let (name, word) = INIReader.header(line), (try? GroupName(name)) != nil else {
            // `[01:10]-pc` is a range, and anything else between brackets no group.
            hasSettings = hasSettings || line.hasSuffix("]")
            return
        }
        switch word {
        case nil: break
        case "vars", "children": isCertain = true
        default: hasSettings = true
        }
    }

    private mutating func readHost(_ words: [Substring]) {
        guard let first = words.first else { return }
        let next = words.dropFirst().prefix { !$0.hasPrefix("#") }.first
        if first.contains("=") || next?.hasPrefix("=") == true {
            hasSettings = true
            // Below `[lab1]`, where `[lab1:vars]` was meant.
            isCertain = isCertain || first.hasPrefix("ansible_") || first.hasPrefix("siaga_")
        } else if let next, !next.contains("=") {
            hasSettings = true
        } else if (try? HostName(String(first))) != nil || first.contains("[") {
            listsPCs = true
            // A PC with a variable of its own.
            isCertain = isCertain || next != nil
        }
    }
}
