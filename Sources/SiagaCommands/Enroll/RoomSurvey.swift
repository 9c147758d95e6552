import LocalNetwork
import OpenSSHFiles
import Remoting
import Reports
import RoomModel
import Runs
import SSHRemoting
import Synchronization

/// Looks at PCs without logging in to any: their keys, what their servers call themselves, their network cards.
struct RoomSurvey: Sendable {
    /// What was seen.
    struct Sight {
        /// One row a PC, in the order of the PCs.
        let rows: [EnrollmentRow]
        /// The key each PC proved to own.
        let keys: [HostName: PublicKey]
    }

    /// What one PC showed.
    private typealias Answer = Result<HostKeyEvidence, TransportError>

    let access: RoomAccess
    let list: FingerprintList?
    /// Whose keys are on file already.
    let owners: KeyOwners

    /// Asks every PC once.
    ///
    /// - Parameters:
    ///   - hosts: The PCs.
    ///   - known: The keys on file.
    ///   - areJumpHosts: Whether they are jump hosts, which the user may know already, as `ssh` knows them.
    /// - Returns: What was seen, also where that was interrupted.
    /// - Throws: Why nobody could be asked.
    func look(
        at hosts: [Host],
        known: KnownHosts,
        areJumpHosts: Bool
    ) async throws -> Interruptible<Sight> {
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
            let collected = answers.withLock { $0 }
            let (neighbours, network) = (NeighbourTable.current(), ControllerNetwork.current())
            let rows = hosts.map { host in
                let sign =
                    host.jumps.isEmpty
                    ? IPAddress(host.address.description).map { neighbours.sign(of: $0, seenFrom: network) }
                    : nil
                return row(of: host, collected[host.name], known, sign ?? .unknown, isJumpHost: areJumpHosts)
            }
            let keys = collected.compactMapValues { answer in
                (try? answer.get()).flatMap { PublicKey(blob: $0.blob) }
            }
            return Sight(rows: rows, keys: keys)
        }
    }

    private func row(
        of host: Host,
        _ answer: Answer?,
        _ known: KnownHosts,
        _ sign: NeighbourTable.Sign,
        isJumpHost: Bool
    ) -> EnrollmentRow {
        var (card, neighbour): (String?, NeighbourEvidence) = (nil, .unknown)
        switch sign {
        case .answered(let mac): (card, neighbour) = (mac, .answers(card: mac))
        case .silent: neighbour = .silent
        case .unknown: break
        }
        let evidence: HostKeyEvidence
        switch answer {
        case .success(let shown): evidence = shown
        case .failure(let error): return missed(host, Unreached(error, neighbour: neighbour))
        case nil: return missed(host, Unreached(state: .notChecked, phase: .waiting, cause: "cancelled"))
        }
        // A jump host may be known to the user already, as `ssh` knows it.
        let isTrusted = isJumpHost && evidence.trustedFingerprints == [evidence.fingerprint]
        let name = KnownHosts.Name.alias(host.name.description)
        // Withdrawn for one name, or in the system's files, it is good for none.
        let isRevoked = evidence.isRevoked || known.revokes(evidence.blob)
        let verdict: KnownHosts.Verdict =
            isRevoked
            ? .revoked
            : isTrusted ? .known : known.judge(name: name, keyType: evidence.type, blob: evidence.blob)
        let owner = owners.owner(of: evidence.blob, besides: host, of: access.room)
        return EnrollmentRow(
            host: host.name,
            seat: host.seat,
            address: host.shownAddress,
            outcome: outcome(
                owner,
                verdict,
                known.comments(for: name).lazy.compactMap(KeyNote.init).first
            ),
            keyType: evidence.type,
            fingerprint: evidence.fingerprint,
            service: evidence.identification.isEmpty ? nil : evidence.identification,
            card: card,
            enrolledCard: host.mac,
            comparison: list?.compare(host.name, evidence.fingerprint),
            otherNames: owners.otherNames(of: evidence.blob, besides: host)
        )
    }

    private func missed(_ host: Host, _ unreached: Unreached) -> EnrollmentRow {
        EnrollmentRow(
            host: host.name,
            seat: host.seat,
            address: host.shownAddress,
            outcome: .notReached(unreached)
        )
    }

    private func outcome(
        _ owner: EnrollmentRow.Owner?,
        _ verdict: KnownHosts.Verdict,
        _ note: KeyNote?
    ) -> EnrollmentRow.Outcome {
        var trusted: [String] = []
        switch verdict {
        case .known: return .known
        // A known PC at this address, or a clone of one: never one more new PC.
        case .unknown where owner != nil, .unverifiable where owner != nil: break
        case .unknown, .unverifiable: return .new
        case .changed(let keys): trusted = keys.map(\.description)
        // The line is damaged: only somebody who says so replaces what it held.
        case .revoked, .damaged: break
        }
        return .changed(
            EnrollmentRow.Change(
                trusted: trusted,
                belongsTo: owner,
                since: note?.since,
                service: note.flatMap { $0.service.isEmpty ? nil : $0.service },
                isRevoked: verdict == .revoked
            )
        )
    }
}
