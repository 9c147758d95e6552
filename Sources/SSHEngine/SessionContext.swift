import CLibSSH2

/// What libssh2's callbacks work on; lives until the session is freed.
///
/// A class that nobody touches during a libssh2 call but the callbacks themselves.
final class SessionContext {
    var memory = SessionMemory()
    var wire = Wire()
    /// The data libssh2 wants signed with a key held elsewhere.
    var dataToSign: [UInt8]?
    /// The signature for it, raw (without its type).
    var signature: [UInt8]?
    /// The server's last words.
    var goodbye: String?

    /// The context behind libssh2's `abstract` argument.
    static func behind(_ abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> SessionContext? {
        guard let opaque = unsafe abstract?.pointee else { return nil }
        return unsafe Unmanaged<SessionContext>.fromOpaque(opaque).takeUnretainedValue()
    }

    /// Creates a libssh2 session on this context, which it keeps alive until ``release(_:)``.
    func makeSession() -> OpaquePointer? {
        let retained = unsafe Unmanaged.passRetained(self)
        let session = unsafe libssh2_session_init_ex(
            { count, abstract in unsafe SessionContext.behind(abstract)?.memory.allocate(count) },
            { block, abstract in unsafe SessionContext.behind(abstract)?.memory.release(block) },
            { block, count, abstract in
                unsafe SessionContext.behind(abstract)?.memory.resize(block, to: count)
            },
            retained.toOpaque()
        )
        guard let session = unsafe session else {
            unsafe retained.release()
            return nil
        }
        unsafe install(
            Self.receive as LibSSH2Receive,
            as: LIBSSH2_CALLBACK_RECV,
            on: session
        )
        unsafe install(Self.send as LibSSH2Send, as: LIBSSH2_CALLBACK_SEND, on: session)
        unsafe install(Self.disconnect as LibSSH2Disconnect, as: LIBSSH2_CALLBACK_DISCONNECT, on: session)
        return unsafe session
    }

    /// Ends the hold that ``makeSession()`` took, after `libssh2_session_free(3)`.
    func release() {
        unsafe Unmanaged.passUnretained(self).release()
    }

    private func install<Callback>(_ callback: Callback, as kind: Int32, on session: OpaquePointer) {
        unsafe libssh2_session_callback_set(
            session,
            kind,
            unsafeBitCast(callback, to: UnsafeMutableRawPointer.self)
        )
    }

    private static let receive: LibSSH2Receive = { _, buffer, count, _, abstract in
        guard let context = unsafe behind(abstract) else { return -1 }
        return unsafe context.wire.receive(into: UnsafeMutableRawBufferPointer(start: buffer, count: count))
    }

    private static let send: LibSSH2Send = { _, buffer, count, _, abstract in
        guard let context = unsafe behind(abstract) else { return -1 }
        return unsafe context.wire.send(UnsafeRawBufferPointer(start: buffer, count: count))
    }

    private static let disconnect: LibSSH2Disconnect = { _, _, message, count, _, _, abstract in
        guard let context = unsafe behind(abstract), let message = unsafe message, count > 0 else { return }
        let bytes = unsafe UnsafeRawBufferPointer(start: message, count: min(Int(count), 256))
        context.goodbye = String(decoding: unsafe Array(bytes), as: UTF8.self)
    }

    /// Hands out a signature that is there, or notes what is to be signed and asks to be called again.
    static let sign: LibSSH2Sign = { session, signature, signatureCount, data, count, abstract in
        guard let context = unsafe behind(abstract) else { return -1 }
        guard let bytes = context.signature else {
            context.dataToSign = unsafe Array(UnsafeBufferPointer(start: data, count: count))
            return LIBSSH2_ERROR_EAGAIN
        }
        // libssh2 frees it with the session's own allocator.
        guard let block = unsafe context.memory.allocate(bytes.count) else { return LIBSSH2_ERROR_ALLOC }
        unsafe block.copyMemory(from: bytes, byteCount: bytes.count)
        unsafe signature?.pointee = unsafe block.assumingMemoryBound(to: UInt8.self)
        unsafe signatureCount?.pointee = bytes.count
        context.signature = nil
        context.dataToSign = nil
        return 0
    }
}

/// `LIBSSH2_RECV_FUNC`.
typealias LibSSH2Receive =
    @convention(c) (
        Int32, UnsafeMutableRawPointer?, Int, Int32, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Int

/// `LIBSSH2_SEND_FUNC`.
typealias LibSSH2Send =
    @convention(c) (
        Int32, UnsafeRawPointer?, Int, Int32, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Int

/// `LIBSSH2_DISCONNECT_FUNC`.
typealias LibSSH2Disconnect =
    @convention(c) (
        OpaquePointer?, Int32, UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, Int32,
        UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Void

/// `LIBSSH2_USERAUTH_PUBLICKEY_SIGN_FUNC`.
typealias LibSSH2Sign =
    @convention(c) (
        OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, UnsafeMutablePointer<Int>?,
        UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Int32
