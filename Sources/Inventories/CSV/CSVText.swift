import Documents
import RoomModel

/// The text of a spreadsheet file, whichever way Excel and LibreOffice saved it.
struct CSVText {
    /// The text, without a byte order mark.
    let text: String

    /// Reads UTF-8, UTF-16 with a byte order mark (Excel's "Unicode text"), else Windows-1252.
    ///
    /// - Throws: ``CSVFault`` for a file that is no text.
    init(_ bytes: [UInt8], file: String) throws(CSVFault) {
        let name = (file.split(separator: "/").last.map(String.init) ?? file).safe(limit: 60)
        let ending = name.lowercased().split(separator: ".").last.map(String.init) ?? ""
        // ZIP (.xlsx, .ods) and OLE2 (.xls) begin with these bytes, whatever the file is called.
        let isWorkbook =
            bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
        guard !isWorkbook, !CSVInventory.workbooks.contains(ending) else {
            let program = ending == "ods" ? "LibreOffice" : "Excel"
            throw CSVFault(
                Localized(
                    id: "\(name) masih berbentuk \(program)",
                    en: "\(name) is still in the form of \(program)"
                ),
                hint: Localized(
                    id: "Simpan Sebagai, pilih \"CSV\", lalu ulangi",
                    en: "Save As, choose \"CSV\", then try again"
                )
            )
        }
        guard bytes.count <= Document.longest else {
            throw CSVFault(
                Localized(
                    id: "berkas ini lebih dari \(Document.longest >> 20) MiB",
                    en: "the file has more than \(Document.longest >> 20) MiB"
                ),
                hint: Localized(
                    id: "daftar PC satu ruang hanya beberapa KiB; apakah ini berkas yang benar?",
                    en: "the list of a room has a few KiB; is this the right file?"
                )
            )
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            text = Self.utf8(bytes[3...]) ?? Self.windows1252(bytes[3...])
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            text = Self.utf16(bytes[2...], isLittleEndian: bytes[0] == 0xFF)
        } else {
            text = Self.utf8(bytes[...]) ?? Self.windows1252(bytes[...])
        }
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>) -> String? {
        String(validating: bytes, as: UTF8.self)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isLittleEndian: Bool) -> String {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            let (low, high) =
                isLittleEndian ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
            return UInt16(high) << 8 | UInt16(low)
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Where Windows-1252 differs from Latin-1 (WHATWG Encoding, index windows-1252), 0x80 to 0x9F.
    private static let differing: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
        0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static func windows1252(_ bytes: ArraySlice<UInt8>) -> String {
        var text = ""
        for byte in bytes {
            let code = (0x80...0x9F).contains(byte) ? differing[Int(byte) - 0x80] : UInt32(byte)
            text.unicodeScalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
        }
        return text
    }
}

/// One thing wrong with a spreadsheet and where: the row and column are 0 for the file as a whole.
struct CSVFault: Error, Hashable, Sendable {
    let row: Int
    let column: Int
    let message: Localized
    let hint: Localized?
    var severity = Problem.Severity.error

    init(
        row: Int = 0,
        column: Int = 0,
        _ message: Localized,
        hint: Localized?,
        severity: Problem.Severity = .error
    ) {
        self.row = row
        self.column = column
        self.message = message
        self.hint = hint
        self.severity = severity
    }

    /// The fault as a problem of `file`.
    func problem(in file: String) -> Problem {
        Problem(severity, at: SourceLocation(file: file, row: row, cell: column), message, hint: hint)
    }
}
