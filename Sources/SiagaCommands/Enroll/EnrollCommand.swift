import ArgumentParser
import Reports
import RoomModel

/// `siaga enroll`: makes a room's PCs known by their host keys, once, with a person's consent.
struct EnrollCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "enroll",
            abstract: localized(
                id: "Kenalkan PC ke Siaga sekali saja, sebelum pemeriksaan pertama.",
                en: "Make the PCs known to Siaga, once, before the first scan."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(id: "PC yang dikenalkan (baku: semua).", en: "The PCs to enrol (default: all)."),
            valueName: localized(id: "pc", en: "pcs")
        )
    )
    var pattern: String?

    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var connection: ConnectionOptions

    @Flag(help: ArgumentHelp(localized(id: "Terima tanpa bertanya.", en: "Accept without asking.")))
    var yes = false

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Ganti pengenal PC ini (dipasang ulang); boleh diulang.",
                en: "Replace the key of this PC (reinstalled); may be repeated."
            ),
            valueName: "pc"
        )
    )
    var rotate: [String] = []

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Bandingkan dengan daftar: satu baris per PC, nama lalu SHA256:…",
                en: "Compare with a list: one line a PC, its name and SHA256:…"
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var fingerprints: String?

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Tulis juga pengenal semua PC ke berkas; .ndjson: untuk program.",
                en: "Write every PC's key to a file, too; .ndjson: for programs."
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var output: String?

    @Flag(
        name: [.customLong("install-key")],
        help: ArgumentHelp(
            localized(
                id: "Buka akses dengan kata sandi, taruh kunci ruang, buktikan.",
                en: "Log in once by password, place the room's key and prove it."
            )
        )
    )
    var installKey = false

    @OptionGroup var session: SessionOptions

    func run() async throws {
        let terminal = Terminal()
        let rotated = try rotate.map { text throws(CommandFailure) in try HostName(typed: text) }
        let wanted = pattern ?? (rotated.isEmpty ? nil : rotate.joined(separator: ","))
        let loaded = try await LoadedRooms(roomOptions, connection: connection, terminal: terminal)
        let whole = loaded.withJumpHosts
        let selections = try whole.select(wanted, limit: roomOptions.limit)
        let sessions = selections.map { RoomSessions(of: $0, options: session, roomOptions, terminal) }
        if installKey {
            try RoomSessions.requireNone(of: sessions)
            // What would end the command behind the enrolment ends it before it.
            for selection in selections {
                let speech = Speech(selection.room.profile, options: roomOptions, terminal: terminal)
                let language = speech.wording.language
                _ = try ExamProcesses(for: selection.room, hosts: selection.hosts, language: language)
            }
        }
        let list = try fingerprints.map { path throws(CommandFailure) in try FingerprintList(path) }
        let file = output.map(SurveyFile.init)
        var worst: Int32 = 0
        for (selection, sessions) in zip(selections, sessions) {
            let speech = Speech(of: selection, options: roomOptions, terminal: terminal)
            let enrolment = RoomEnrollment(
                selection: selection,
                rooms: whole.rooms,
                rotated: Set(rotated),
                list: list,
                file: file,
                access: RoomAccess(
                    room: selection.room,
                    options: connection,
                    terminal: terminal,
                    language: speech.wording.language
                ),
                speech: speech,
                terminal: terminal,
                sessions: sessions
            )
            worst = max(worst, try await enrolment.run(isAgreed: yes, installsKey: installKey))
        }
        throw ExitCode(worst)
    }
}

extension HostName {
    /// A name typed on the command line.
    fileprivate init(typed text: String) throws(CommandFailure) {
        do throws(InvalidName) {
            try self.init(text)
        } catch {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "`\(text.safe(limit: 60))` bukan nama PC",
                    en: "`\(text.safe(limit: 60))` is no \(error.kind): \(error.reason)"
                )
            )
        }
    }
}
