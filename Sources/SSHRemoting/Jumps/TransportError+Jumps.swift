import Remoting
import RoomModel

extension TransportError {
    /// The same error of a PC, with the jump host that it is behind.
    func behind(_ jump: Host) -> TransportError {
        TransportError(
            code,
            in: phase,
            message,
            hint: hint,
            elapsed: elapsed,
            hostKey: hostKey,
            jump: JumpEvidence(host: jump.name)
        )
    }

    /// What this error of a jump host means for a PC behind it.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - jump: The jump host.
    /// - Returns: An error of the PC that names the jump host; the first one of a chain that fails is the one named.
    func onTheWay(to host: Host, through jump: Host) -> TransportError {
        if code == .cancelled { return Place(host: host).cancelled(in: phase) }
        let trouble = self.jump ?? JumpEvidence(host: jump.name, code: code, message: message)
        return TransportError(
            .jumpFailed,
            in: .connecting,
            "\(Place(host: host).text): it is behind a jump host that cannot be used; \(trouble.message ?? message)",
            hint: code == .hostKeyUnknown
                ? "enrol the jump host first: `siaga enroll \(trouble.host)`; one that is not in the inventory: `ssh \(trouble.host)` once"
                : hint,
            elapsed: elapsed,
            jump: trouble
        )
    }
}
