import ArgumentParser
import FoundationEssentials
import Reports
import RoomModel
import TestRoom

/// The demo's first scenes: make the PCs known while all is well, then scan when some are not.
struct DemoStage: Sendable {
    let room: DemoRoom
    let terminal: Terminal
    let language: Language
    /// Holds the room, the exam apps and the key.
    let folder: ScratchFolder
    /// Who may log in to every PC.
    let account: ServerAccount

    /// Keeps the host keys of the PCs that come back.
    var keys: String { "\(folder.path)/keys" }
    /// The demo's own record: nothing of it is left behind.
    var record: RoomRecord { RoomRecord(folder: "\(folder.path)/record") }

    /// Writes the room folder and makes every PC known.
    func enroll(ports: [HostName: Int]) async throws {
        for pc in room.pcs {
            let app = "\(folder.path)/apps/\(pc.name)"
            try FileManager.default.createDirectory(atPath: app, withIntermediateDirectories: true)
            try folder.write(room.versionFile(of: pc), to: "apps/\(pc.name)/version.txt")
        }
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/room/playbooks",
            withIntermediateDirectories: true
        )
        try folder.write(
            room.hostsFile(ports: ports, account: account, folder: "\(folder.path)/apps"),
            to: "room/hosts.yaml"
        )
        try folder.write(DemoRoom.playbook, to: "room/playbooks/readiness.yaml")
        say(
            id: "\n$ siaga enroll        (sekali saja, di hari pertama)",
            en: "\n$ siaga enroll        (once, on the first day)"
        )
        let (selection, speech) = try await load()
        let enrollment = RoomEnrollment(
            selection: selection,
            rooms: [selection.room],
            rotated: [],
            list: nil,
            access: RoomAccess(
                room: selection.room,
                options: try ConnectionOptions.parse([]),
                terminal: terminal,
                language: language
            ),
            speech: speech,
            terminal: terminal,
            sessions: RoomSessions(
                selection.room,
                options: try SessionOptions.parse([]),
                speech: speech
            )
        )
        let code = try await enrollment.run(isAgreed: true, installsKey: false)
        guard code == 0 else {
            throw CommandFailure(
                Localized(id: "tidak semua PC tiruan dikenal", en: "not every PC was made known")
            )
        }
    }

    /// Puts the troubles in place, scans, puts right what can be, and scans again.
    ///
    /// - Parameters:
    ///   - troubled: The PCs whose servers are gone by now.
    ///   - ports: The ports those servers had.
    /// - Returns: 0 if both scans found exactly what this room should give, else 1.
    /// - Throws: Why a make-believe PC could not be set up.
    func play(_ troubled: [DemoRoom.PC], ports: [HostName: Int]) async throws -> Int32 {
        let lasting = troubled.first { $0.condition != .off }
        guard let pc = lasting else { return try await acts(troubled, ports: ports) }
        let (rest, port) = (troubled.filter { $0.name != pc.name }, ports[pc.name] ?? 0)
        switch pc.condition {
        case .off, .silent:
            return try await QuietPort(address: pc.address.description, port: port, .acceptsAndIsSilent)
                .whileOpen { _ in
                    try await play(rest, ports: ports)
                }
        case .keyChanged, .ready, .oldApp:
            return try await DemoServers.with([pc], for: account, ports: ports) { _ in
                try await play(rest, ports: ports)
            }
        }
    }

    /// The first act while the PCs in `off` do not answer, the second when they do.
    private func acts(_ off: [DemoRoom.PC], ports: [HostName: Int]) async throws -> Int32 {
        guard try await firstAct(off[...], ports: ports) else { return 1 }
        return try await DemoServers.with(off, for: account, ports: ports, keys: keys) { _ in
            try await DemoUpdate(stage: self).play() ? 0 : 1
        }
    }

    private func firstAct(_ off: ArraySlice<DemoRoom.PC>, ports: [HostName: Int]) async throws -> Bool {
        guard let pc = off.first else { return try await firstScan() }
        return try await QuietPort(
            address: pc.address.description,
            port: ports[pc.name] ?? 0,
            .doesNotAnswer
        )
        .whileOpen { _ in try await firstAct(off.dropFirst(), ports: ports) }
    }

    private func firstScan() async throws -> Bool {
        say(
            id: "\n$ siaga scan          (di hari ujian)\n",
            en: "\n$ siaga scan          (on the day of the exam)\n"
        )
        return isRight(try await scan(rerun: nil), room.expectedStates)
    }

    /// Scans and shows the table.
    func scan(rerun: RerunSelection?) async throws -> RoomReport {
        let (selection, speech) = try await load()
        let scan = try await RoomScan(
            selection,
            playbook: nil,
            only: [],
            rerun: rerun,
            options: try options(),
            terminal: terminal,
            record: record
        )
        let (report, _, _) = try await scan.run(try ConnectionOptions.parse([]), ignoresNetwork: false)
        terminal.write(TableRenderer(wording: speech.wording, page: speech.page, now: .now).render(report))
        return report
    }

    /// Whether a scan found what it should; what differs is said.
    func isRight(_ report: RoomReport, _ expected: [HostName: HostState]) -> Bool {
        let states = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.host.name, $0.state) })
        let differences = room.differences(from: states, expected: expected)
        for (name, expected, found) in differences {
            say(
                id: "BEDA: \(name) seharusnya \(expected.rawValue), ternyata \(found?.rawValue ?? "-")",
                en: "DIFFERENT: \(name) should be \(expected.rawValue), is \(found?.rawValue ?? "-")"
            )
        }
        return differences.isEmpty
    }

    /// The command line's options of every scene.
    func options() throws -> RoomOptions {
        try RoomOptions.parse(["-i", "\(folder.path)/room", "--lang", language.rawValue])
    }

    /// Reads the room folder as every command does.
    func load() async throws -> (LoadedRooms.Selection, Speech) {
        let options = try options()
        let rooms = try await LoadedRooms(options, terminal: terminal)
        guard let selection = try rooms.select(nil, limit: nil).first else {
            throw CommandFailure(Localized(id: "ruang tiruan kosong", en: "the make-believe room is empty"))
        }
        return (selection, Speech(selection.room.profile, options: options, terminal: terminal))
    }

    /// Says what happens, in the language of the demo.
    func say(id: String, en: String) {
        let page = Page(width: terminal.width)
        let lines = Localized(id: id, en: en)[language].split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        terminal.note(lines.flatMap { page.wrap(String($0)) }.map { $0 + "\n" }.joined())
    }
}
