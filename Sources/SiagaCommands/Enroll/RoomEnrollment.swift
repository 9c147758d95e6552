import LocalNetwork
import OpenSSHFiles
import Remoting
import Reports
import RoomModel
import Runs
import SSHRemoting
import Synchronization

/// The enrolment of one room: collect keys, show one table, ask once, write known_hosts as a whole.
struct RoomEnrollment: Sendable {
    let selection: LoadedRooms.Selection
    /// The PCs whose changed key may replace the one on file.
    let rotated: Set<HostName>
    let list: FingerprintList?
    let access: RoomAccess
    let speech: Speech
    let terminal: Terminal

    /// What one PC showed.
    private typealias Answer = Result<HostKeyEvidence, TransportError>

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
        let collected = try await collect(from: hosts)
        if let code = collected.exitCode { return code }
        let answers = collected.result
        let before = try access.knownHosts()
        let rows = hosts.map { row(of: $0, answers[$0.name], before, isJumpHost: areJumpHosts) }
        if areJumpHosts, selection.hosts.count > hosts.count, rows.allSatisfy({ $0.outcome == .known }) {
            return 0
        }
        let table = Enrollment(rows, rotating: rotated)
        let screen = EnrollmentScreen(wording: speech.wording, page: speech.page)
        terminal.write(screen.render(table))

        var saved: [HostName] = []
        if let question = screen.question(table, room: roomTitle), try await isAccepted(isAgreed, question) {
            var file = before.files.first ?? KnownHostsFile(path: path, text: "")
            for row in table.acceptable {
                guard case .success(let evidence)? = answers[row.host],
                    let key = PublicKey(blob: evidence.blob)
                else {
                    continue
                }
                let name = row.host.description
                let text =
                    rotated.contains(row.host)
                    ? file.replacing([key], for: name) : file.appending([key], for: name)
                file = KnownHostsFile(path: path, text: text)
                saved.append(row.host)
            }
            try AtomicFile.write(Array(file.text.utf8), to: path)
            terminal.write(screen.saved(saved, to: path))
        }
        let known = Set(saved + table.rows.filter { $0.outcome == .known }.map(\.host))
        if installsKey {
            let installed = try await KeyInstallation(
                access: access,
                speech: speech,
                terminal: terminal
            ).run(on: hosts.filter { known.contains($0.name) })
            if installed != 0 { return installed }
        }
        return known.count == hosts.count ? 0 : 3
    }

    private var roomTitle: String { selection.room.profile.title }

    private func collect(from hosts: [Host]) async throws -> Interruptible<[HostName: Answer]> {
        let width = access.fittingWidth()
        // Reading a key needs no login, but for the jump hosts on the way.
        return try await access.withConnector(for: [], through: hosts.jumpHosts) { ssh, _ in
            let answers = Mutex<[HostName: Answer]>([:])
            await forEach(hosts, width: width) { host in
                let answer: Answer
                do throws(TransportError) {
                    answer = .success(try await ssh.hostKey(of: host))
                } catch {
                    answer = .failure(error)
                }
                answers.withLock { $0[host.name] = answer }
            }
            return answers.withLock { $0 }
        }
    }

    private func row(
        of host: Host,
        _ answer: Answer?,
        _ known: KnownHosts,
        isJumpHost: Bool
    ) -> EnrollmentRow {
        switch answer {
        case .success(let evidence):
            // A jump host may be known to the user already, as `ssh` knows it.
            let isTrusted = isJumpHost && evidence.trustedFingerprints == [evidence.fingerprint]
            let verdict: KnownHosts.Verdict =
                isTrusted
                ? .known
                : known.judge(
                    name: .alias(host.name.description),
                    keyType: evidence.type,
                    blob: evidence.blob
                )
            return EnrollmentRow(
                host: host.name,
                seat: host.seat,
                address: host.shownAddress,
                outcome: outcome(of: host, evidence, verdict),
                keyType: evidence.type,
                fingerprint: evidence.fingerprint,
                comparison: list?.compare(host.name, evidence.fingerprint)
            )
        case .failure(let error):
            return EnrollmentRow(
                host: host.name,
                seat: host.seat,
                address: host.shownAddress,
                outcome: .notReached(Unreached(error, neighbour: .unknown))
            )
        case nil:
            let stopped = Unreached(state: .notChecked, phase: .waiting, cause: "cancelled")
            return EnrollmentRow(
                host: host.name,
                seat: host.seat,
                address: host.shownAddress,
                outcome: .notReached(stopped)
            )
        }
    }

    private func outcome(
        of host: Host,
        _ evidence: HostKeyEvidence,
        _ verdict: KnownHosts.Verdict
    ) -> EnrollmentRow.Outcome {
        switch verdict {
        case .known: .known
        case .unknown where !evidence.belongsTo.isEmpty:
            // A known PC at this address, or a clone of one: never one more new PC.
            .changed(EnrollmentRow.Change(trusted: [], belongsTo: evidence.belongsTo.first))
        case .unknown, .unverifiable: .new
        case .changed(let trusted):
            .changed(
                EnrollmentRow.Change(
                    trusted: trusted.map(\.description),
                    belongsTo: evidence.belongsTo.first,
                    hasEnrolledCard: hasEnrolledCard(host)
                )
            )
        case .revoked: .changed(EnrollmentRow.Change(trusted: [], belongsTo: evidence.belongsTo.first))
        }
    }

    /// Whether the network card that answers at the PC's address is the one in the inventory; nil when not known.
    private func hasEnrolledCard(_ host: Host) -> Bool? {
        guard host.jumps.isEmpty, let enrolled = host.mac, let address = IPAddress(host.address.description),
            case .answered(let mac) = NeighbourTable.current().sign(of: address, seenFrom: .current())
        else { return nil }
        return mac == enrolled.lowercased()
    }

    private func isAccepted(_ isAgreed: Bool, _ question: String) async throws -> Bool {
        if isAgreed { return true }
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
        let answer = await terminal.ask(question)?.lowercased() ?? ""
        return ["y", "ya", "yes"].contains(answer)
    }
}
