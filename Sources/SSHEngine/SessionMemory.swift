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

    /// How long each block in use is, by its address.
    ///
    /// Beside the blocks, not in front of them, for each must be what malloc(3) gave: libssh2 1.11 allocates one block here and
    /// hands it to free(3) itself (`gen_publickey_from_ec_evp` in openssl.c, for every ECDSA key that it reads).
    private var sizes: [UInt: Int] = [:]

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
        guard count >= 0, count <= allowance - bytes, let block = unsafe malloc(max(count, 1)) else {
            return nil
        }
        unsafe keep(block, count)
        return unsafe block
    }

    mutating func resize(_ block: UnsafeMutableRawPointer?, to count: Int) -> UnsafeMutableRawPointer? {
        guard let block = unsafe block else { return unsafe allocate(count) }
        let address = UInt(bitPattern: block)
        guard count >= 0, count <= allowance - bytes + (sizes[address] ?? 0),
            let moved = unsafe realloc(block, max(count, 1))
        else { return nil }
        drop(address)
        unsafe keep(moved, count)
        return unsafe moved
    }

    mutating func release(_ block: UnsafeMutableRawPointer?) {
        guard let block = unsafe block else { return }
        if let count = drop(UInt(bitPattern: block)) {
            let packet = unsafe UnsafeRawBufferPointer(start: block, count: count)
            unsafe noteExitStatus(packet)
            unsafe noteRefusal(packet)
            unsafe noteBanner(packet)
            unsafe noteKeyExchange(packet)
        }
        unsafe free(block)
    }

    private mutating func keep(_ block: UnsafeMutableRawPointer, _ count: Int) {
        let address = UInt(bitPattern: block)
        // libssh2 gave back by itself what was at this address before.
        drop(address)
        sizes[address] = count
        bytes += count
        peakBytes = max(peakBytes, bytes)
        blocks += 1
    }

    /// Counts a block no longer; nil: it was not counted.
    @discardableResult
    private mutating func drop(_ address: UInt) -> Int? {
        guard let count = sizes.removeValue(forKey: address) else { return nil }
        bytes -= count
        blocks -= 1
        return count
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
