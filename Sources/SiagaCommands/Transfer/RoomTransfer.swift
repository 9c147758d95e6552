import ArgumentParser
import Remoting
import Reports
import RoomModel
import Runs
import Synchronization
import Transfers

/// Files to or from some PCs of a room, with rows for the report.
struct RoomTransfer: Sendable {
    let access: RoomAccess
    let transfer: any FileTransfer
    let isPush: Bool
    /// How many PCs at once.
    let transfers: Int
    let speech: Speech
    /// When nothing may be written (default: a pull writes nothing on a PC).
    var sessions: RoomSessions?

    /// Moves the files, interlock first, and keeps this machine awake; a signal ends it behind the files under way, with a
    /// row for every PC.
    func run(on hosts: [Host]) async throws(CommandFailure) -> Interruptible<[TransferRow]> {
        let processes = try ExamProcesses(for: access.room, hosts: hosts, language: access.language)
        let board = TransferBoard(
            TransferProgress(
                title: access.room.profile.name,
                isPush: isPush,
                startedAt: .now,
                hosts: hosts.map(\.name)
            )
        )
        let stop = StopSignal()
        let stopped = Localized(
            id: "^C  Menyelesaikan berkas yang sedang jalan. Ctrl-C lagi: putus sekarang; itu pun aman.\n",
            en: "^C  Finishing the files under way. Ctrl-C again: stop at once, which is safe too.\n"
        )[speech.wording.language]
        let (terminal, sessions) = (access.terminal, sessions)
        let stopping = { @Sendable in
            stop.request()
            terminal.note(stopped)
        }
        return try await access.withConnector(for: hosts, stopping: stopping) { _, connector in
            let run = TransferRun(
                transfer,
                connector: connector,
                limits: TransferLimits(silence: access.options.timeout.duration),
                width: min(transfers, access.options.width),
                board: board,
                stop: stop,
                now: { .now },
                isSession: { sessions?.isRunning(at: $0) ?? false },
                examProcesses: { processes[$0] }
            )
            return await SleepInhibitor.during {
                await ProgressDisplay(board: board, speech: speech, terminal: terminal).during {
                    let rows = Mutex<[TransferRow]>([])
                    await run.run(on: hosts.map(access.named)) { host, outcome in
                        rows.withLock { $0.append(TransferRow(host: host, outcome: outcome)) }
                    }
                    return rows.withLock { $0 }
                }
            }
        }
    }
}

/// A push or pull over the rooms an invocation means.
struct TransferCommandRun {
    let isPush: Bool
    let roomOptions: RoomOptions
    let connection: ConnectionOptions
    let transfers: TransferOptions
    /// What is heeded of the timetable; nil: nothing is written on the PCs.
    var session: SessionOptions?
    let terminal: Terminal

    /// Moves the files room by room, prints the table and ends with the exit code.
    ///
    /// - Parameters:
    ///   - transfer: What is moved.
    ///   - selections: The PCs meant.
    ///   - target: Where the files go, as it was typed.
    /// - Throws: `ExitCode`, always; ``CommandFailure`` before any PC is contacted.
    func run(_ transfer: any FileTransfer, on selections: [LoadedRooms.Selection], target: String)
        async throws
    {
        try checkSessions(selections)
        var rows: [TransferRow] = []
        var stopped: Int32?
        for selection in selections where stopped == nil {
            let speech = Speech(of: selection, options: roomOptions, terminal: terminal)
            let access = RoomAccess(
                room: selection.room,
                options: connection,
                terminal: terminal,
                language: speech.wording.language
            )
            let ended = try await RoomTransfer(
                access: access,
                transfer: transfer,
                isPush: isPush,
                transfers: transfers.transfers,
                speech: speech,
                sessions: sessions(of: selection)
            ).run(on: selection.hosts)
            rows += ended.result
            stopped = ended.exitCode
        }
        let speech = Speech(selections.first?.room.profile, options: roomOptions, terminal: terminal)
        let report = TransferReport(wording: speech.wording, page: speech.page, isPush: isPush)
        terminal.write(report.render(rows, to: target))
        throw ExitCode(stopped ?? TransferReport.exitCode(rows))
    }

    /// Refuses the whole where a session runs in one of the rooms; who is asked first may take long to answer.
    ///
    /// - Throws: ``CommandFailure`` (3); no PC was contacted.
    func checkSessions(_ selections: [LoadedRooms.Selection]) throws(CommandFailure) {
        try RoomSessions.requireNone(of: selections.compactMap(sessions))
    }

    private func sessions(of selection: LoadedRooms.Selection) -> RoomSessions? {
        session.map { RoomSessions(of: selection, options: $0, roomOptions, terminal) }
    }
}
