import Foundation
import Reports
import RoomModel
import Testing

/// What PCs showed before any login, recorded: the lines of `siaga enroll --output FILE.ndjson`, as files beside the
/// tests.
struct SurveyFixture: Sendable {
    /// The file's name without its ending.
    let name: String
    /// One row a PC.
    let rows: [EnrollmentRow]

    /// Reads a file.
    init(_ name: String) throws {
        let text = try String(decoding: Data(contentsOf: Self.file(name)), as: UTF8.self)
        self.init(name, rows: try Self.rows(in: text))
        try #require(!rows.isEmpty, "\(name).ndjson holds no PC")
    }

    /// Takes rows as they were recorded.
    init(_ name: String, rows: [EnrollmentRow]) {
        self.name = name
        self.rows = rows
    }

    /// The rows in the lines of a file.
    static func rows(in text: String) throws -> [EnrollmentRow] {
        try text.split(separator: "\n").map {
            try JSONDecoder().decode(EnrollmentRow.self, from: Data($0.utf8))
        }
    }

    /// The same, as if the keys on file were there since a day.
    func known(since day: String) throws -> SurveyFixture {
        let day = try #require(CalendarDate(day))
        return SurveyFixture(
            name,
            rows: rows.map { row in
                guard case .changed(let change) = row.outcome else { return row }
                return row.with(
                    .changed(
                        EnrollmentRow.Change(
                            trusted: change.trusted,
                            belongsTo: change.belongsTo,
                            since: change.since.map { _ in day },
                            service: change.service
                        )
                    )
                )
            }
        )
    }

    /// Writes the file.
    func write() throws {
        try Data(EnrollmentList(.ndjson).render(rows).utf8).write(to: Self.file(name))
    }

    private static func file(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Runs/\(name).ndjson")
    }
}

extension EnrollmentRow {
    /// The same PC with another outcome.
    fileprivate func with(_ outcome: Outcome) -> EnrollmentRow {
        EnrollmentRow(
            host: host,
            seat: seat,
            address: address,
            outcome: outcome,
            keyType: keyType,
            fingerprint: fingerprint,
            service: service,
            card: card,
            enrolledCard: enrolledCard,
            comparison: comparison
        )
    }
}
