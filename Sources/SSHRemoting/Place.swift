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
        greeting: String? = nil,
        work: WorkState? = nil
    ) -> TransportError {
        TransportError(
            code,
            in: phase,
            "\(text): \(sentence)",
            hint: hint,
            elapsed: elapsed,
            hostKey: hostKey,
            greeting: greeting,
            work: work
        )
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
        let sentence = failure.sentence
        switch failure.kind {
        case .noCommonAlgorithm:
            return error(
                .noCommonAlgorithm,
                in: phase,
                sentence,
                hint: "allow curve25519-sha256, ssh-ed25519, aes128-ctr and hmac-sha2-256 on the server"
            )
        case .protocolViolation, .limitExceeded:
            return error(.protocolViolation, in: phase, sentence)
        case .disconnected, .channelClosed:
            return error(.connectionLost, in: phase, sentence)
        case .loginRefused, .passwordExpired:
            return error(.authenticationRejected, in: phase, sentence)
        case .keyUnusable:
            return error(.keyUnusable, in: phase, sentence)
        case .channelRefused, .targetRefused:
            return error(.channelRefused, in: phase, sentence)
        }
    }
}

extension Duration {
    /// Whole seconds, or tenths below ten.
    var inSeconds: String {
        let tenths = inMilliseconds / 100
        return tenths % 10 == 0 || tenths >= 100 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
