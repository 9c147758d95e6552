import ArgumentParser
import Documents
import ExamDay
import Reports
import RoomModel

/// `siaga confirm`: a person saw to a duty, or looked at a PC that Siaga cannot measure.
struct ConfirmCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "confirm",
            abstract: localized(
                id: "Centang yang dilihat sendiri: \(duties(.indonesian)); atau sebuah PC.",
                en: "Tick what you saw yourself: \(duties(.english)); or a PC."
            ),
            discussion: localized(
                id:
                    "Sebuah PC tercatat: diperiksa proktor, bukan Siaga. Yang diukur dan tidak memenuhi syarat "
                    + "tidak bisa dicentang.",
                en:
                    "A PC is recorded as checked by the proctor, not by Siaga. What was measured and is not as it "
                    + "must be cannot be ticked."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Nama centang, kursi, atau PC: ups, 7, pc07, pc[01-05].",
                en: "A tick's name, a seat or a PC: ups, 7, pc07, pc[01-05]."
            ),
            valueName: localized(id: "nama", en: "name")
        )
    )
    var names: [String] = []

    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var bookOptions: BookOptions

    func validate() throws {
        if !bookOptions.undo, names.isEmpty {
            throw ValidationError(
                localized(
                    id: "sebut yang dicentang: \(Self.duties(.indonesian)); atau sebuah PC",
                    en: "name what is ticked: \(Self.duties(.english)); or a PC"
                )
            )
        }
    }

    func run() async throws {
        let terminal = Terminal()
        let names = try expanded()
        let place = names.first { Duty(typed: $0) == nil }
        let open = try await OpenBook(roomOptions, place: place, by: bookOptions.by, terminal: terminal)
        if bookOptions.undo {
            for name in names.isEmpty ? [nil] : names.map(Optional.some) {
                let (entry, undone) = try await open.with { book throws(ActRefusal) in
                    try await book.undoConfirmation(of: name)
                }
                let isRoom = if case .sawPC = undone { true } else { false }
                terminal.write(
                    open.screen.undone(undone, entry.act.stamp, in: isRoom ? entry.report : nil)
                )
            }
            return
        }
        var entries: [RoomBook.Entry] = []
        do throws(CommandFailure) {
            for name in names {
                entries.append(
                    try await open.with { book throws(ActRefusal) in try await book.confirm(name) }
                )
            }
        } catch {
            // What was recorded before it is on record.
            show(entries, open)
            throw error
        }
        show(entries, open)
    }

    /// The ticks with their lists, each list once, and the PCs together.
    private func show(_ entries: [RoomBook.Entry], _ open: OpenBook) {
        var ticks: [Bool: (duty: Duty, acts: SessionActs)] = [:]
        var hosts: [HostName] = []
        for entry in entries {
            switch entry.act.content {
            case .tick(let duty): ticks[duty.isAfterSession] = (duty, entry.acts)
            case .sawPC(let host): hosts.append(host)
            case .swap, .note, .withdrawal: break
            }
        }
        for isAfter in [false, true] {
            guard let (duty, acts) = ticks[isAfter] else { continue }
            open.terminal.write(open.screen.ticked(duty, acts, in: open.profile.mode))
        }
        if let last = entries.last(where: { if case .sawPC = $0.act.content { true } else { false } }) {
            open.terminal.write(open.screen.saw(hosts, last.act.stamp, in: last.report))
        }
    }

    /// The names, ranges written out.
    private func expanded() throws(CommandFailure) -> [String] {
        var all: [String] = []
        for name in names {
            do throws(InvalidRange) {
                all += try NameRange(name, notation: .pattern).names
            } catch {
                throw CommandFailure(
                    exitCode: CommandFailure.usage,
                    Localized(
                        id: "\(name.safe(limit: 60)) tidak bisa dibaca",
                        en: "\(name.safe(limit: 60)): \(error.message)"
                    ),
                    hint: Localized(id: "tulis misalnya pc[01-10]", en: error.hint)
                )
            }
        }
        return all
    }

    private static func duties(_ language: Language) -> String {
        Duty.allCases.map { $0.name[language] }.joined(separator: ", ")
    }
}
