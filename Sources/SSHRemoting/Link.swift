import NIOCore
import NIOPosix
import Remoting
import Synchronization

/// What an SSH session sits on: a TCP connection, or a channel of another session.
///
/// Everything but ``resume()`` and ``abandon()`` is to be called on ``eventLoop``.
protocol Link: Sendable {
    /// Where it lives, and whoever sits on it.
    var eventLoop: any EventLoop { get }

    /// What has come.
    var inbox: Inbox { get }

    /// Whether more bytes can be taken now; the inbox's bell rings when that changes to true.
    var isWritable: Bool { get }

    /// Bytes that a long input may let wait before the link: what it carries in a moment.
    var allowance: Int { get }

    /// Why the way itself is broken, where that is known.
    var failure: TransportError? { get }

    /// Moves what lies ready nearby: what has come into the inbox, what waits out.
    func pull()

    /// Reads on after the inbox was full, and to begin with.
    func resume()

    /// Sends bytes, all of them, in time.
    func write(_ bytes: [UInt8])

    /// Asks whatever lies on the way for a sign of life.
    func checkLife()

    /// Ends it at once.
    func drop()

    /// Ends it, from anywhere, and returns when nothing of it is left.
    func abandon() async
}

extension Link {
    var failure: TransportError? { nil }

    func pull() {}

    func resume() {}

    func checkLife() {}
}

/// A TCP connection and what it receives.
///
/// Little waits in it to be sent, by ``SendPace``: a question sent later would be behind that.
final class TCPLink: Link {
    /// Bytes the system has not yet sent at which it takes no more (tcp(7), `TCP_NOTSENT_LOWAT`; 25 on Linux).
    private static let unsentLimit: CInt = 25

    let channel: any Channel
    let inbox: Inbox
    private let pace = Mutex(SendPace())

    init(channel: any Channel, inbox: Inbox) {
        self.channel = channel
        self.inbox = inbox
        limitUnsent()
    }

    var eventLoop: any EventLoop { channel.eventLoop }

    var isWritable: Bool { channel.isWritable }

    var allowance: Int { pace.withLock(\.limit) }

    func resume() {
        channel.read()
    }

    func write(_ bytes: [UInt8]) {
        let now = Duration.nanoseconds(NIODeadline.now().uptimeNanoseconds)
        if pace.withLock({ $0.note(bytes.count, at: now) }) { limitUnsent() }
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        if !channel.isWritable { pace.withLock { $0.noteFull() } }
    }

    /// Where the system knows no such limit, it takes what its buffer holds, as ever.
    private func limitUnsent() {
        channel.setOption(
            .tcpOption(.init(rawValue: Self.unsentLimit)),
            value: SocketOptionValue(allowance)
        ).whenComplete { _ in }
    }

    func drop() {
        channel.close(promise: nil)
    }

    func abandon() async {
        channel.close(promise: nil)
        try? await channel.closeFuture.get()
    }
}
