import ArgumentParser
import Documents
import Playbooks
import Provisioning
import Reports
import RoomModel
import Runs

/// `siaga rollback`: the version of the exam app that was kept on the PCs is theirs again.
struct RollbackCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rollback",
            abstract: localized(
                id: "Kembalikan versi aplikasi ujian yang disimpan di PC.",
                en: "Go back to the version of the exam app that the PCs kept."
            ),
            discussion: localized(
                id: "Tidak ada yang dikirim; versi yang sekarang disimpan sebagai gantinya.",
                en: "Nothing is sent; the present version is kept in its stead."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "PC yang dikembalikan: pc07, pc[01-10], nama ruang.",
                en: "The PCs: pc07, pc[01-10], a room."
            ),
            valueName: localized(id: "pc", en: "pcs")
        )
    )
    var pattern: String?

    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var options: ChangeOptions

    func run() async throws {
        let terminal = Terminal()
        let loaded = try await LoadedRooms(roomOptions, connection: connection, terminal: terminal)
        var codes: Set<Int32> = []
        for selection in try loaded.select(pattern, limit: roomOptions.limit) {
            let work = try await RoomInstallation(
                selection,
                try documents(selection, terminal),
                commands: InstallationScreen.Commands(run: TypedCommand.line()),
                options: options,
                rooms: roomOptions,
                terminal: terminal
            )
            let ended = try await work.run(connection)
            guard ended.isOver else { throw ExitCode(ended.code) }
            codes.insert(ended.code)
        }
        // A repair that somebody must do weighs more than a PC that was off.
        throw ExitCode(codes.contains(2) ? 2 : codes.max() ?? 0)
    }

    /// One step on each PC, where the room says that its app is.
    private func documents(
        _ selection: LoadedRooms.Selection,
        _ terminal: Terminal
    ) throws(CommandFailure) -> InstallationDocuments {
        let room = selection.room
        let language = Speech(room.profile, options: roomOptions, terminal: terminal).wording.language
        let processes = try ExamProcesses(for: room, hosts: room.hosts, language: language)
        let row = AppRollbackStep.definition
        do throws(InvalidDocuments) {
            let playbook = try PlaybookLoader.choose(nil, for: room)
            let meant = Set(selection.hosts.map(\.name))
            let clients = try playbook.selected(from: room.hosts).filter { meant.contains($0.name) }
            guard let name = StepName(row.kind) else { preconditionFailure("a kind that is no name") }
            var hosts: [HostSteps] = []
            for host in clients {
                let step = PlannedStep(name: name, label: row.label, step: try playbook.step(row, on: host))
                hosts.append(HostSteps(host: host, steps: [step], examProcesses: processes[host]))
            }
            return InstallationDocuments(
                plan: InstallationPlan(
                    scan: InstallationDocuments.unchecked(row.label[language], room, hosts.map(\.host)),
                    playbook: row.label[language],
                    labels: [(name, row.label)],
                    hosts: hosts
                ),
                profile: room.profile.filled(from: playbook.profile)
            )
        } catch {
            throw CommandFailure(error, in: .playbook, language: language)
        }
    }
}
