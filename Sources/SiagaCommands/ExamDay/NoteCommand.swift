import ArgumentParser
import ExamDay
import Reports
import RoomModel

/// `siaga note`: something happened at a seat, to a PC, or in the room.
struct NoteCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "note",
            abstract: localized(
                id: "Catat kejadian di sebuah kursi, PC, atau ruang, untuk berita acara.",
                en: "Record what happened at a seat, to a PC, or in the room."
            ),
            usage: localized(
                id: "siaga note [<pilihan>] [<kursi atau pc>] <kejadian>",
                en: "siaga note [<options>] [<seat or pc>] <what happened>"
            ),
            discussion: localized(
                id: "Tidak ada PC yang dihubungi, jadi boleh dipakai selama ujian.",
                en: "No PC is contacted, so it may be used while an exam runs."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Kursi atau PC, lalu kejadiannya: 15 \"mati saat ujian\"; tanpa kursi: seluruh ruang.",
                en: "A seat or PC, then what happened: 15 \"died in the exam\"; without a seat: the room."
            ),
            valueName: localized(id: "kejadian", en: "what-happened")
        )
    )
    var words: [String] = []

    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var bookOptions: BookOptions

    func validate() throws {
        guard bookOptions.undo != words.isEmpty else { return }
        throw ValidationError(
            bookOptions.undo
                ? localized(
                    id: "--undo membatalkan catatan terakhir; jangan tulis yang lain",
                    en: "--undo takes the last note back; write nothing else"
                )
                : localized(
                    id: "tulis kejadiannya: siaga note 15 \"mati saat ujian\"",
                    en: "write what happened: siaga note 15 \"died in the exam\""
                )
        )
    }

    func run() async throws {
        let terminal = Terminal()
        let open = try await OpenBook(roomOptions, place: words.first, by: bookOptions.by, terminal: terminal)
        if bookOptions.undo {
            let (entry, undone) = try await open.with { book throws(ActRefusal) in try await book.undoNote() }
            terminal.write(open.screen.undone(.note(undone), entry.act.stamp, in: nil))
            return
        }
        let entry = try await open.with { book throws(ActRefusal) in try await book.note(words) }
        if case .note(let note) = entry.act.content {
            terminal.write(open.screen.noted(Stamped(entry.act.stamp, note)))
        }
    }
}
