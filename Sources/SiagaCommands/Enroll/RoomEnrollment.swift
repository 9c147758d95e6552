import OpenSSHFiles
import Reports
import RoomModel
import Runs

/// The enrolment of one room: collect keys, show one table, ask once, write known_hosts as a whole.
struct RoomEnrollment: Sendable {
    let selection: LoadedRooms.Selection
    /// Every room of the command: a key on file in one of them is no other PC's.
    let rooms: [Room]
    /// The PCs whose changed key may replace the one on file.
    let rotated: Set<HostName>
    let list: FingerprintList?
    /// Where everything seen is written, too.
    var file: SurveyFile?
    let access: RoomAccess
    let speech: Speech
    let terminal: Terminal
    /// When no key may be placed.
    let sessions: RoomSessions

    /// How many new PCs the user is asked to compare on their own screens.
    private static let sampleCount = 3

    /// Enrols the room: the jump hosts first, since nothing behind them is reached before they are known.
    ///
    /// - Parameters:
    ///   - isAgreed: Whether to accept without asking.
    ///   - installsKey: Whether to place the room's key on the PCs afterwards.
    /// - Returns: The exit code: 0 every PC is known now, 3 some are not.
    /// - Throws: ``CommandFailure`` when nobody can be asked or the file cannot be written.
    func run(isAgreed: Bool, installsKey: Bool) async throws -> Int32 {
        guard let path = access.knownHostsPath else {
            throw CommandFailure(
                exitCode: CommandFailure.configuration,
                Localized(
                    id: "daftar PC ini tidak punya folder ruang",
                    en: "this list of PCs has no room folder"
                )
            )
        }
        let jumpHosts = selection.room.jumpHosts
        let stages = Dictionary(grouping: selection.hosts.filter { $0.access == .ssh }) { host in
            jumpHosts.contains(host.name) ? host.jumps.count : Int.max
        }
        var worst: Int32 = 0
        for (depth, hosts) in stages.sorted(by: { $0.key < $1.key }) {
            let code = try await enroll(
                hosts,
                areJumpHosts: depth < .max,
                into: path,
                isAgreed: isAgreed,
                installsKey: installsKey && depth == .max
            )
            if code >= 128 { return code }
            worst = max(worst, code)
        }
        return worst
    }

    /// Enrols PCs that are reached in the same way; jump hosts are shown only where something is to be decided.
    private func enroll(
        _ hosts: [Host],
        areJumpHosts: Bool,
        into path: String,
        isAgreed: Bool,
        installsKey: Bool
    ) async throws -> Int32 {
        let before = try access.knownHosts()
        // Read anew for each stage: what was kept a moment ago counts.
        let owners = try KeyOwners(rooms, shelf: RoomSource.shelf)
        let seen = try await RoomSurvey(access: access, list: list, owners: owners).look(
            at: hosts,
            known: before,
            areJumpHosts: areJumpHosts
        )
        if let code = seen.exitCode { return code }
        let rows = seen.result.rows
        try file?.add(rows)
        if areJumpHosts, selection.hosts.count > hosts.count, rows.allSatisfy({ $0.outcome == .known }) {
            return 0
        }
        let table = Enrollment(rows, rotating: rotated)
        let screen = EnrollmentScreen(wording: speech.wording, page: speech.page)
        let isAsked = !isAgreed && terminal.canAsk && !table.acceptable.isEmpty
        terminal.write(screen.render(table, samples: samples(of: table), isAsked: isAsked))

        let accepted = isAgreed ? table.acceptable : try await asked(about: table, screen)
        if !accepted.isEmpty {
            try keep(accepted, seen.result.keys, in: before.files.first, at: path)
            terminal.write(screen.saved(accepted.map(\.host), to: path))
        }
        let known = Set((accepted + table.rows.filter { $0.outcome == .known }).map(\.host))
        if installsKey {
            let installed = try await KeyInstallation(
                access: access,
                speech: speech,
                terminal: terminal,
                sessions: sessions
            ).run(on: hosts.filter { known.contains($0.name) })
            if installed != 0 { return installed }
        }
        return known.count == hosts.count ? 0 : 3
    }

    private var profile: RoomProfile { selection.room.profile }

    /// New PCs picked at random, in the order people count; none where there are few anyway.
    private func samples(of table: Enrollment) -> [HostName] {
        let unproved = table.newcomers.filter { $0.comparison == nil }.map(\.host)
        return unproved.count > Self.sampleCount
            ? unproved.shuffled().prefix(Self.sampleCount).sorted() : []
    }

    private func keep(
        _ accepted: [EnrollmentRow],
        _ keys: [HostName: PublicKey],
        in file: KnownHostsFile?,
        at path: String
    ) throws {
        let today = CalendarDate(.now, secondsEast: Speech.zone(profile.timeZone).seconds)
        var file = file ?? KnownHostsFile(path: path, text: "")
        for row in accepted {
            guard let key = keys[row.host] else { continue }
            let name = row.host.description
            let note = KeyNote(since: today, service: row.service ?? "").text
            let text =
                rotated.contains(row.host)
                ? file.replacing([key], for: name, comment: note)
                : file.appending([key], for: name, comment: note)
            file = KnownHostsFile(path: path, text: text)
        }
        try AtomicFile.write(Array(file.text.utf8), to: path)
    }

    // MARK: Asking

    /// What the user accepts: all new PCs at once, each PC with a changed key by its name.
    private func asked(about table: Enrollment, _ screen: EnrollmentScreen) async throws -> [EnrollmentRow] {
        guard !table.acceptable.isEmpty else { return [] }
        guard terminal.canAsk else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "tidak ada terminal untuk bertanya; belum ada yang disimpan",
                    en: "there is no terminal to ask on; nothing was saved"
                ),
                hint: Localized(
                    id: "bandingkan dulu, lalu tambahkan --yes",
                    en: "compare the keys first, then add --yes"
                )
            )
        }
        var accepted: [EnrollmentRow] = []
        if let question = screen.question(table, room: profile.title),
            await isAccepted(question, pages: screen.pages(table))
        {
            accepted += table.newcomers
        }
        for row in table.rotated {
            let question = screen.question(rotating: row, isOneOfMany: table.rotated.count > 1)
            let answer = await terminal.ask(question)?.split(separator: " ").joined()
            if answer?.lowercased() == row.host.description.lowercased() { accepted.append(row) }
        }
        return accepted
    }

    /// The answer to a question; a space shows the list of new PCs page by page, and asks again.
    private func isAccepted(_ question: String, pages: [String]) async -> Bool {
        var left = pages[...]
        while let answer = await terminal.ask(question) {
            guard answer.contains(" "), answer.allSatisfy({ $0 == " " }) else {
                return ["y", "ya", "yes"].contains(answer.lowercased())
            }
            if left.isEmpty { left = pages[...] }
            if let page = left.popFirst() { terminal.write("\n" + page) }
        }
        return false
    }
}
