import ArgumentParser
import Reports
import RoomModel

/// `siaga exec PATTERN -- COMMAND`: one command on many PCs, identical outputs shown once.
struct ExecCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "exec",
            abstract: localized(
                id: "Jalankan satu perintah di banyak PC (untuk teknisi).",
                en: "Run one command on many PCs (for technicians)."
            ),
            usage: localized(
                id: "siaga exec [<pilihan>] <pc> -- <perintah> ...",
                en: "siaga exec [<options>] <pcs> -- <command> ..."
            ),
            discussion: localized(
                id:
                    "PC yang aplikasi ujiannya terbuka tidak disentuh; perintah yang masih berjalan saat ujian dibuka dihentikan. Kata-kata perintah digabung dengan spasi, seperti ssh.",
                en:
                    "A PC whose exam app is open is left alone; a command that still runs when the exam opens is ended. The words are joined with spaces, as ssh does."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(id: "PC: pc07, pc[01-10], all.", en: "The PCs: pc07, pc[01-10], all."),
            valueName: localized(id: "pc", en: "pcs")
        )
    )
    var pattern: String

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp(
            localized(id: "Perintah, di belakang --.", en: "The command, behind --."),
            valueName: localized(id: "perintah", en: "command")
        )
    )
    var command: [String] = []

    @OptionGroup var session: SessionOptions
    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard !command.isEmpty else {
            throw ValidationError(
                localized(
                    id: "perintah belum ada; tulis di belakang --, misalnya: siaga exec all -- uptime",
                    en: "there is no command; write it behind --, for example: siaga exec all -- uptime"
                )
            )
        }
    }

    func run() async throws {
        let terminal = Terminal()
        let selections = try await LoadedRooms(roomOptions, connection: connection, terminal: terminal)
            .select(
                pattern,
                limit: roomOptions.limit
            )
        let sessions = selections.map { RoomSessions(of: $0, options: session, roomOptions, terminal) }
        try RoomSessions.requireNone(of: sessions)
        var rows: [ExecRow] = []
        var stopped: Int32?
        for (selection, sessions) in zip(selections, sessions) where stopped == nil {
            let speech = Speech(of: selection, options: roomOptions, terminal: terminal)
            let access = RoomAccess(
                room: selection.room,
                options: connection,
                terminal: terminal,
                language: speech.wording.language
            )
            let ended = try await RoomCommand(
                access: access,
                line: command.joined(separator: " "),
                sessions: sessions
            ).run(on: selection.hosts)
            rows += ended.result
            stopped = ended.exitCode
        }
        let speech = Speech(selections.first?.room.profile, options: roomOptions, terminal: terminal)
        terminal.write(ExecReport(wording: speech.wording, page: speech.page).render(rows))
        throw ExitCode(stopped ?? ExecReport.exitCode(rows))
    }
}
