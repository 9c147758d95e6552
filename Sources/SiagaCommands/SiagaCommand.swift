public import ArgumentParser
import Documents
import Glibc
import Inventories
import LocalNetwork
import Reports
import RoomModel

/// The command line: one subcommand a file; alone it shows the room and what to type.
public struct SiagaCommand: AsyncParsableCommand {
    /// Name, abstract and subcommands.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "siaga",
            abstract: localized(
                id: "Memeriksa PC ruang ujian: mana yang siap, mana yang belum, sebabnya, tindakannya.",
                en: "Says which PC of the exam room is ready, which is not, why, and what to do."
            ),
            usage: localized(id: "siaga [<pilihan>] [<perintah>]", en: "siaga [<options>] [<command>]"),
            version: "0.1.0",
            subcommands: [
                ScanCommand.self, InstallCommand.self, RollbackCommand.self, FixCommand.self,
                SwapCommand.self, NoteCommand.self, ConfirmCommand.self, ReportCommand.self,
                HistoryCommand.self, EnrollCommand.self, ExecCommand.self, PushCommand.self, PullCommand.self,
                InventoryCommand.self,
                PlaybookCommand.self, CheckCommand.self, BundleCommand.self, DemoCommand.self,
            ]
        )
    }

    @OptionGroup var roomOptions: RoomOptions

    /// Needed by the parser.
    public init() {}

    /// Shows the start screen, or what is wrong with the list of PCs; contacts nobody.
    public func run() async throws {
        let terminal = Terminal()
        let hasList = try RoomSource.isThere(roomOptions)
        let rooms = hasList ? try await LoadedRooms(roomOptions, terminal: terminal).rooms : []
        var room = rooms.count == 1 ? rooms[0] : nil
        // The timetable may stand in the room's own playbook.
        if let only = room { room?.profile = only.profileWithPlaybook }
        let speech = Speech(room?.profile, options: roomOptions, terminal: terminal)
        var last = LastResult.never
        var acts: [RoomAct]?
        var laptop: (findings: ControllerFindings, isOnMains: Bool?)?
        if let room {
            let record = RoomRecord(room: room)
            last = await record.lastResult()
            acts = await record.acts()
            await record.tell(terminal, language: speech.wording.language)
            await record.tellOfCutOffRuns(terminal, by: speech)
            let network = ControllerNetwork.current()
            laptop = (
                network.findings(room: room.profile, hosts: room.hosts, at: .now), network.isOnMains
            )
        }
        terminal.write(
            StartScreen(wording: speech.wording, page: speech.page, now: .now)
                .render(
                    room,
                    last: last,
                    acts: acts,
                    laptop: laptop?.findings,
                    isOnMains: laptop?.isOnMains,
                    among: rooms.count > 1 ? rooms.map(\.profile) : []
                )
        )
    }

    /// Runs the program: parses, runs, says what went wrong, and ends with the exit code.
    public static func start() async {
        signal(SIGPIPE, SIG_IGN)
        ResultStream.occupyClosedDescriptors()
        let terminal = Terminal()
        var invocation = Invocation()
        func end(_ code: Int32) -> Int32 { ResultStream.exitCode(code, of: invocation, saidOn: terminal) }
        do {
            if let shortage = DescriptorBudget.raised(for: 1).shortage { throw shortage }
            let words = RerunSelection.spelledOut(Array(CommandLine.arguments.dropFirst()))
            var command = try parseAsRoot(words)
            if let command = command as? any AboutRooms { invocation = command.invocation }
            try await TypedCommand.$words.withValue(Array(CommandLine.arguments.dropFirst())) {
                try await TypedCommand.$name.withValue(TypedCommand.name(of: command)) {
                    try await TypedCommand.$invocation.withValue(invocation) {
                        if var command = command as? any AsyncParsableCommand {
                            try await command.run()
                        } else {
                            try command.run()
                        }
                    }
                }
            }
        } catch let failure as CommandFailure {
            terminal.note(failure.text)
            Glibc.exit(end(failure.exitCode))
        } catch {
            let code = exitCode(for: error)
            let text = HelpTranslation.translate(fullMessage(for: error), to: HelpLanguage.current)
            if !text.isEmpty {
                if code == .success { terminal.write(text + "\n") } else { terminal.note(text + "\n") }
            }
            Glibc.exit(end(code.rawValue))
        }
        let code = end(0)
        if code != 0 { Glibc.exit(code) }
    }
}
