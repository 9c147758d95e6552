/// The forms in which a scan's result can be had.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
    /// The screen for people.
    case table
    /// One object, schema 1.
    case json
    /// The run's events, one JSON object a line.
    case ndjson
    /// One row a PC and check (RFC 4180).
    case csv
    /// JUnit's XML: a room is a suite, a PC's check a case.
    case junit
    /// The Test Anything Protocol, version 13.
    case tap
    /// Prometheus' text format, for node_exporter's textfile collector.
    case prometheus
    /// Markdown, for a ticket or a wiki.
    case markdown
    /// One self-contained page with the seat map, for the screen and for paper.
    case html

    /// The form that a file's name asks for by its ending; nil for another ending, and for none.
    ///
    /// - Parameter name: A path; `.json`, `.ndjson`, `.csv`, `.xml` (JUnit), `.tap`, `.prom`, `.md`, `.html` are known.
    public init?(fileName name: String) {
        let last = name.split(separator: "/").last ?? ""
        guard let dot = last.lastIndex(of: "."), dot != last.startIndex,
            let format = Self.allCases.first(where: {
                $0.fileExtension == last[dot...].dropFirst().lowercased()
            })
        else { return nil }
        self = format
    }

    /// The ending of a file in this form, without the dot; nil for the screen.
    public var fileExtension: String? {
        switch self {
        case .table: nil
        case .json: "json"
        case .ndjson: "ndjson"
        case .csv: "csv"
        case .junit: "xml"
        case .tap: "tap"
        case .prometheus: "prom"
        case .markdown: "md"
        case .html: "html"
        }
    }
}
