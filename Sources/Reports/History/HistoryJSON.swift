import FoundationEssentials
public import RoomModel

/// The history for machines: one JSON object, schema 1, keys and codes as in ``JSONReport``.
public struct HistoryJSON: Sendable {
    /// Creates a renderer.
    public init() {}

    /// Renders runs.
    ///
    /// - Parameter runs: The newest first.
    /// - Returns: One object and a newline.
    /// - Throws: An `EncodingError` for a number JSON cannot hold.
    public func render(_ runs: [RunSummary]) throws -> String {
        struct Runs: Encodable {
            let schema = 1
            let runs: [Run]
        }
        return try text(Runs(runs: runs.map(Run.init)))
    }

    /// Renders the states of a PC, one object a room.
    ///
    /// - Parameter timelines: Each room's name and the PC in it.
    /// - Returns: One object and a newline.
    /// - Throws: An `EncodingError` for a number JSON cannot hold.
    public func render(_ timelines: [(room: String, timeline: HostTimeline)]) throws -> String {
        struct Hosts: Encodable {
            let schema = 1
            let hosts: [HistoryHost]
        }
        return try text(Hosts(hosts: timelines.map { HistoryHost($0.room, $0.timeline) }))
    }

    /// Renders everything about PCs.
    ///
    /// - Parameter dossiers: Each room's name and the PC in it.
    /// - Returns: One object and a newline.
    /// - Throws: An `EncodingError` for a number JSON cannot hold.
    public func render(_ dossiers: [(room: String, dossier: HostDossier)]) throws -> String {
        struct Dossiers: Encodable {
            let schema = 1
            let hosts: [DossierDocument]
        }
        return try text(
            Dossiers(
                hosts: dossiers.map { room, dossier in
                    DossierDocument(
                        dossier,
                        room: room,
                        states: dossier.timeline.map { HistoryHost(room, $0) }
                    )
                }
            )
        )
    }

    /// Renders what following the chain came to.
    ///
    /// - Throws: An `EncodingError` for a number JSON cannot hold.
    public func render(_ chain: ChainReport) throws -> String {
        try text(Chain(chain))
    }

    private func text(_ document: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self).escapingControlsInJSON + "\n"
    }
}

private struct Run: Encodable {
    let run: String
    let room: String
    let kind: RunSummary.Kind
    let asked: Int
    let pcs: Int
    let startedAt: Timestamp
    let endedAt: Timestamp?
    let end: RunEnd.Reason?
    let took: Int64?
    let verdict: RoomVerdict.Kind?
    let ready: Int?
    let needed: Int?

    init(_ summary: RunSummary) {
        run = summary.name
        room = summary.title
        kind = summary.kind
        asked = summary.asked
        pcs = summary.pcs
        startedAt = summary.began
        endedAt = summary.ended
        end = summary.reason
        took = summary.took?.inMilliseconds
        verdict = summary.outcome?.verdict
        ready = summary.outcome?.ready
        needed = summary.outcome?.needed
    }
}

/// The states of a PC.
struct HistoryHost: Encodable {
    struct Span: Encodable {
        let state: HostState
        let from: Timestamp
        let to: Timestamp
        let runs: Int
        let run: String
        let unreached: Unreached?
        let results: [CheckResult]?
    }

    let host: HostName
    let room: String
    let states: [Span]

    init(_ room: String, _ timeline: HostTimeline) {
        host = timeline.host
        self.room = room
        states = timeline.spans.map { span in
            let wrong = span.row.results.filter { [.warn, .fail, .unknown].contains($0.status) }
            return Span(
                state: span.row.state,
                from: span.from,
                to: span.to,
                runs: span.runs,
                run: span.run.run,
                unreached: span.row.unreached,
                results: wrong.isEmpty ? nil : wrong
            )
        }
    }
}

private struct Chain: Encodable {
    struct Break: Encodable {
        let kind: ChainReport.Break.Kind
        let sequence: Int64
        let run: String?
    }

    let schema = 1
    let isIntact: Bool
    let controller: String
    let events: Int
    let pruned: Int64
    let sequence: Int64
    let head: String
    let firstBreak: Break?

    init(_ chain: ChainReport) {
        isIntact = chain.firstBreak == nil
        controller = chain.controller
        events = chain.events
        pruned = chain.pruned
        sequence = chain.sequence
        head = chain.head
        firstBreak = chain.firstBreak.map { Break(kind: $0.kind, sequence: $0.sequence, run: $0.run) }
    }
}
