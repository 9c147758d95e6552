import OpenSSHFiles
import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// Exchanges identifications.
    ///
    /// - Returns: What the server calls itself, without `SSH-2.0-`, safe for a terminal.
    /// - Throws: ``TransportError`` `.noIdentification`, `.notSSH`, `.busy` or worse.
    func identify() async throws(TransportError) -> String {
        let late = place.late(
            .noIdentification,
            in: .identification,
            "the server's first line",
            settings.identificationDeadline
        )
        return try await timekeeper.within(settings.identificationDeadline, late: late) {
            () async throws(TransportError) in try await self.identifyNow()
        }
    }

    private func identifyNow() async throws(TransportError) -> String {
        let line = try await perform(in: .identification) { session throws(SSHFailure) -> String? in
            let isDone = try session.handshake()
            switch session.identification.state {
            case .identified(let line): return line
            case .babble: throw SSHFailure(.protocolViolation, "the server says much, but not who it is")
            case .waiting: return isDone ? "" : nil
            }
        }
        let software = line.split(separator: "-", maxSplits: 2).last.map(String.init) ?? ""
        return software.safe()
    }

    /// What the PC speaks, once the server has said what it is.
    var platform: Platform {
        guard case .identified(let line) = session.identification.state else { return .posix }
        return Platform(serverIdentification: line)
    }

    /// Agrees on keys.
    ///
    /// - Returns: The key the server proved to own; nothing is trusted yet.
    /// - Throws: ``TransportError`` `.noCommonAlgorithm`, `.protocolViolation`, `.timedOut` or worse.
    func exchangeKeys() async throws(TransportError) -> HostKeyEvidence {
        let late = place.late(.timedOut, in: .keyExchange, "the key exchange", settings.keyExchangeDeadline)
        return try await timekeeper.within(settings.keyExchangeDeadline, late: late) {
            () async throws(TransportError) in
            try await self.perform(in: .keyExchange) { session throws(SSHFailure) -> HostKeyEvidence? in
                guard try session.handshake() else { return nil }
                guard let key = PublicKey(blob: session.hostKey) else {
                    throw SSHFailure(.protocolViolation, "the server showed no host key")
                }
                return HostKeyEvidence(
                    type: key.type.safe(),
                    blob: key.blob,
                    fingerprint: key.fingerprint.description
                )
            }
        }
    }
}
