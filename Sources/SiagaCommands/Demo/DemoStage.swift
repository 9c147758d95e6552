import ArgumentParser
import FoundationEssentials
import Reports
import RoomModel
import TestRoom

/// The demo's scenes: make the PCs known while all is well, then scan when some are not.
struct DemoStage: Sendable {
    let room: DemoRoom
    let terminal: Terminal
    let language: Language
    /// Holds the room, the exam apps and the key.
    let folder: ScratchFolder
    /// Who may log in to every PC.
    let account: ServerAccount

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
            rotated: [],
            list: nil,
            access: RoomAccess(
                room: selection.room,
                options: try ConnectionOptions.parse([]),
                terminal: terminal,
                language: language
            ),
            speech: speech,
            terminal: terminal
        )
        let code = try await enrollment.run(isAgreed: true, installsKey: false)
        guard code == 0 else {
            throw CommandFailure(
                Localized(id: "tidak semua PC tiruan dikenal", en: "not every PC was made known")
            )
        }
    }

    /// Puts the troubles in place and scans.
    ///
    /// - Parameters:
    ///   - troubled: The PCs whose servers are gone by now.
    ///   - ports: The ports those servers had.
    /// - Returns: 0 if the scan found exactly what this room should give, else 1.
    /// - Throws: Why a make-believe PC could not be set up.
    func scan(_ troubled: [DemoRoom.PC], ports: [HostName: Int]) async throws -> Int32 {
        guard let pc = troubled.first else { return try await scanNow() }
        let (rest, port) = (Array(troubled.dropFirst()), ports[pc.name] ?? 0)
        switch pc.condition {
        case .off:
            return try await QuietPort(address: pc.address.description, port: port, .doesNotAnswer).whileOpen
            { _ in
                try await scan(rest, ports: ports)
            }
        case .silent:
            return try await QuietPort(address: pc.address.description, port: port, .acceptsAndIsSilent)
                .whileOpen { _ in
                    try await scan(rest, ports: ports)
                }
        case .keyChanged, .ready, .oldApp:
            return try await DemoServers.with([pc], for: account, ports: ports) { _ in
                try await scan(rest, ports: ports)
            }
        }
    }

    private func scanNow() async throws -> Int32 {
        say(
            id: "\n$ siaga scan          (di hari ujian)\n",
            en: "\n$ siaga scan          (on the day of the exam)\n"
        )
        let (selection, speech) = try await load()
        let scan = try await RoomScan(
            selection,
            playbook: nil,
            only: [],
            rerun: nil,
            options: try options(),
            terminal: terminal,
            record: RoomRecord(folder: "\(folder.path)/record")
        )
        let (report, _, _) = try await scan.run(try ConnectionOptions.parse([]), ignoresNetwork: false)
        terminal.write(TableRenderer(wording: speech.wording, page: speech.page, now: .now).render(report))
        let file = try DemoReport.write(report, wording: speech.wording)
        say(
            id: "\nDenah dan daftar kunjungan, untuk layar dan kertas:\n  \(file)",
            en: "\nThe seat map and where to go, for the screen and for paper:\n  \(file)"
        )
        let states = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.host.name, $0.state) })
        let differences = room.differences(from: states)
        guard differences.isEmpty else {
            for (name, expected, found) in differences {
                say(
                    id: "BEDA: \(name) seharusnya \(expected.rawValue), ternyata \(found?.rawValue ?? "-")",
                    en: "DIFFERENT: \(name) should be \(expected.rawValue), is \(found?.rawValue ?? "-")"
                )
            }
            return 1
        }
        say(
            id:
                "\nItu tadi ruang tiruan, dan hasilnya tepat seperti seharusnya.\nRuang sungguhan: baca README (man siaga), lalu siaga enroll -i FOLDER",
            en:
                "\nThat was a make-believe room, and the result is exactly what it should be.\nA real room: read the README (man siaga), then siaga enroll -i FOLDER"
        )
        return 0
    }

    private func options() throws -> RoomOptions {
        try RoomOptions.parse(["-i", "\(folder.path)/room", "--lang", language.rawValue])
    }

    private func load() async throws -> (LoadedRooms.Selection, Speech) {
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
