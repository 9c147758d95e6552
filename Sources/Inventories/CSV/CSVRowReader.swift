import Documents
import RoomModel

/// Reads one row of a spreadsheet as a PC, and keeps what is wrong with it.
struct CSVRowReader {
    private static let spares = "spares"
    private static let yes: Set<String> = ["ya", "y", "yes", "x", "1", "benar", "true"]
    private static let no: Set<String> = ["", "tidak", "t", "no", "n", "0", "-", "salah", "false"]

    private let row: CSVReader.Row
    private let columns: [CSVColumns.Column]
    private(set) var faults: [CSVFault] = []

    init(_ row: CSVReader.Row, columns: [CSVColumns.Column]) {
        self.row = row
        self.columns = columns
    }

    /// The PC, without the cells that are noted as wrong; nil after noting that it has no name.
    mutating func host() -> CSVHost? {
        guard let column = columns.first(where: { $0.role == .name }), let name = name(cell(column), column)
        else {
            return nil
        }
        var host = CSVHost(row: row.number, nameColumn: column.number, name: name)
        for column in columns {
            let cell = cell(column)
            guard !cell.isEmpty, column.role != .name else { continue }
            switch column.role {
            case .name: break
            case .address: add("ansible_host", address(cell, column), column, &host)
            case .user: add("ansible_user", user(cell, column), column, &host)
            case .port: add("ansible_port", port(cell, column), column, &host)
            case .seat: add("seat", seat(cell, column), column, &host)
            case .mac: add("mac", mac(cell, column), column, &host)
            case .group: host.groups += groups(cell, column).filter { !host.groups.contains($0) }
            case .spare:
                let isSpare = isSpare(cell, column)
                if isSpare, !host.groups.contains(Self.spares) { host.groups.append(Self.spares) }
            case .variable(let name): add(name, cell, column, &host)
            }
        }
        return host
    }

    private func cell(_ column: CSVColumns.Column) -> String {
        column.number <= row.cells.count ? row.cells[column.number - 1].trimmed : ""
    }

    private func add(_ name: String, _ text: String?, _ column: CSVColumns.Column, _ host: inout CSVHost) {
        guard let text else { return }
        host.variables.append(.init(name: name, text: text, column: column.number))
    }

    private mutating func fault(_ column: CSVColumns.Column, _ message: Localized, _ hint: Localized?) {
        faults.append(CSVFault(row: row.number, column: column.number, message, hint: hint))
    }

    /// Whether a spreadsheet changed the cell; noted.
    private mutating func isDamaged(_ cell: String, _ column: CSVColumns.Column, _ what: Localized) -> Bool {
        guard let damage = SpreadsheetDamage(cell) else { return false }
        let letters = SourceLocation(file: "", row: 1, cell: column.number).letters
        let (message, hint) = damage.sentences(what, cell, letters: letters)
        fault(column, message, hint)
        return true
    }

    private mutating func name(_ cell: String, _ column: CSVColumns.Column) -> String? {
        guard !cell.isEmpty else {
            fault(
                column,
                Localized(id: "baris ini tidak punya nama PC", en: "this row has no name"),
                Localized(id: "beri nama, misalnya pc07", en: "give a name, for example pc07")
            )
            return nil
        }
        guard !isDamaged(cell, column, Localized(id: "nama", en: "name")) else { return nil }
        return checked(cell, column, Localized(id: "nama PC", en: "name of a PC"), HostName.init)
    }

    /// `cell` where `grammar` allows it, else a fault with the nearest text that is allowed.
    private mutating func checked<Name>(
        _ cell: String,
        _ column: CSVColumns.Column,
        _ what: Localized,
        _ grammar: (String) throws(InvalidName) -> Name
    ) -> String? {
        do throws(InvalidName) {
            _ = try grammar(cell)
            return cell
        } catch {
            let shown = cell.safe(limit: 40)
            let nearest = Self.allowed(cell)
            fault(
                column,
                Localized(
                    id: "\"\(shown)\" tidak bisa menjadi \(what.id)",
                    en: "\"\(shown)\" cannot be the \(what.en)"
                ),
                nearest.isEmpty
                    ? Localized(id: "pakai huruf, angka, - dan _", en: "use letters, digits, - and _")
                    : Localized(
                        id: "pakai huruf, angka, - dan _, misalnya \(nearest)",
                        en: "use letters, digits, - and _, for example \(nearest)"
                    )
            )
            return nil
        }
    }

    /// The text with a `-` for every run of characters no name may have.
    private static func allowed(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(60) {
            let isAllowed =
                scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                || "._-".unicodeScalars.contains(scalar)
            if isAllowed {
                result.unicodeScalars.append(scalar)
            } else if !result.hasSuffix("-"), !result.isEmpty {
                result += "-"
            }
        }
        let start = result.drop { "._-".contains($0) }
        return String(start.reversed().drop { "-._".contains($0) }.reversed())
    }

    private mutating func address(_ cell: String, _ column: CSVColumns.Column) -> String? {
        let what = Localized(id: "alamat", en: "address")
        guard !isDamaged(cell, column, what) else { return nil }
        let letters = SourceLocation(file: "", row: 1, cell: column.number).letters
        if cell.utf8.count >= 7, cell.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let (message, hint) = SpreadsheetDamage.number.sentences(what, cell, letters: letters)
            fault(column, message, hint)
            return nil
        }
        let dotted = String(cell.map { $0 == "," ? "." : $0 })
        guard dotted.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) else {
            guard let written = WrittenAddress(cell) else {
                return checked(cell, column, what, NetworkAddress.init)
            }
            let port = written.port.map { port in
                Localized(id: ", port \(port) di kolom `port`", en: ", port \(port) in a column `port`")
            }
            noAddress(
                cell,
                column,
                Localized(
                    id: "tulis \(written.address)\(port?.id ?? "")",
                    en: "write \(written.address)\(port?.en ?? "")"
                )
            )
            return nil
        }
        let parts = dotted.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.utf8.count <= 3 ? Int($0) : nil }
        let isAddress = numbers.count == 4 && parts.count == 4 && numbers.allSatisfy { $0 <= 255 }
        let plain = numbers.map(String.init).joined(separator: ".")
        if isAddress, plain == cell { return cell }
        noAddress(
            cell,
            column,
            isAddress
                ? Localized(id: "tulis \(plain)", en: "write \(plain)")
                : Localized(
                    id: "empat angka 0 sampai 255, misalnya 192.168.0.7",
                    en: "four numbers from 0 to 255, for example 192.168.0.7"
                )
        )
        return nil
    }

    private mutating func noAddress(_ cell: String, _ column: CSVColumns.Column, _ hint: Localized) {
        fault(
            column,
            Localized(
                id: "\"\(cell.safe(limit: 40))\" bukan alamat IP",
                en: "\"\(cell.safe(limit: 40))\" is no IP address"
            ),
            hint
        )
    }

    private mutating func user(_ cell: String, _ column: CSVColumns.Column) -> String? {
        checked(cell, column, Localized(id: "nama pengguna", en: "name of an account"), UserName.init)
    }

    private mutating func port(_ cell: String, _ column: CSVColumns.Column) -> String? {
        if let port = Int(cell), (1...65_535).contains(port), String(port) == cell { return cell }
        fault(
            column,
            Localized(
                id: "\"\(cell.safe(limit: 40))\" bukan port",
                en: "\"\(cell.safe(limit: 40))\" is no port"
            ),
            Localized(
                id: "tulis angka 1 sampai 65535, biasanya 22",
                en: "write a number from 1 to 65535, usually 22"
            )
        )
        return nil
    }

    private mutating func seat(_ cell: String, _ column: CSVColumns.Column) -> String? {
        guard !isDamaged(cell, column, Localized(id: "kursi", en: "seat")) else { return nil }
        if cell.unicodeScalars.count <= 20, !cell.contains(where: \.isNewline) { return cell }
        fault(
            column,
            Localized(id: "nomor kursi terlalu panjang", en: "the seat is too long"),
            Localized(
                id: "paling banyak 20 huruf, misalnya 11 atau A3",
                en: "at most 20 characters, for example 11 or A3"
            )
        )
        return nil
    }

    private mutating func mac(_ cell: String, _ column: CSVColumns.Column) -> String? {
        guard !isDamaged(cell, column, Localized(id: "MAC", en: "MAC")) else { return nil }
        let digits = cell.filter { !":-.".contains($0) }
        if digits.utf8.count == 12, digits.utf8.count == digits.count, digits.allSatisfy(\.isHexDigit) {
            return cell
        }
        let isCut =
            digits.utf8.count < 12 && digits == cell && digits.allSatisfy { $0.isASCII && $0.isNumber }
        let letters = SourceLocation(file: "", row: 1, cell: column.number).letters
        fault(
            column,
            Localized(
                id: "\"\(cell.safe(limit: 40))\" bukan alamat MAC",
                en: "\"\(cell.safe(limit: 40))\" is no MAC address"
            ),
            isCut
                ? Localized(
                    id: "Excel menghapus nol di depan: ubah format kolom \(letters) menjadi Teks, ketik lagi",
                    en:
                        "Excel dropped zeros in front: set the format of column \(letters) to Text, type it again"
                )
                : Localized(
                    id: "tulis enam pasang, misalnya 3c:52:82:0a:11:07",
                    en: "write six pairs, for example 3c:52:82:0a:11:07"
                )
        )
        return nil
    }

    private mutating func groups(_ cell: String, _ column: CSVColumns.Column) -> [String] {
        guard !isDamaged(cell, column, Localized(id: "grup", en: "group")) else { return [] }
        return cell.split { "/|,; \n\t".contains($0) || $0 == "\r\n" }.compactMap { word in
            // What the room's groups are called in Indonesian.
            let name = ["cadangan": "spares", "proktor": "proctor"][word.lowercased()] ?? String(word)
            guard name != "all" else { return nil }
            return checked(name, column, Localized(id: "nama grup", en: "name of a group"), GroupName.init)
        }
    }

    private mutating func isSpare(_ cell: String, _ column: CSVColumns.Column) -> Bool {
        let word = cell.lowercased()
        guard !Self.yes.contains(word) else { return true }
        guard !Self.no.contains(word) else { return false }
        fault(
            column,
            Localized(
                id: "\"\(cell.safe(limit: 40))\" bukan ya atau tidak",
                en: "\"\(cell.safe(limit: 40))\" is not yes or no"
            ),
            Localized(id: "tulis ya, atau kosongkan", en: "write yes, or leave it empty")
        )
        return false
    }
}
