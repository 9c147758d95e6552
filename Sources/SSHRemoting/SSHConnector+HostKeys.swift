import Remoting
import RoomModel
import SSHEngine

extension SSHConnector {
    /// Turns a judgement other than "known" into an error.
    func check(
        _ evidence: HostKeyEvidence,
        of host: Host,
        known: [String]
    ) throws(TransportError) {
        let judgement = trust.judge(host: host, keyType: evidence.type, blob: evidence.blob)
        let shown = evidence.judged(judgement)
        let place = Place(host: host)
        let isCheckable = known.isEmpty || !MethodPreferences.hostKeyTypes.allSatisfy { !known.contains($0) }
        switch judgement {
        case .known: return
        case .unknown:
            throw place.error(
                .hostKeyUnknown,
                in: .keyExchange,
                "no host key is on file for it; it shows \(shown.fingerprint)",
                hint: "look at the PC, then run `siaga enroll \(host.name)`",
                hostKey: shown
            )
        case .changed(_, let owners) where isCheckable && !owners.isEmpty:
            throw place.error(
                .hostKeyChanged,
                in: .keyExchange,
                "it shows the host key of \(owners.map(\.description).joined(separator: ", ").safe())",
                hint: "swap them back, or correct both addresses in the list of PCs",
                hostKey: shown
            )
        case .changed where isCheckable:
            throw place.error(
                .hostKeyChanged,
                in: .keyExchange,
                "its host key is not the one on file; it shows \(shown.fingerprint)",
                hint: "find out why before anything else; if it was reinstalled, "
                    + "run `siaga enroll --rotate \(host.name)`",
                hostKey: shown
            )
        case .revoked:
            throw place.error(
                .hostKeyRevoked,
                in: .keyExchange,
                "its host key is marked as revoked",
                hint: "do not use this PC until its key was replaced",
                hostKey: shown
            )
        case .damaged(let line):
            throw place.error(
                .hostKeyLineDamaged,
                in: .keyExchange,
                "its line in known_hosts is damaged: \(line.file.safe()):\(line.line)",
                hint: "put the line right, or look at the PC and run `siaga enroll --rotate \(host.name)`",
                hostKey: shown
            )
        case .changed, .unverifiable:
            throw place.error(
                .hostKeyUnverifiable,
                in: .keyExchange,
                "only keys of types that cannot be checked are on file: \(known.joined(separator: ", ").safe())",
                hint: "run `siaga enroll \(host.name)` to file its \(evidence.type) key",
                hostKey: shown
            )
        }
    }
}

extension HostKeyEvidence {
    /// The same key with what is on file, and with the server's own name.
    func judged(_ judgement: HostKeyJudgement, identification: String = "") -> HostKeyEvidence {
        let (trusted, owners): ([String], [HostName]) =
            switch judgement {
            case .known: ([fingerprint], [])
            case .unknown(let owners): ([], owners)
            case .changed(let trusted, let owners): (trusted, owners)
            case .revoked, .damaged: ([], [])
            case .unverifiable(_, let trusted): (trusted, [])
            }
        return HostKeyEvidence(
            type: type,
            blob: blob,
            fingerprint: fingerprint,
            trustedFingerprints: trusted,
            belongsTo: owners,
            identification: identification,
            isRevoked: judgement == .revoked
        )
    }
}
