import Documents
import RoomModel

/// A list of PCs from a spreadsheet, as the tree a YAML inventory of the same PCs has.
struct CSVInventory {
    /// How the names of spreadsheets that are still workbooks end.
    static let workbooks: Set<String> = ["xlsx", "xlsm", "xls", "ods"]
    /// How the names of files end that are read as spreadsheets.
    private static let endings = [".csv", ".tsv"] + workbooks.map { "." + $0 }

    /// Whether `file` is read as a spreadsheet.
    static func isSpreadsheet(_ file: String) -> Bool { endings.contains { file.lowercased().hasSuffix($0) } }

    /// The PCs, each once, in the order of the rows.
    private(set) var hosts: [CSVHost] = []
    private(set) var columns: [CSVColumns.Column] = []
    private(set) var unused: [CSVColumns.Unused] = []
    /// Everything wrong, in reading order.
    private(set) var faults: [CSVFault] = []
    let file: String

    /// Reads a file's bytes.
    init(_ bytes: [UInt8], file: String) {
        self.file = file
        do throws(CSVFault) {
            let reader = CSVReader(try CSVText(bytes, file: file).text)
            if let fault = reader.fault { faults.append(fault) }
            if reader.fault == nil || reader.rows.contains(where: { !$0.isEmpty }) { try read(reader.rows) }
        } catch {
            faults.append(error)
        }
        faults.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    private mutating func read(_ rows: [CSVReader.Row]) throws(CSVFault) {
        guard let header = rows.first(where: { !$0.isEmpty }) else {
            throw CSVFault(
                Localized(id: "berkas ini kosong", en: "the file is empty"),
                hint: Localized(
                    id: "baris pertama berisi judul: nama, alamat, kursi",
                    en: "the first row holds the titles: name, address, seat"
                )
            )
        }
        let body = rows.filter { $0.number > header.number && !$0.isEmpty }
        let found = CSVColumns(
            header,
            hasValues: { index in
                body.contains { $0.cells.indices.contains(index) && !$0.cells[index].trimmed.isEmpty }
            },
            &faults
        )
        (columns, unused) = (found.columns, found.unused)
        guard columns.contains(where: { $0.role == .name }) else { return }
        let widest = widestRows(body)
        var names = CSVIndex()
        for row in body {
            checkWidth(of: row, found.width, widest)
            var reader = CSVRowReader(row, columns: columns)
            // A row with a mistake still has a name, an address and a seat that no other may have.
            let host = reader.host()
            faults += reader.faults
            if let host, names.add(host, &faults) { hosts.append(host) }
        }
        names.finish(&faults)
        if hosts.isEmpty, faults.isEmpty {
            throw CSVFault(
                row: header.number,
                Localized(id: "hanya ada judul, belum ada PC", en: "there are titles, but no PC"),
                hint: Localized(id: "tulis satu PC di setiap baris", en: "write one PC in each row")
            )
        }
    }

    /// Excel leaves out the last separators where none of sixteen rows has a value (Microsoft KB 77295).
    private static let rowsOfBlock = 16

    private func widestRows(_ rows: [CSVReader.Row]) -> [Int: Int] {
        rows.reduce(into: [:]) { widest, row in
            let block = (row.number - 1) / Self.rowsOfBlock
            widest[block] = max(widest[block] ?? 0, row.cells.count)
        }
    }

    private mutating func checkWidth(of row: CSVReader.Row, _ width: Int, _ widest: [Int: Int]) {
        if let extra = row.cells.indices.first(where: { $0 >= width && !row.cells[$0].trimmed.isEmpty }) {
            faults.append(
                CSVFault(
                    row: row.number,
                    column: extra + 1,
                    Localized(
                        id: "ada isi di luar kolom yang berjudul",
                        en: "something stands beyond the columns with titles"
                    ),
                    hint: Localized(
                        id: "hapus, atau beri tanda kutip pada isi yang memuat pemisah kolom",
                        en: "remove it, or put quotes round a value that holds the separator"
                    )
                )
            )
        }
        let block = (row.number - 1) / Self.rowsOfBlock
        guard row.cells.count < width, block == 0 || widest[block] ?? 0 > row.cells.count else { return }
        faults.append(
            CSVFault(
                row: row.number,
                column: row.cells.count + 1,
                Localized(
                    id: "baris ini hanya \(row.cells.count) kolom, seharusnya \(width)",
                    en: "this row has \(row.cells.count) columns, there should be \(width)"
                ),
                hint: Localized(
                    id: "tambahkan pemisah kolom yang kurang, juga untuk sel kosong",
                    en: "add the separators that are missing, for empty cells too"
                )
            )
        )
    }

    /// The tree of the same inventory in YAML: `all` with its PCs, and groups below it.
    var tree: DocumentNode {
        let top = SourceLocation(file: file, row: 1)
        func entry(_ key: String, _ value: DocumentNode.Content, _ place: SourceLocation)
            -> DocumentNode.Entry
        {
            .init(key: key, location: place, value: DocumentNode(value, at: place))
        }
        var groups: [(name: String, hosts: [CSVHost])] = []
        var known: [String: Int] = [:]
        for host in hosts {
            for group in host.groups {
                if known[group] == nil {
                    known[group] = groups.count
                    groups.append((group, []))
                }
                if let index = known[group] { groups[index].hosts.append(host) }
            }
        }
        let all = hosts.map { host in
            let place = SourceLocation(file: file, row: host.row, cell: host.nameColumn)
            return entry(
                host.name,
                .table(
                    host.variables.map { variable in
                        entry(
                            variable.name,
                            .scalar(variable.text, style: variable.name == "ansible_port" ? .plain : .quoted),
                            SourceLocation(file: file, row: host.row, cell: variable.column)
                        )
                    }
                ),
                place
            )
        }
        let children = groups.map { group in
            let members = group.hosts.map {
                entry($0.name, .table([]), SourceLocation(file: file, row: $0.row, cell: $0.nameColumn))
            }
            return entry(
                group.name,
                .table([entry("hosts", .table(members), top)]),
                group.hosts.first.map { SourceLocation(file: file, row: $0.row) } ?? top
            )
        }
        var parts = [entry("hosts", .table(all), top)]
        if !children.isEmpty { parts.append(entry("children", .table(children), top)) }
        return DocumentNode(.table([entry("all", .table(parts), top)]), at: top)
    }
}

/// One PC of a spreadsheet.
struct CSVHost: Hashable {
    struct Value: Hashable {
        let name: String
        let text: String
        /// Counted from 1.
        let column: Int
    }

    let row: Int
    let nameColumn: Int
    let name: String
    var groups: [String] = []
    /// In the order of the columns.
    var variables: [Value] = []

    func value(_ name: String) -> Value? { variables.first { $0.name == name } }
}

extension Library {
    /// The tree of a spreadsheet; nil after reporting why not.
    mutating func spreadsheet(of file: SourceFile) -> DocumentNode? {
        let path = file.path
        do {
            let bytes = try TextFile.bytes(of: path)
            guard !bytes.starts(with: VaultText.mark.utf8) else {
                report(
                    Problem(
                        at: SourceLocation(file: path),
                        Localized(
                            id: "\(path.lastPathPart.safe(limit: 60)) disandikan dengan Ansible Vault",
                            en: "\(path.lastPathPart.safe(limit: 60)) is encrypted by Ansible Vault"
                        ),
                        hint: Localized(
                            id: "buka dulu: ansible-vault decrypt; simpan kata sandi di host_vars/",
                            en: "decrypt it (`ansible-vault decrypt`), and keep passwords in `host_vars/`"
                        )
                    )
                )
                return nil
            }
            let inventory = CSVInventory(bytes, file: path)
            // Without names of PCs it is some other table.
            guard file.isNamed || inventory.columns.contains(where: { $0.role == .name }) else {
                report(SourceReader.noInventory(path))
                return nil
            }
            for fault in inventory.faults { report(fault.problem(in: path)) }
            return inventory.hosts.isEmpty ? nil : inventory.tree
        } catch {
            report(Problem(error, at: path))
            return nil
        }
    }
}
