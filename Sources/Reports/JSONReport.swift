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
        return String(decoding: try encoder.encode(document), as: UTF8.self).escapingControlsInJSON + "\n"
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
        let isNetworkTooSlow: Bool
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
        let hostKey: String?
        let substitute: HostName?
        let replaces: HostName?
        let look: ActsDocument.Look?
        let swap: ActsDocument.Swap?
        let replaced: ActsDocument.Swap?
    }

    struct Trend: Encodable {
        let host: HostName
        let check: CheckID
        let subject: String?
        let limit: ByteCount
        let free: ByteCount
        let lossPerDay: ByteCount
        let days: Int
    }

    let schema = 1
    let run: Run
    let room: RoomProfile
    let controller: ControllerFindings?
    let verdict: Verdict?
    let exitCode: Int32
    let comparison: ComparisonDocument
    let rows: [Row]
    let trends: [Trend]?
    let acts: ActsDocument?

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
                isNetworkTooSlow: $0.isNetworkTooSlow,
                oldest: report.oldest
            )
        }
        exitCode = report.exitCode(by: basis)
        let falling = report.trends.map { trend in
            Trend(
                host: trend.series.host,
                check: "disk.free",
                subject: trend.series.subject,
                limit: trend.limit,
                free: trend.free,
                lossPerDay: trend.lossPerDay,
                days: trend.days
            )
        }
        trends = falling.isEmpty ? nil : falling
        comparison = ComparisonDocument(report)
        acts = report.acts.flatMap { $0.isEmpty ? nil : ActsDocument($0) }
        let pairs = report.substitutions
        let spares = pairs.reduce(into: [HostName: HostName]()) { $0[$1.host.name] = $1.spare }
        let replaced = pairs.reduce(into: [HostName: HostName]()) { $0[$1.spare] = $1.host.name }
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
                earlier: row.earlier.map { Row.Earlier(state: $0.state, at: $0.at) },
                hostKey: row.hostKey,
                substitute: spares[row.host.name],
                replaces: replaced[row.host.name],
                look: row.look.map(ActsDocument.Look.init),
                swap: row.swap.map(ActsDocument.Swap.init),
                replaced: row.replaced.map(ActsDocument.Swap.init)
            )
        }
    }
}
