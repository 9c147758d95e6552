public import RoomModel

/// The variables of one PC, and on demand where each comes from and what it overrode.
public struct VariableTable: Sendable {
    /// One variable, its values already masked where they are secret.
    public struct Row: Sendable {
        let name: String
        let value: String
        let origin: SourceLocation
        let overridden: [(value: String, origin: SourceLocation)]

        /// Creates a row.
        public init(
            name: String,
            value: String,
            origin: SourceLocation,
            overridden: [(value: String, origin: SourceLocation)]
        ) {
            self.name = name
            self.value = value
            self.origin = origin
            self.overridden = overridden
        }
    }

    private let rows: [Row]
    private let namesOrigins: Bool

    /// Creates the table.
    ///
    /// - Parameters:
    ///   - rows: The variables, in order.
    ///   - namesOrigins: Whether the place of each is named, and what it overrode.
    public init(rows: [Row], namesOrigins: Bool) {
        self.rows = rows
        self.namesOrigins = namesOrigins
    }

    /// The lines.
    public func render(wording: Wording, page: Page) -> String {
        guard !rows.isEmpty else { return wording("tidak ada variabel\n", "no variables\n") }
        let width = min(rows.map(\.name.count).max() ?? 0, 40)
        var lines: [String] = []
        for row in rows {
            let name = row.name.safe(limit: 80).padded(to: width)
            lines.append("\(name)  \(row.value.safe(limit: 400))")
            guard namesOrigins else { continue }
            let indent = String(repeating: " ", count: width + 2)
            lines.append(indent + wording("dari ", "from ") + row.origin.description.safe(limit: 400))
            for (value, origin) in row.overridden {
                lines.append(
                    indent + wording("mengalahkan ", "over ") + value.safe(limit: 200)
                        + wording(" dari ", " from ")
                        + origin.description.safe(limit: 400)
                )
            }
        }
        return lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }
}
