import Documents
public import RoomModel

/// A spreadsheet that was read without an error, as an inventory in YAML.
public struct SpreadsheetImport: Sendable {
    /// A column that has a title.
    public struct Column: Hashable, Sendable {
        /// The letters of the column in a spreadsheet.
        public let letters: String
        /// As its header says.
        public let title: String
        /// What it is taken as, or that it is not used.
        public let meaning: Localized
    }

    /// What a room needs besides its PCs; what is nil is left to `group_vars` or to later.
    public struct RoomData: Hashable, Sendable {
        /// How the exam is taken (`room_mode`).
        public var mode: RoomMode?
        /// How many PCs must be ready (`seats`).
        public var seats: Int?
        /// The account of the PCs (`ansible_user`).
        public var user: UserName?
        /// The private key that logs in to them (`ansible_ssh_private_key_file`).
        public var key: String?

        /// Creates the data; nothing is said by default.
        public init(mode: RoomMode? = nil, seats: Int? = nil, user: UserName? = nil, key: String? = nil) {
            self.mode = mode
            self.seats = seats
            self.user = user
            self.key = key
        }

        /// The variables that say it.
        fileprivate var variables: [(name: String, text: String)] {
            [
                ("room_mode", mode?.rawValue), ("seats", seats.map(String.init)),
                ("ansible_user", user?.description), ("ansible_ssh_private_key_file", key),
            ].compactMap { name, text in text.map { (name, $0) } }
        }
    }

    /// The room's short name: the file's without its ending.
    public let roomName: String
    /// The language of the room, if the variables beside the file say one.
    public let language: Language?
    /// The columns that have a title, in their order.
    public let columns: [Column]
    /// What is worth a word of the spreadsheet: each column that is not used, and what to do about it.
    public let notes: [Problem]
    /// How many PCs there are.
    public let computers: Int
    /// How many PCs are spares.
    public let spares: Int
    /// How many PCs have a seat.
    public let seats: Int
    /// The groups without `spares`, in their order.
    public let groups: [String]
    private let path: String
    private let tree: DocumentNode

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
        self.path = path
        tree = inventory.tree
        notes = loaded.notes
        computers = inventory.hosts.count
        spares = inventory.hosts.count { $0.groups.contains("spares") }
        seats = Set(inventory.hosts.compactMap { $0.value("seat").map { SeatName($0.text) } }).count
        var groups: [String] = []
        for group in inventory.hosts.flatMap(\.groups) where group != "spares" && !groups.contains(group) {
            groups.append(group)
        }
        self.groups = groups
        let used = inventory.columns.map { ($0.number, $0.title, $0.role.meaning) }
        let unused = inventory.unused.map {
            ($0.number, $0.title, Localized(id: "(tidak dipakai)", en: "(not used)"))
        }
        columns = (used + unused).sorted { $0.0 < $1.0 }.map { number, title, meaning in
            Column(
                letters: SourceLocation(file: path, row: 1, cell: number).letters,
                title: title,
                meaning: meaning
            )
        }
    }

    /// The inventory with what the room needs besides.
    public func yaml(with data: RoomData = RoomData()) -> String {
        let variables = data.variables.map { "    \($0.name): \(YAMLText.scalar($0.text))\n" }.joined()
        // All PCs stand below `all`, the tree's only key.
        let groups = (tree.entries ?? []).map { Self.lines($0.value, depth: 1) }.joined()
        return "# From \(path.lastPathPart.safe(limit: 80)), by: siaga inventory import\nall:\n"
            + (variables.isEmpty ? "" : "  vars:\n" + variables) + groups
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
