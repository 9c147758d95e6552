import Documents
import RoomModel

/// What each column of a spreadsheet is, read off its header row.
struct CSVColumns {
    /// What a column holds.
    enum Role: Hashable {
        case name, address, user, port, seat, mac, group, spare
        /// A variable of the header's name.
        case variable(String)
    }

    struct Column {
        /// Counted from 1.
        let number: Int
        let title: String
        let role: Role
    }

    /// A column that has a title and no use.
    struct Unused: Hashable {
        /// Counted from 1.
        let number: Int
        let title: String
    }

    /// What a header may say, in English and Indonesian; a title that is nearly one of these is a mistake.
    private static let words: [(word: String, role: Role)] = [
        ("name", .name), ("nama", .name), ("nama pc", .name), ("address", .address), ("alamat", .address),
        ("ip", .address), ("alamat ip", .address), ("ip address", .address), ("user", .user),
        ("pengguna", .user), ("port", .port), ("seat", .seat), ("kursi", .seat), ("mac", .mac),
        ("alamat mac", .mac), ("mac address", .mac), ("group", .group), ("grup", .group), ("spare", .spare),
        ("cadangan", .spare),
    ]

    /// What lists of schools say besides.
    ///
    /// Nothing is taken for nearly one of these: "disk" is no mistake for "desk".
    private static let others: [(role: Role, words: [String])] = [
        (
            .name,
            [
                "nama komputer", "nama client", "nama klien", "nama host", "nama perangkat", "komputer", "pc",
                "hostname", "host name", "host", "computer name", "computer", "pc name", "device name",
            ]
        ),
        (
            .address,
            ["ip pc", "ip komputer", "ip lan", "ip addr", "ipv4", "ipv4 address", "alamat ipv4", "ip client"]
        ),
        (
            .seat,
            [
                "no kursi", "nomor kursi", "no meja", "nomor meja", "meja", "no bangku", "nomor bangku",
                "bangku", "tempat duduk", "no tempat duduk", "nomor tempat duduk", "seat no", "no seat",
                "seat number", "desk", "desk no", "desk number",
            ]
        ),
        (.mac, ["mac addr", "mac lan", "physical address", "alamat fisik"]),
        (.user, ["ssh user", "user ssh", "akun ssh"]), (.port, ["ssh port", "port ssh"]),
        (.group, ["groups"]), (.spare, ["pc cadangan", "spare pc"]),
    ]

    private(set) var columns: [Column] = []
    /// The columns that become nothing.
    private(set) var unused: [Unused] = []
    /// How wide a row has to be: up to the last column with a header.
    private(set) var width = 0

    /// Reads the header row; what is wrong with it goes to `faults`.
    init(_ header: CSVReader.Row, hasValues: (Int) -> Bool, _ faults: inout [CSVFault]) {
        var taken: [Role: String] = [:]
        var mayBeNamed = false
        for (index, cell) in header.cells.enumerated() {
            let title = cell.trimmed
            func fault(_ message: Localized, _ hint: Localized, _ severity: Problem.Severity = .error) {
                faults.append(
                    CSVFault(row: header.number, column: index + 1, message, hint: hint, severity: severity)
                )
            }
            guard !title.isEmpty else {
                if hasValues(index) {
                    fault(
                        Localized(
                            id: "kolom ini berisi tetapi tidak berjudul",
                            en: "this column has values but no title"
                        ),
                        Localized(
                            id: "tulis judul di baris \(header.number)",
                            en: "write a title in row \(header.number)"
                        )
                    )
                }
                continue
            }
            width = index + 1
            let shown = title.safe(limit: 40)
            let role: Role
            switch Self.role(of: title) {
            case .known(let known): role = known
            case .near(let word):
                mayBeNamed = mayBeNamed || Self.words.contains { $0.word == word && $0.role == .name }
                fault(
                    Localized(
                        id: "judul \"\(shown)\" tidak dikenal",
                        en: "the title \"\(shown)\" is not known"
                    ),
                    Localized(id: "mungkin \"\(word)\"", en: "perhaps \"\(word)\"")
                )
                continue
            case .unusable:
                unused.append(Unused(number: index + 1, title: title))
                fault(
                    Localized(
                        id: "kolom \"\(shown)\" tidak dipakai",
                        en: "the column \"\(shown)\" is not used"
                    ),
                    Localized(
                        id: "untuk menjadi variabel: huruf, angka dan _ saja, tanpa spasi",
                        en: "to become a variable: letters, digits and _ only, no spaces"
                    ),
                    .warning
                )
                continue
            }
            if let other = taken.updateValue(title, forKey: role) {
                fault(
                    Localized(
                        id: "judul \"\(shown)\" sama artinya dengan \"\(other.safe(limit: 40))\"",
                        en: "the title \"\(shown)\" means the same as \"\(other.safe(limit: 40))\""
                    ),
                    Localized(id: "pakai satu kolom saja", en: "keep one of the columns")
                )
                continue
            }
            columns.append(Column(number: index + 1, title: title, role: role))
        }
        guard taken[.name] == nil, !mayBeNamed else { return }
        faults.append(
            CSVFault(
                row: header.number,
                Localized(id: "kolom \"nama\" tidak ada", en: "there is no column \"name\""),
                hint: Localized(
                    id: "baris pertama berisi judul: nama, alamat, kursi",
                    en: "the first row holds the titles: name, address, seat"
                )
            )
        )
    }

    private enum Reading {
        case known(Role)
        case near(String)
        case unusable
    }

    /// A title without what tells nothing: `No. Kursi` and `NO_KURSI (Lab 1)` are `no kursi`.
    private static func plain(_ title: String) -> String {
        title.prefix { $0 != "(" }.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    private static func role(of title: String) -> Reading {
        let word = plain(title)
        if let known = words.first(where: { $0.word == word }) { return .known(known.role) }
        if let other = others.first(where: { $0.words.contains(word) }) { return .known(other.role) }
        // Short titles are near too many words.
        let most = word.count >= 8 ? 2 : word.count >= 4 ? 1 : 0
        if let near = Suggestion.nearest(to: word, among: words.map(\.word), within: most), near != "ip",
            near != "mac"
        {
            return .near(near)
        }
        let isName = title.utf8.enumerated().allSatisfy { index, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "_"):
                true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): index > 0
            default: false
            }
        }
        return isName ? .known(.variable(title)) : .unusable
    }
}
