import NIOCore
import Remoting

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
struct TCPLink: Link {
    let channel: any Channel
    let inbox: Inbox

    var eventLoop: any EventLoop { channel.eventLoop }

    var isWritable: Bool { channel.isWritable }

    func resume() {
        channel.read()
    }

    func write(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func drop() {
        channel.close(promise: nil)
    }

    func abandon() async {
        channel.close(promise: nil)
        try? await channel.closeFuture.get()
    }
}
