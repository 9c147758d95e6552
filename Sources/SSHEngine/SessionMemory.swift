#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The memory of one session, counted and capped.
///
/// A hostile server can make libssh2 ask for gigabytes (the length in an `exit-signal`, packets of unknown types queue
/// without bound); past the cap an allocation fails and libssh2 gives the session up.
///
/// Every packet libssh2 has understood passes through ``release(_:)`` once, still readable. That is the one place where
/// libssh2 1.10 shows whether an `exit-status` message really came: its getter answers 0 for both.
struct SessionMemory {
    /// The most bytes one session may hold (measured: 55 KB in use; a channel has a window of 2 MB), without tunnels.
    static let limit = 8 << 20

    /// The most bytes this session may hold.
    var allowance = Self.limit

    /// What lies in front of each block: its size, padded to malloc's alignment of 16.
    private static let header = 16

    /// Bytes in use.
    private(set) var bytes = 0
    /// The most bytes ever in use.
    private(set) var peakBytes = 0
    /// Blocks in use.
    private(set) var blocks = 0
    /// The channels (our numbers) for which an exit status arrived.
    private(set) var channelsWithExitStatus: Set<UInt32> = []
    /// Numbers below this were given to channels; a status for any other is a stranger's invention.
    var channelLimit: UInt32 = 0
    /// The last refusal to open a channel; libssh2 drops the server's words.
    var refusal: ChannelRefusal?
    /// What the server said last before the end of the login, at most 4 KiB of it; libssh2 1.10 keeps it unread until the
    /// session is freed.
    private(set) var banner: String?
    /// What the methods of the last key exchange are read from, without the cookie: ours are let go of before the server's.
    private(set) var keyExchangeLists: [UInt8] = []

    mutating func allocate(_ count: Int) -> UnsafeMutableRawPointer? {
        guard count >= 0, count <= allowance - bytes,
            let base = unsafe malloc(count + Self.header)
        else { return nil }
        unsafe base.storeBytes(of: count, as: Int.self)
        bytes += count
        peakBytes = max(peakBytes, bytes)
        blocks += 1
        return unsafe base + Self.header
    }

    mutating func resize(_ block: UnsafeMutableRawPointer?, to count: Int) -> UnsafeMutableRawPointer? {
        guard let block = unsafe block else { return unsafe allocate(count) }
        let base = unsafe block - Self.header
        let old = unsafe base.load(as: Int.self)
        guard count >= 0, count <= allowance - bytes + old,
            let moved = unsafe realloc(base, count + Self.header)
        else { return nil }
        unsafe moved.storeBytes(of: count, as: Int.self)
        bytes += count - old
        peakBytes = max(peakBytes, bytes)
        return unsafe moved + Self.header
    }

    mutating func release(_ block: UnsafeMutableRawPointer?) {
        guard let block = unsafe block else { return }
        let base = unsafe block - Self.header
        let count = unsafe base.load(as: Int.self)
        let packet = unsafe UnsafeRawBufferPointer(start: block, count: count)
        unsafe noteExitStatus(packet)
        unsafe noteRefusal(packet)
        unsafe noteBanner(packet)
        unsafe noteKeyExchange(packet)
        bytes -= count
        blocks -= 1
        unsafe free(base)
    }

    /// SSH_MSG_CHANNEL_REQUEST, recipient, string "exit-status", boolean, uint32 (RFC 4254 §6.10).
    private mutating func noteExitStatus(_ packet: UnsafeRawBufferPointer) {
        let name: StaticString = "exit-status"
        let wholeLength = 1 + 4 + 4 + name.utf8CodeUnitCount + 1 + 4
        guard packet.count >= wholeLength, unsafe packet[0] == 98, unsafe packet[8] == 11,
            unsafe memcmp(packet.baseAddress.unsafelyUnwrapped + 9, name.utf8Start, name.utf8CodeUnitCount)
                == 0
        else { return }
        let channel = unsafe packet.loadUnaligned(fromByteOffset: 1, as: UInt32.self)
        let number = UInt32(bigEndian: channel)
        if number < channelLimit { channelsWithExitStatus.insert(number) }
    }

    /// SSH_MSG_CHANNEL_OPEN_FAILURE, recipient, uint32 reason, string description (RFC 4254 §5.1).
    private mutating func noteRefusal(_ packet: UnsafeRawBufferPointer) {
        guard packet.count >= 13, unsafe packet[0] == 92 else { return }
        func number(at offset: Int) -> UInt32 {
            UInt32(bigEndian: unsafe packet.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        // Only the channel opened last can be refused.
        guard number(at: 1) &+ 1 == channelLimit else { return }
        let count = min(Int(number(at: 9)), packet.count - 13, 256)
        let words = unsafe UnsafeRawBufferPointer(rebasing: packet[13..<13 + count])
        refusal = ChannelRefusal(
            reason: number(at: 5),
            text: String(decoding: unsafe Array(words), as: UTF8.self)
        )
    }

    /// SSH_MSG_USERAUTH_BANNER, string message, string language (RFC 4252 §5.4).
    private mutating func noteBanner(_ packet: UnsafeRawBufferPointer) {
        guard packet.count >= 9, unsafe packet[0] == 53 else { return }
        func number(at offset: Int) -> Int {
            Int(UInt32(bigEndian: unsafe packet.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        }
        let count = number(at: 1)
        guard count > 0, count <= packet.count - 9, number(at: 5 + count) <= packet.count - 9 - count else {
            return
        }
        let words = unsafe UnsafeRawBufferPointer(rebasing: packet[5..<5 + min(count, 4 << 10)])
        banner = String(decoding: unsafe Array(words), as: UTF8.self)
    }

    /// SSH_MSG_KEXINIT, byte[16] cookie, name-lists (RFC 4253 §7.1).
    private mutating func noteKeyExchange(_ packet: UnsafeRawBufferPointer) {
        guard packet.count > 17, unsafe packet[0] == 20 else { return }
        keyExchangeLists = unsafe Array(
            UnsafeRawBufferPointer(rebasing: packet[17..<min(packet.count, 17 + (16 << 10))])
        )
    }

    /// Forgets the methods: they were agreed on.
    mutating func forgetKeyExchange() {
        keyExchangeLists = []
    }

    /// Forgets what arrived for a channel that is gone.
    mutating func forget(_ channel: UInt32) {
        channelsWithExitStatus.remove(channel)
    }
}
