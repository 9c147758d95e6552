import ArgumentParser
import ExamDay
import Reports
import RoomModel

/// `siaga swap`: another PC stands at a seat, for this session.
struct SwapCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "swap",
            abstract: localized(
                id: "Catat bahwa PC lain dipakai di sebuah kursi, untuk sesi ini.",
                en: "Record that another PC stands at a seat, for this session."
            ),
            discussion: localized(
                id: "Tidak ada PC yang dihubungi. PC itu harus sudah terlihat oleh Siaga di sesi ini.",
                en: "No PC is contacted. Siaga must have seen that PC in this session."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(id: "Kursi: 22, kursi=22.", en: "The seat: 22, seat=22."),
            valueName: localized(id: "kursi", en: "seat")
        )
    )
    var seat: String?

    @Argument(
        help: ArgumentHelp(
            localized(id: "PC yang dipakai di sana: pc29.", en: "The PC that stands there: pc29."),
            valueName: "pc"
        )
    )
    var host: String?

    @Argument(
        help: ArgumentHelp(
            localized(id: "Alasan, untuk berita acara.", en: "The reason, for the record."),
            valueName: localized(id: "alasan", en: "reason")
        )
    )
    var reason: [String] = []

    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var bookOptions: BookOptions

    func validate() throws {
        if bookOptions.undo ? host != nil : host == nil {
            throw ValidationError(
                bookOptions.undo
                    ? localized(
                        id: "--undo hanya menyebut kursinya: siaga swap --undo 22",
                        en: "--undo names the seat alone: siaga swap --undo 22"
                    )
                    : localized(
                        id: "sebut kursi dan PC: siaga swap 22 pc29",
                        en: "name the seat and the PC: siaga swap 22 pc29"
                    )
            )
        }
    }

    func run() async throws {
        let terminal = Terminal()
        let open = try await OpenBook(roomOptions, place: seat, by: bookOptions.by, terminal: terminal)
        let screen = open.screen
        guard !bookOptions.undo, let seat, let host else {
            let (entry, undone) = try await open.with { book throws(ActRefusal) in
                try await book.undoSwap(seat)
            }
            terminal.write(screen.undone(.swap(undone), entry.act.stamp, in: entry.report))
            return
        }
        let wasAsked = reason.isEmpty && terminal.canAsk
        let (entry, sighting) = try await open.with { book throws(ActRefusal) in
            try await book.swap(seat: seat, with: host) { proposal in
                guard wasAsked else { return reason.joined(separator: " ") }
                return await terminal.ask(
                    screen.question(
                        proposal.seat,
                        proposal.replaced.name,
                        proposal.host.name,
                        seen: proposal.sighting.at
                    )
                )
            }
        }
        switch entry.act.content {
        case .swap(let swap):
            terminal.write(
                screen.swapped(
                    Stamped(entry.act.stamp, swap),
                    seen: sighting?.at ?? entry.act.stamp.at,
                    wasAsked: wasAsked,
                    in: entry.report
                )
            )
        case let content: terminal.write(screen.undone(content, entry.act.stamp, in: entry.report))
        }
    }
}
