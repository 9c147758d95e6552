import RoomModel

/// The records of the rooms of an invocation; they can be read although the list of PCs is wrong by now.
struct RecordedRooms {
    let records: [RoomRecord]

    /// Finds the records.
    ///
    /// - Parameters:
    ///   - options: Where the list of PCs is.
    ///   - isAnyMeant: Whether all rooms on record are meant where there is no list of PCs at all (default: no).
    ///   - terminal: Where notes go.
    /// - Throws: ``CommandFailure`` when there is neither a list nor a record of its rooms.
    init(
        _ options: RoomOptions,
        orAnyOnRecord isAnyMeant: Bool = false,
        terminal: Terminal
    ) async throws(CommandFailure) {
        do throws(CommandFailure) {
            let rooms = try await LoadedRooms(options, terminal: terminal)
            records = try rooms.select(nil, limit: options.limit).map { RoomRecord(room: $0.room) }
        } catch  where error.exitCode == CommandFailure.configuration {
            // The last result is wanted most on the morning when somebody broke the list.
            guard let source = try? RoomSource(options) else {
                records = isAnyMeant ? try await RoomRecord.all() : []
                guard !records.isEmpty else { throw error }
                return
            }
            var kept: [RoomRecord] = []
            for path in source.paths { kept += try await RoomRecord.kept(of: path) }
            records = kept
            guard !records.isEmpty else { throw error }
            let list = TypedCommand.next("inventory", "list")
            terminal.note(
                localized(
                    id: "peringatan: daftar PC sekarang tidak terbaca; uji: \(list)\n",
                    en: "warning: the list of PCs cannot be read now; check it: \(list)\n"
                )
            )
        }
    }
}
