import Documents
public import RoomModel

/// A spreadsheet that was read without an error, as an inventory in YAML.
public struct SpreadsheetImport: Sendable {
    /// A column that is used.
    public struct Column: Hashable, Sendable {
        /// The letters of the column in a spreadsheet.
        public let letters: String
        /// As its header says.
        public let title: String
        /// What it is taken as.
        public let meaning: Localized
    }

    /// The room's short name: the file's without its ending.
    public let roomName: String
    /// The language of the room, if the variables beside the file say one.
    public let language: Language?
    /// The inventory.
    public let yaml: String
    /// The columns that are used, in their order.
    public let columns: [Column]
    /// How many PCs there are.
    public let computers: Int
    /// How many PCs are spares.
    public let spares: Int
    /// How many PCs have a seat.
    public let seats: Int
    /// The groups without `spares`, in their order.
    public let groups: [String]

    /// Reads the spreadsheet at `path` with the variables beside it.
    ///
    /// - Throws: ``InvalidDocuments`` with every problem.
    public init(_ path: String) throws(InvalidDocuments) {
        guard CSVInventory.isSpreadsheet(path) else {
            throw InvalidDocuments([
                CSVFault(
                    Localized(
                        id: "\(path.safe(limit: 60)) bukan berkas CSV",
                        en: "\(path.safe(limit: 60)) is no CSV file"
                    ),
                    hint: Localized(
                        id: "di Excel: Simpan Sebagai, pilih \"CSV\"",
                        en: "in Excel: Save As, choose \"CSV\""
                    )
                )
                .problem(in: path)
            ])
        }
        let loaded = try InventoryLoader.load([path])
        let bytes: [UInt8]
        do {
            bytes = try TextFile.bytes(of: path)
        } catch {
            throw InvalidDocuments([Problem(error, at: path)])
        }
        let inventory = CSVInventory(bytes, file: path)
        roomName = loaded.rooms.first?.profile.name ?? "room"
        language = loaded.rooms.first?.profile.language
        yaml = Self.yaml(inventory.tree, from: path)
        computers = inventory.hosts.count
        spares = inventory.hosts.count { $0.groups.contains("spares") }
        seats = Set(inventory.hosts.compactMap { $0.value("seat").map { SeatName($0.text) } }).count
        var groups: [String] = []
        for group in inventory.hosts.flatMap(\.groups) where group != "spares" && !groups.contains(group) {
            groups.append(group)
        }
        self.groups = groups
        columns = inventory.columns.map { column in
            Column(
                letters: SourceLocation(file: path, row: 1, cell: column.number).letters,
                title: column.title,
                meaning: column.role.meaning
            )
        }
    }

    private static func yaml(_ tree: DocumentNode, from path: String) -> String {
        "# From \(path.lastPathPart.safe(limit: 80)), by: siaga inventory import\n" + lines(tree, depth: 0)
    }

    /// A table, two blanks for every level.
    private static func lines(_ node: DocumentNode, depth: Int) -> String {
        let indent = String(repeating: "  ", count: depth)
        return (node.entries ?? []).map { entry in
            let key = indent + YAMLText.scalar(entry.key) + ":"
            if let text = entry.value.text { return "\(key) \(YAMLText.scalar(text))\n" }
            return "\(key)\n" + lines(entry.value, depth: depth + 1)
        }
        .joined()
    }
}

extension CSVColumns.Role {
    /// What a column is taken as.
    var meaning: Localized {
        switch self {
        case .name: Localized(id: "nama PC", en: "name")
        case .address: Localized(id: "alamat", en: "address")
        case .user: Localized(id: "akun", en: "account")
        case .port: Localized(id: "port SSH", en: "SSH port")
        case .seat: Localized(id: "kursi", en: "seat")
        case .mac: Localized(id: "kartu jaringan (MAC)", en: "network card (MAC)")
        case .group: Localized(id: "grup", en: "groups")
        case .spare: Localized(id: "PC cadangan", en: "spare")
        case .variable(let name): Localized(id: "variabel \(name)", en: "variable \(name)")
        }
    }
}
