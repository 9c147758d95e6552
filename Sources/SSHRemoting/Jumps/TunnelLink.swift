import NIOCore
import Remoting
import RoomModel
import SSHEngine
import Synchronization

/// A channel of a jump host's connection, as what another session sits on; lives on that connection's event loop.
final class TunnelLink: Link {
    let inbox = Inbox()
    private let channel: SSHChannel
    private let lease: JumpLease
    private let host: Host
    private let isReleased = Mutex(false)

    private var outer: SSHTransport { lease.transport }

    /// Sits on an open channel.
    ///
    /// - Parameters:
    ///   - channel: The tunnel.
    ///   - lease: The connection it belongs to; given back with ``abandon()``.
    ///   - host: The PC at the other end.
    init(_ channel: SSHChannel, lease: JumpLease, host: Host) {
        self.channel = channel
        self.lease = lease
        self.host = host
        // Whatever happens on the connection may concern this tunnel: bytes, room to send, its end.
        outer.bell.add(inbox.bell)
        if outer.hasEnded { inbox.end() }
    }

    var eventLoop: any EventLoop { outer.eventLoop }

    var isWritable: Bool { outer.assumeIsolated { $0.isDrained(channel) } }

    var allowance: Int { outer.assumeIsolated { $0.allowance } }

    var failure: TransportError? {
        outer.assumeIsolated { outer in outer.end.map { $0.onTheWay(to: host, through: outer.place.host) } }
    }

    func pull() {
        outer.assumeIsolated { $0.pull(channel, into: inbox) }
    }

    func write(_ bytes: [UInt8]) {
        outer.assumeIsolated { $0.send(bytes, through: channel) }
    }

    func checkLife() {
        outer.assumeIsolated { $0.checkLife() }
    }

    func drop() {
        outer.bell.remove(inbox.bell)
        outer.assumeIsolated { $0.endTunnel(channel) }
    }

    func abandon() async {
        let isFirst = isReleased.withLock { isReleased in
            defer { isReleased = true }
            return !isReleased
        }
        guard isFirst else { return }
        outer.bell.remove(inbox.bell)
        await outer.endTunnel(channel)
        await lease.end()
    }
}
