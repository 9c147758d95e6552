import Remoting
import RoomModel
import SSHEngine

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Whom a message is about: the PC as the proctor knows it, then the address.
struct Place: Sendable {
    let host: Host

    /// `pc07 (10.0.0.7:22)`; the name alone where the address is a secret.
    var text: String {
        guard !host.hidesAddress else { return "\(host.name)" }
        let address = host.address.isIPv6 ? "[\(host.address)]" : "\(host.address)"
        return "\(host.name) (\(address):\(host.port))"
    }

    /// `port 22`, where that is no secret.
    var port: String { host.hidesAddress ? "its SSH port" : "port \(host.port)" }

    /// `user` as a message may name it.
    func named(_ user: UserName) -> String {
        host.unspoken.contains(Secret(user.description)) ? "the account" : "`\(user)`"
    }

    func error(
        _ code: TransportError.Code,
        in phase: HostPhase,
        _ sentence: String,
        hint: String? = nil,
        elapsed: Duration = .zero,
        hostKey: HostKeyEvidence? = nil,
        words: String? = nil,
        work: WorkState? = nil
    ) -> TransportError {
        TransportError(
            code,
            in: phase,
            "\(text): \(sentence)",
            hint: hint,
            elapsed: elapsed,
            hostKey: hostKey,
            words: words,
            work: work
        )
    }

    /// An error with what the server said of it, unless it repeats what nobody is to repeat.
    ///
    /// - Parameters:
    ///   - code: What happened.
    ///   - phase: When.
    ///   - sentence: What happened, in our words.
    ///   - said: The server's words, untrusted; nil where it said none.
    /// - Returns: The error, whose message quotes the words.
    func error(
        _ code: TransportError.Code,
        in phase: HostPhase,
        _ sentence: String,
        quoting said: String?
    ) -> TransportError {
        let words = said.flatMap { $0.repeats(any: host.unspoken) ? nil : $0.words() }
        return error(code, in: phase, sentence + (words.map { "; it said: \($0)" } ?? ""), words: words)
    }

    func cancelled(in phase: HostPhase) -> TransportError {
        error(.cancelled, in: phase, "the run was stopped")
    }

    func late(
        _ code: TransportError.Code,
        in phase: HostPhase,
        _ what: String,
        _ limit: Duration,
        work: WorkState? = nil
    ) -> TransportError {
        error(code, in: phase, "\(what) took longer than \(limit.inSeconds) s", elapsed: limit, work: work)
    }

    /// What `connect(2)` said.
    func error(connecting errno: CInt?, text: String) -> TransportError {
        switch errno {
        case ECONNREFUSED, ECONNRESET:
            error(
                .connectionRefused,
                in: .connecting,
                "the port is closed",
                hint: "start the SSH server on \(host.name), or open \(port) in its firewall"
            )
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL:
            error(
                .noRoute,
                in: .connecting,
                "there is no way to it",
                hint: "switch \(host.name) on and check its cable"
            )
        case ETIMEDOUT:
            error(.connectTimedOut, in: .connecting, "nothing answered")
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
            error(
                .controllerExhausted,
                in: .connecting,
                "this machine has no descriptor or memory left for another connection",
                hint: "use a smaller --width, or raise `ulimit -n`"
            )
        default:
            error(
                .noRoute,
                in: .connecting,
                "the connection could not be opened" + (host.hidesAddress ? "" : " (\(text.safe()))")
            )
        }
    }

    /// What the engine said, in a phase.
    func error(_ failure: SSHFailure, in phase: HostPhase) -> TransportError {
        let code: TransportError.Code =
            switch failure.kind {
            case .noCommonAlgorithm: .noCommonAlgorithm
            case .serverTooOld: .serverTooOld
            case .packetTooLong where phase == .login: .bannerTooLong
            case .protocolViolation, .limitExceeded, .packetTooLong: .protocolViolation
            case .disconnected, .channelClosed: .connectionLost
            case .loginRefused: .authenticationRejected
            case .passwordExpired: .passwordExpired
            case .keyUnusable: .keyUnusable
            case .channelRefused, .targetRefused: .channelRefused
            }
        guard code == .noCommonAlgorithm || code == .serverTooOld else {
            return error(code, in: phase, failure.sentence, quoting: failure.words)
        }
        return error(
            code,
            in: phase,
            failure.sentence,
            hint: "add to the line in its sshd_config: "
                + (failure.words ?? "KexAlgorithms curve25519-sha256; Ciphers aes256-ctr; MACs hmac-sha2-256"),
            words: failure.words
        )
    }
}

extension Duration {
    /// Whole seconds, or tenths below ten.
    var inSeconds: String {
        let tenths = inMilliseconds / 100
        return tenths % 10 == 0 || tenths >= 100 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
