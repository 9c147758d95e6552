import Reports
import RoomModel

/// Puts rooms on stdout and into the files that were asked for.
struct ReportOutput: Sendable {
    let format: ReportFormat
    let files: [ReportFile]
    let basis: ExitBasis
    let terminal: Terminal

    /// Takes what the command line asks for.
    ///
    /// - Throws: ``CommandFailure`` (64) for a file that cannot be had.
    init(_ options: OutputOptions, terminal: Terminal) throws(CommandFailure) {
        format = options.format
        files = try options.files()
        basis = options.exitOn
        self.terminal = terminal
    }

    /// Takes an event while the run goes on; it is shown at once where events are the form of stdout.
    var watch: @Sendable (RunEvent) -> Void {
        guard format == .ndjson else { return { _ in } }
        return { [terminal] event in
            if let line = try? EventLine().render(event) { terminal.write(line) }
        }
    }

    /// Shows the rooms and writes the files.
    ///
    /// - Parameters:
    ///   - reports: The rooms, at least one.
    ///   - events: The events of the runs shown.
    ///   - speech: Language and space.
    ///   - now: The time it is for the reader.
    ///   - isShown: Whether the events were shown already, as they happened.
    /// - Throws: ``CommandFailure`` (1) when a file could not be written; the other files and stdout are.
    func show(
        _ reports: [RoomReport],
        events: [RunEvent],
        by speech: Speech,
        now: Timestamp,
        isShown: Bool
    ) throws {
        let document = RoomDocument(wording: speech.wording, page: speech.page, now: now, basis: basis)
        if !(format == .ndjson && isShown) {
            terminal.write(try document.render(reports, events: events, as: format))
        }
        var failure: CommandFailure?
        for file in files {
            let text = try document.render(reports, events: events, as: file.format)
            do throws(CommandFailure) {
                try file.write(text)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }
}
