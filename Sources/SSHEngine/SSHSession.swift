import CLibSSH2

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One SSH client session as a machine that eats and makes bytes: no socket, no waiting, no thread.
///
/// Every operation is tried until it says it is done; "not yet" (false or nil) means: feed more bytes, try the same again.
/// Only reads and writes of different channels may be mixed; every other operation is finished before the next one
/// begins (libssh2 keeps half-done work in the session). Owned by one isolation domain at a time.
///
/// - SeeAlso: RFC 4253, 4252, 4254; `libssh2_session_handshake(3)`.
@safe package final class SSHSession {
    let raw: OpaquePointer
    let context: SessionContext
    private let preferences: MethodPreferences
    private var isFreed = false
    private var watch = IdentificationWatch()
    /// libssh2 numbers its channels 0, 1, 2… one for each open that begins.
    var nextChannelNumber: UInt32 = 0
    /// How many channels the server has opened so far.
    package internal(set) var openedChannels = 0
    /// The number of the channel that is being opened.
    var openingNumber: UInt32?
    /// Channels in use, by number.
    var channels: [UInt32: OpaquePointer] = unsafe [:]
    /// Channels given up while the peer had not yet answered their close.
    var retired: [UInt32: RetiredChannel] = [:]
    /// What channels are read into: kept, because the allocator gives a block of this size back at once each time.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: SSHSession.chunk, alignment: 16)
    /// Whether a write stopped since as many bytes as it may add to are waiting: whoever takes them is to have it tried again.
    package internal(set) var hasPausedWriter = false
    /// How much libssh2 was given of a packet that it has not yet made, by channel: the next call must give it as much.
    var unfinishedWrites: [UInt32: Int] = [:]
    /// The channels that are tunnels, until they are freed.
    var tunnels: Set<UInt32> = []

    /// libssh2's one-time set-up, before any session.
    private static let isLibraryReady = libssh2_init(0) == 0

    /// The descriptor libssh2 insists on having; nothing is read from it or written to it.
    private static let idleDescriptor = unsafe open("/dev/null", O_RDWR | O_NONBLOCK | O_CLOEXEC)

    /// Creates a session that has not yet spoken.
    ///
    /// - Parameter preferences: What to offer.
    /// - Throws: ``SSHFailure`` when memory or descriptors are short.
    package init(preferences: MethodPreferences = MethodPreferences()) throws(SSHFailure) {
        let context = SessionContext()
        guard Self.isLibraryReady, Self.idleDescriptor >= 0, let raw = unsafe context.makeSession() else {
            throw SSHFailure(.limitExceeded, "no memory or no descriptor is left for another session")
        }
        self.context = context
        self.preferences = preferences
        unsafe self.raw = unsafe raw
        unsafe libssh2_session_set_blocking(raw, 0)
        let methods: [(Int32, [String])] = [
            (LIBSSH2_METHOD_KEX, MethodPreferences.keyExchanges),
            (LIBSSH2_METHOD_HOSTKEY, preferences.hostKeyTypes),
            (LIBSSH2_METHOD_CRYPT_CS, MethodPreferences.ciphers),
            (LIBSSH2_METHOD_CRYPT_SC, MethodPreferences.ciphers),
            (LIBSSH2_METHOD_MAC_CS, MethodPreferences.macs),
            (LIBSSH2_METHOD_MAC_SC, MethodPreferences.macs),
            (LIBSSH2_METHOD_COMP_CS, ["none"]),
            (LIBSSH2_METHOD_COMP_SC, ["none"]),
        ]
        for (method, names) in methods {
            _ = try isDone(unsafe libssh2_session_method_pref(raw, method, names.joined(separator: ",")))
        }
    }

    deinit {
        free()
        unsafe scratch.deallocate()
    }

    // MARK: Bytes

    /// Takes bytes from the server.
    package func feed(_ bytes: UnsafeRawBufferPointer) {
        unsafe watch.watch(bytes)
        unsafe context.wire.feed(bytes)
    }

    /// Takes bytes from the server.
    package func feed(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe feed($0) }
    }

    /// Hands over all bytes for the server.
    package func takeOutput() -> [UInt8] {
        hasPausedWriter = false
        return context.wire.takeOutgoing()
    }

    /// How many bytes for the server are waiting.
    package var outputCount: Int { context.wire.outgoing.count }

    /// The server will send nothing more.
    package func peerIsGone() {
        context.wire.kill()
    }

    /// What the server said first.
    package var identification: IdentificationWatch { watch }

    /// The server's disconnect message (RFC 4253 §11.1), as it wrote it.
    package var goodbye: String? { context.goodbye }

    /// What the server said before it ended the connection: its disconnect message, else its last banner (RFC 4252 §5.4),
    /// which is where sshd puts the sentence of PAM that keeps an account out.
    ///
    /// The session is freed: only then libssh2 lets go of a banner.
    ///
    /// - Returns: The words, untrusted; nil where it said none.
    package func lastWords() -> String? {
        free()
        return context.goodbye ?? context.memory.banner
    }

    // MARK: Key exchange

    /// Exchanges identifications and keys.
    ///
    /// - Returns: Whether it is done.
    /// - Throws: ``SSHFailure`` when there is no way on, or when the server has sent far more than that takes.
    package func handshake() throws(SSHFailure) -> Bool {
        try begin()
        guard try isDone(unsafe libssh2_session_handshake(raw, Self.idleDescriptor)) else { return false }
        context.wire.endGreeting()
        context.memory.forgetKeyExchange()
        return true
    }

    /// The server's key as it went over the wire (RFC 4253 §6.6), after the key exchange.
    package var hostKey: [UInt8] {
        guard !isFreed else { return [] }
        var count = 0
        var type: Int32 = 0
        guard let bytes = unsafe libssh2_session_hostkey(raw, &count, &type) else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    // MARK: Life

    /// Asks for a sign of life (`keepalive@openssh.com`); any byte that comes back is one.
    package func askForSignOfLife() throws(SSHFailure) {
        try begin()
        var seconds: Int32 = 0
        // The shortest interval: the caller's own clock decides when to ask.
        unsafe libssh2_keepalive_config(raw, 1, 2)
        _ = try isDone(unsafe libssh2_keepalive_send(raw, &seconds))
    }

    /// Says goodbye (RFC 4253 §11.1), once, as far as it goes.
    package func sayGoodbye() {
        guard !isFreed, !context.wire.isDead else { return }
        context.wire.beginCall()
        _ = unsafe libssh2_session_disconnect_ex(raw, SSH_DISCONNECT_BY_APPLICATION, "done", "")
    }

    /// Gives everything back, at once and whatever state the session is in; safe to call twice.
    package func free() {
        guard !isFreed else { return }
        isFreed = true
        unsafe channels = [:]
        retired = [:]
        context.wire.kill()
        context.wire.beginCall()
        _ = unsafe libssh2_session_free(raw)
        context.release()
    }

    /// Whether no channel is open.
    package var hasNoChannel: Bool { unsafe channels.isEmpty }

    /// The memory libssh2 holds for this session: in use, at most so far, and in how many blocks.
    package var memory: (bytes: Int, peakBytes: Int, blocks: Int) {
        (context.memory.bytes, context.memory.peakBytes, context.memory.blocks)
    }

    // MARK: Calls

    /// To be called before each libssh2 call.
    func begin() throws(SSHFailure) {
        guard !isFreed else { throw SSHFailure(.disconnected, "the connection is closed") }
        context.wire.beginCall()
    }

    /// Reads a libssh2 return code: done, not yet, or an error.
    func isDone(_ code: Int32) throws(SSHFailure) -> Bool {
        if code >= 0 { return true }
        if code == LIBSSH2_ERROR_EAGAIN, !context.wire.isDead { return false }
        throw failure(code)
    }

    func failure(_ code: Int32) -> SSHFailure {
        if context.wire.hasPassedLimit {
            return SSHFailure(
                .limitExceeded,
                code: code,
                "the server kept the session busy without end; it was cut off"
            )
        }
        var text: UnsafeMutablePointer<CChar>?
        var count: Int32 = 0
        unsafe libssh2_session_last_error(raw, &text, &count, 0)
        let sentence = unsafe text.map { unsafe String(cString: $0) } ?? ""
        let failure = SSHFailure(code: code, text: sentence, goodbye: goodbye)
        guard failure.kind == .noCommonAlgorithm,
            let offer = KeyExchangeOffer(context.memory.keyExchangeLists)
        else { return failure }
        return SSHFailure(code: code, offer.gaps(to: preferences))
    }
}
