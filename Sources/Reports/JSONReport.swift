import FoundationEssentials
public import RoomModel

/// A report for machines: one JSON object, schema 1, stable keys and codes in a fixed order, no wording.
///
/// Moments are milliseconds since 1970, times that passed are milliseconds.
public struct JSONReport: Sendable {
    /// Creates a renderer.
    public init() {}

    /// Renders one room.
    ///
    /// - Parameters:
    ///   - report: The room.
    ///   - basis: What the exit code in it speaks of.
    /// - Returns: One object and a newline. What could act on a terminal is escaped, which JSON allows anywhere in a text.
    /// - Throws: An `EncodingError` for a number JSON cannot hold.
    public func render(_ report: RoomReport, basis: ExitBasis = .room) throws -> String {
        try Self.text(Document(report, basis: basis))
    }

    /// Renders several rooms as one object with a list of them.
    ///
    /// - Parameters:
    ///   - reports: The rooms.
    ///   - basis: What the exit codes in it speak of.
    /// - Returns: One object and a newline.
    /// - Throws: An `EncodingError` for a number JSON cannot hold.
    public func render(_ reports: [RoomReport], basis: ExitBasis = .room) throws -> String {
        struct Rooms: Encodable {
            let schema: Int
            let exitCode: Int32
            let rooms: [Document]
        }
        let rooms = reports.map { Document($0, basis: basis) }
        return try Self.text(Rooms(schema: 1, exitCode: reports.exitCode(by: basis), rooms: rooms))
    }

    private static func text(_ document: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(document), as: UTF8.self)
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            // These only occur inside texts, where an escape means the same character.
            case 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                let code = String(scalar.value, radix: 16)
                safe += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe + "\n"
    }
}

/// The shape of the JSON of one room.
private struct Document: Encodable {
    struct Run: Encodable {
        let id: String
        let playbook: String
        let startedAt: Timestamp
        let endedAt: Timestamp?
        let end: RunEnd.Reason?
        let isFull: Bool
        let isEveryCheck: Bool
    }

    struct Verdict: Encodable {
        let code: RoomVerdict.Kind
        let ready: Int
        let needed: Int
        let missing: Int
        let readySpares: Int
        let oldest: Timestamp?
    }

    struct Row: Encodable {
        struct Earlier: Encodable {
            let state: HostState
            let at: Timestamp
        }

        let host: HostName
        let address: NetworkAddress
        let seat: String?
        let isSpare: Bool
        let isProctor: Bool
        let isSelected: Bool
        let state: HostState
        let isOld: Bool
        let fillsSeat: Bool
        let at: Timestamp?
        let took: Int64?
        let results: [CheckResult]
        let unreached: Unreached?
        let earlier: Earlier?
    }

    let schema = 1
    let run: Run
    let room: RoomProfile
    let controller: ControllerFindings?
    let verdict: Verdict?
    let exitCode: Int32
    let rows: [Row]

    init(_ report: RoomReport, basis: ExitBasis) {
        run = Run(
            id: report.start.run,
            playbook: report.start.playbook,
            startedAt: report.start.at,
            endedAt: report.end?.at,
            end: report.end?.reason,
            isFull: report.start.isFull,
            isEveryCheck: report.start.isEveryCheck
        )
        room = report.start.room
        controller = report.controller
        verdict = report.verdict.map {
            Verdict(
                code: $0.kind,
                ready: $0.ready,
                needed: $0.needed,
                missing: $0.missing,
                readySpares: $0.readySpares,
                oldest: report.oldest
            )
        }
        exitCode = report.exitCode(by: basis)
        rows = report.rows.map { row in
            Row(
                host: row.host.name,
                address: row.host.address,
                seat: row.host.seat,
                isSpare: row.host.isSpare,
                isProctor: row.host.isProctor,
                isSelected: row.host.isSelected,
                state: row.state,
                isOld: row.isOld(at: report.asOf),
                fillsSeat: row.fillsSeat(at: report.asOf),
                at: row.at,
                took: row.took?.inMilliseconds,
                results: row.results,
                unreached: row.unreached,
                earlier: row.earlier.map { Row.Earlier(state: $0.state, at: $0.at) }
            )
        }
    }
}
