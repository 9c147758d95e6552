public import RoomModel

/// What one or several rooms look like in any form: pure, from what the runs' events say.
public struct RoomDocument: Sendable {
    let wording: Wording
    let page: Page
    let now: Timestamp
    let basis: ExitBasis

    /// Creates a renderer.
    ///
    /// - Parameters:
    ///   - wording: Language, labels, hints, zone.
    ///   - page: The space of the screen, for ``ReportFormat/table`` alone.
    ///   - now: The time it is, for the countdown on the screen.
    ///   - basis: What exit codes in it speak of.
    public init(wording: Wording, page: Page = Page(), now: Timestamp, basis: ExitBasis = .room) {
        self.wording = wording
        self.page = page
        self.now = now
        self.basis = basis
    }

    /// Renders the rooms.
    ///
    /// - Parameters:
    ///   - reports: The rooms, at least one.
    ///   - events: The events of the runs shown, in order; for ``ReportFormat/ndjson`` alone.
    ///   - format: The form.
    /// - Returns: The whole text.
    /// - Throws: An `EncodingError` for a number JSON cannot hold.
    public func render(_ reports: [RoomReport], events: [RunEvent], as format: ReportFormat) throws -> String
    {
        switch format {
        case .table:
            reports.count == 1
                ? TableRenderer(wording: wording, page: page, now: now).render(reports[0])
                : RoomsTable(wording: wording, page: page).render(reports)
        case .json:
            try reports.count == 1
                ? JSONReport().render(reports[0], basis: basis) : JSONReport().render(reports, basis: basis)
        case .ndjson: try events.map(EventLine().render).joined()
        case .csv: CSVReport(wording: wording).render(reports)
        case .junit: JUnitReport(wording: wording).render(reports)
        case .tap: TAPReport(wording: wording).render(reports)
        case .prometheus: PrometheusReport().render(reports, basis: basis)
        case .markdown: MarkdownReport(wording: wording).render(reports)
        case .html: HTMLReport(wording: wording).render(reports)
        }
    }
}
