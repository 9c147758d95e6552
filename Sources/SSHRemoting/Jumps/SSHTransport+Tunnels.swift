import NIOCore
import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// Has this jump host connect to a PC behind it.
    ///
    /// - Parameter host: The PC; the jump host looks its name up.
    /// - Returns: The channel, to be given to ``endTunnel(_:)``.
    /// - Throws: ``TransportError`` about the PC, or `.jumpRefused`; past the deadline of TCP no other channel can be opened.
    func openTunnel(to host: Host) async throws(TransportError) -> SSHChannel {
        let target = Place(host: host)
        let limit = settings.connectDeadline
        let late = target.error(
            .connectTimedOut,
            in: .connecting,
            "nothing answered behind the jump host \(place.host.name) within \(limit.inSeconds) s",
            hint: "switch \(host.name) on and check its cable",
            elapsed: limit
        ).behind(place.host)
        let opened = try await timekeeper.within(limit, late: late) {
            () async throws(TransportError) -> Result<SSHChannel, SSHFailure> in
            try await self.openTunnelInTurn(to: host)
        }
        switch opened {
        case .success(let channel):
            unsent[channel] = []
            return channel
        case .failure(let refusal): throw target.error(refusal, from: place.host)
        }
    }

    private func openTunnelInTurn(
        to host: Host
    ) async throws(TransportError) -> Result<SSHChannel, SSHFailure> {
        let (address, port) = (host.address.description, host.port)
        return try await inTurn(in: .connecting) { () async throws(TransportError) in
            try await perform(in: .connecting) {
                session throws(SSHFailure) -> Result<SSHChannel, SSHFailure>? in
                do throws(SSHFailure) {
                    return try session.openTunnel(to: address, port: port).map { .success($0) }
                } catch {
                    guard error.kind == .targetRefused || error.kind == .channelRefused else { throw error }
                    return .failure(error)
                }
            }
        }
    }

    /// Moves bytes between a tunnel's channel and whoever sits on it.
    ///
    /// - Parameters:
    ///   - channel: The tunnel.
    ///   - inbox: Gets what has come; ended with the channel.
    func pull(_ channel: SSHChannel, into inbox: Inbox) {
        guard !inbox.hasEnded else { return }
        let (_, hasEnded) = takeInput()
        do throws(SSHFailure) {
            try drain(channel)
            _ = try session.read(.output, of: channel) { inbox.append($0) }
            _ = try session.read(.error, of: channel) { _ in }
            flush()
            if hasEnded || session.isAtEnd(channel) { inbox.end() }
        } catch {
            flush()
            // What breaks the session ends every tunnel of it.
            if error.kind != .channelClosed { drop() }
            inbox.end()
        }
    }

    /// Sends bytes through a tunnel; what its channel does not take yet goes with the next ``pull(_:into:)``.
    func send(_ bytes: [UInt8], through channel: SSHChannel) {
        guard unsent[channel] != nil else { return }
        unsent[channel]?.append(contentsOf: bytes)
        // A broken channel is noticed by whoever reads from it.
        try? drain(channel)
        flush()
    }

    private func drain(_ channel: SSHChannel) throws(SSHFailure) {
        guard let waiting = unsent[channel], !waiting.isEmpty else { return }
        let count = try session.write(waiting, to: channel, upTo: allowance)
        unsent[channel] = count == waiting.count ? [] : waiting.dropFirst(count)
    }

    /// Whether a tunnel has nothing left to send.
    func isDrained(_ channel: SSHChannel) -> Bool { unsent[channel]?.isEmpty ?? false }

    /// Ends a tunnel; safe to call twice.
    func endTunnel(_ channel: SSHChannel) {
        guard unsent.removeValue(forKey: channel) != nil else { return }
        retire(channel)
    }
}

extension Place {
    /// What a jump host answered in place of connecting to this PC.
    fileprivate func error(_ refusal: SSHFailure, from jump: Host) -> TransportError {
        guard refusal.kind == .targetRefused else {
            return error(
                .jumpRefused,
                in: .connecting,
                "the jump host \(jump.name) does not connect to it: \(refusal.sentence)",
                hint:
                    "allow TCP forwarding to it on \(jump.name) (AllowTcpForwarding and PermitOpen, sshd_config(5))"
            ).behind(jump)
        }
        // sshd sends strerror(3) or gai_strerror(3) in English; dropbear sends no words.
        let words = refusal.sentence.lowercased()
        let (code, hint): (TransportError.Code, String) =
            if words.contains("refused") {
                (
                    .connectionRefused,
                    "start the SSH server on \(host.name), or open \(Place(host: host).port) in its firewall"
                )
            } else if words.contains("timed out") {
                (.connectTimedOut, "switch \(host.name) on and check its cable")
            } else if words.contains("name") || words.contains("hostname")
                || words.contains("address associated")
            {
                (
                    .nameNotFound,
                    "check the name as \(jump.name) knows it, or write the PC's address as `ansible_host`"
                )
            } else {
                (
                    .noRoute,
                    "switch \(host.name) on and check its cable; see from \(jump.name) whether it answers"
                )
            }
        return error(
            code,
            in: .connecting,
            "the jump host \(jump.name) cannot connect to it: \(refusal.sentence)",
            hint: hint
        ).behind(jump)
    }
}
