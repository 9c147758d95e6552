#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The two byte buffers between libssh2 and whoever owns the socket.
///
/// Sending accepts everything: libssh2 1.10 loses its way when a packet leaves in parts. What the peer could make us
/// send without end is bounded by ``outgoingLimit``.
struct Wire {
    /// Unsent bytes at which the session is given up.
    static let outgoingLimit = 4 << 20
    /// Bytes that a server may send up to the end of its first key exchange, which takes some 3 KB (RFC 4253 §7); one
    /// that sends packets without end would else keep a processor busy until the deadline.
    static let greetingLimit = 256 << 10
    /// Empty reads in one libssh2 call after which it is taken to be spinning.
    static let idleReadLimit = 1_000

    private var incoming: [UInt8] = []
    private var head = 0
    private(set) var outgoing: [UInt8] = []
    private var idleReads = 0
    /// What the server may still send before its first key exchange is done; nil: it is done.
    private var greetingLeft: Int? = greetingLimit
    /// From now on both directions fail, so that libssh2 lets go of everything.
    private(set) var isDead = false
    /// Whether it died because a limit above was passed.
    private(set) var hasPassedLimit = false

    var unreadCount: Int { incoming.count - head }

    mutating func beginCall() {
        idleReads = 0
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        guard !isDead else { return }
        if let left = greetingLeft {
            guard bytes.count <= left else { return giveUp() }
            greetingLeft = left - bytes.count
        }
        if head == incoming.count {
            incoming.removeAll(keepingCapacity: true)
            head = 0
        }
        unsafe incoming.append(contentsOf: bytes)
    }

    /// The first key exchange is done: what comes now is bounded by windows and deadlines.
    mutating func endGreeting() {
        greetingLeft = nil
    }

    mutating func takeOutgoing() -> [UInt8] {
        let bytes = outgoing
        outgoing = []
        return bytes
    }

    mutating func kill() {
        isDead = true
        incoming = []
        head = 0
    }

    /// What `recv(2)` would do: a count, or a negative errno.
    mutating func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard !isDead else { return -Int(ECONNRESET) }
        let count = min(unreadCount, buffer.count)
        guard count > 0 else {
            idleReads += 1
            guard idleReads > Self.idleReadLimit else { return -Int(EAGAIN) }
            giveUp()
            return -Int(ECONNABORTED)
        }
        idleReads = 0
        unsafe incoming.withUnsafeBytes { bytes in
            unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[head..<head + count]))
        }
        head += count
        return count
    }

    /// What `send(2)` would do: everything is accepted, or a negative errno.
    mutating func send(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard !isDead else { return -Int(ECONNRESET) }
        guard outgoing.count + bytes.count <= Self.outgoingLimit else {
            giveUp()
            return -Int(ECONNABORTED)
        }
        unsafe outgoing.append(contentsOf: bytes)
        return bytes.count
    }

    private mutating func giveUp() {
        hasPassedLimit = true
        kill()
    }
}
