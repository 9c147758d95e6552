import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// The engine's words, and what the server said where it never spoke SSH.
    func explain(_ failure: SSHFailure, in phase: HostPhase) -> TransportError {
        if failure.kind == .disconnected, let failure = link.failure { return failure }
        if silentIntervals >= 3 {
            return place.error(
                .connectionLost,
                in: phase,
                "no sign of life for \((settings.lifeInterval * 3).inSeconds) s"
            )
        }
        guard phase == .identification || phase == .keyExchange else {
            guard failure.kind == .disconnected else { return place.error(failure, in: phase) }
            // Before there are channels nobody else needs the session; behind the login a banner explains nothing.
            let isLast = phase == .login && inbox.hasEnded && session.hasNoChannel
            return end(in: phase, failure.sentence, failure.words ?? (isLast ? session.lastWords() : nil))
        }
        let first = session.identification
        // libssh2 takes a key exchange that ends in the middle for a broken one.
        let wasCut = inbox.hasEnded && failure.kind == .protocolViolation && session.goodbye == nil
        if wasCut, let failure = link.failure { return failure }
        let text = String(decoding: first.firstBytes, as: UTF8.self)
        if text.contains("Exceeded MaxStartups") || text.contains("Not allowed at this time") {
            return place.error(
                .busy,
                in: .identification,
                "the server turns connections away for now",
                hint: "wait a minute, then scan \(place.host.name) again"
            )
        }
        switch first.state {
        case .identified(let line) where line.starts(with: "SSH-2.0-") || line.starts(with: "SSH-1.99-"):
            return wasCut || failure.kind == .disconnected
                ? end(in: phase, "the connection ended", failure.words) : place.error(failure, in: phase)
        case .waiting where first.firstBytes.isEmpty:
            return end(in: .identification, "it accepted the connection and ended it without a word")
        case .waiting where inbox.hasEnded && text.hasPrefix("SSH-2.0"):
            return end(in: .identification, "the connection ended in the middle of the server's first line")
        case .waiting, .identified, .babble:
            let greeting = text.safe(limit: 80)
            return place.error(
                .notSSH,
                in: .identification,
                "what answers there is no SSH 2 server; it said `\(greeting)`",
                hint: "check the port of \(place.host.name) in the inventory",
                words: greeting
            )
        }
    }

    /// Who ended the connection: the PC, with what it said last; the way to it; or nobody, and libssh2 gave up.
    ///
    /// - Parameters:
    ///   - phase: What was going on.
    ///   - sentence: What happened, in our words.
    ///   - words: What the server said of it, if anything.
    /// - Returns: `.hungUp`, `.connectionLost` or `.protocolViolation`.
    func end(in phase: HostPhase, _ sentence: String, _ words: String? = nil) -> TransportError {
        if inbox.wasLost { return place.error(.connectionLost, in: phase, sentence) }
        if session.goodbye != nil || (isClosed ? hadEnded : inbox.hasEnded) {
            return place.error(.hungUp, in: phase, sentence, quoting: words)
        }
        return isClosed
            ? place.error(.connectionLost, in: phase, sentence)
            : place.error(.protocolViolation, in: phase, "the server sent what this libssh2 does not take")
    }
}
