import CLibSSH2

extension SSHSession {
    /// The window offered for each channel (RFC 4254 §5.2); with less, a far PC is slow.
    private static let window: UInt32 = 2 << 20
    /// The largest packet offered (RFC 4253 §6.1).
    private static let packet: UInt32 = 32 << 10
    /// How much is read at once.
    static let chunk = 8 << 10
    /// Bytes waiting for the server at which any writing pauses.
    package static let outputPause = 512 << 10
    /// The least that is made a packet of while more is to follow.
    private static let leastPiece = 1 << 10

    /// The output streams of a channel; the raw values are `SSH_EXTENDED_DATA_STDERR` and 0.
    package enum Stream: Int32, CaseIterable, Sendable {
        /// Data (RFC 4254 §5.2).
        case output = 0
        /// Extended data of type 1.
        case error = 1
    }

    /// Opens a session channel.
    ///
    /// libssh2 widens a window with every read, whatever lies unread, up to three quarters of what was offered at first:
    /// a slow reader of a channel like that would hold ever more. Where nothing was offered at first, only the caller
    /// widens it (and libssh2 by a piece, where less than one is left).
    ///
    /// - Parameter isPaced: Whether the caller widens the window, by ``widen(_:by:)``, before anything can come
    ///   (default: it is widened as the channel is read).
    /// - Returns: The channel; nil: not yet.
    /// - Throws: ``SSHFailure`` `.channelRefused` or worse.
    package func openChannel(isPaced: Bool = false) throws(SSHFailure) -> SSHChannel? {
        try openChannel(of: "session", window: isPaced ? 0 : Self.window, message: [])
    }

    /// Lets the server send more on a paced channel (RFC 4254 §5.2).
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - count: How many bytes more.
    /// - Throws: ``SSHFailure`` when the session is broken.
    package func widen(_ channel: SSHChannel, by count: Int) throws(SSHFailure) {
        let raw = unsafe try begin(channel)
        // Sending takes everything, so that this is done at once.
        _ = try isDone(unsafe libssh2_channel_receive_window_adjust2(raw, UInt(count), 1, nil))
    }

    /// Opens a channel of one type; until it answers, the same call is tried again.
    func openChannel(of type: String, window: UInt32, message: [UInt8]) throws(SSHFailure) -> SSHChannel? {
        try begin()
        let number = openingNumber ?? nextChannelNumber
        if openingNumber == nil {
            openingNumber = number
            nextChannelNumber += 1
            context.memory.channelLimit = nextChannelNumber
        }
        let raw = unsafe message.withUnsafeBytes { message in
            unsafe libssh2_channel_open_ex(
                self.raw,
                type,
                UInt32(type.utf8.count),
                window,
                Self.packet,
                message.baseAddress?.assumingMemoryBound(to: CChar.self),
                UInt32(message.count)
            )
        }
        if let raw = unsafe raw {
            openingNumber = nil
            openedChannels += 1
            unsafe channels[number] = unsafe raw
            return SSHChannel(number: number)
        }
        let code = unsafe libssh2_session_last_errno(self.raw)
        if code == LIBSSH2_ERROR_EAGAIN, !context.wire.isDead { return nil }
        openingNumber = nil
        throw failure(code == 0 ? LIBSSH2_ERROR_CHANNEL_FAILURE : code)
    }

    /// Starts a command (RFC 4254 §6.5).
    ///
    /// - Parameters:
    ///   - line: What the login shell gets.
    ///   - channel: A fresh channel.
    /// - Returns: Whether the server has agreed.
    /// - Throws: ``SSHFailure`` `.channelRefused` or worse.
    package func execute(_ line: String, on channel: SSHChannel) throws(SSHFailure) -> Bool {
        try start("exec", line, on: channel)
    }

    /// Starts a subsystem, `sftp` (RFC 4254 §6.5).
    ///
    /// - Parameters:
    ///   - name: The subsystem.
    ///   - channel: A fresh channel.
    /// - Returns: Whether the server has agreed.
    /// - Throws: ``SSHFailure`` `.channelRefused` or worse.
    package func startSubsystem(_ name: String, on channel: SSHChannel) throws(SSHFailure) -> Bool {
        try start("subsystem", name, on: channel)
    }

    private func start(_ request: String, _ text: String, on channel: SSHChannel) throws(SSHFailure) -> Bool {
        let raw = unsafe try begin(channel)
        return try isDone(
            unsafe libssh2_channel_process_startup(
                raw,
                request,
                UInt32(request.utf8.count),
                text,
                UInt32(text.utf8.count)
            )
        )
    }

    /// Reads what has come on one stream, in pieces of up to 8 KiB.
    ///
    /// - Parameters:
    ///   - stream: Which output.
    ///   - channel: The channel.
    ///   - body: Gets each piece.
    /// - Returns: How many bytes came.
    /// - Throws: ``SSHFailure`` when the session is broken.
    package func read(
        _ stream: Stream,
        of channel: SSHChannel,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(SSHFailure) -> Int {
        var total = 0
        while true {
            let raw = unsafe try begin(channel)
            let count = unsafe libssh2_channel_read_ex(
                raw,
                stream.rawValue,
                scratch.baseAddress?.assumingMemoryBound(to: CChar.self),
                scratch.count
            )
            guard count > 0 else {
                if count < 0 { _ = try isDone(Int32(count)) }
                return total
            }
            unsafe body(UnsafeRawBufferPointer(rebasing: scratch[..<count]))
            total += count
        }
    }

    /// Sends input to a channel as far as its window and our own buffer allow.
    ///
    /// Whoever takes the output away is to have a writer tried again that paused (``hasPausedWriter``): nothing else wakes
    /// it where the server says nothing.
    ///
    /// - Parameters:
    ///   - bytes: The input; after a pause what is left of it.
    ///   - channel: The channel.
    ///   - limit: Bytes waiting for the server, of all channels, at which it pauses (default: ``outputPause``). What is written
    ///     on another channel leaves behind as many.
    /// - Returns: How many bytes were taken; 0: not now.
    /// - Throws: ``SSHFailure`` `.channelClosed` when the far end reads no more, or worse.
    package func write(
        _ bytes: ArraySlice<UInt8>,
        to channel: SSHChannel,
        upTo limit: Int = outputPause
    ) throws(SSHFailure) -> Int {
        var taken = 0
        while taken < bytes.count {
            let raw = unsafe try begin(channel)
            let unfinished = unfinishedWrites[channel.number]
            let room = limit - outputCount
            guard room > 0 || unfinished != nil else {
                hasPausedWriter = true
                return taken
            }
            let piece = bytes.dropFirst(taken).prefix(unfinished ?? max(room, Self.leastPiece))
            let count = unsafe piece.withUnsafeBytes { rest in
                unsafe libssh2_channel_write_ex(
                    raw,
                    0,
                    rest.baseAddress?.assumingMemoryBound(to: CChar.self),
                    rest.count
                )
            }
            guard count > 0 else {
                if count < 0 { _ = try isDone(Int32(count)) }
                unfinishedWrites[channel.number] = piece.count
                return taken
            }
            unfinishedWrites[channel.number] = nil
            taken += count
        }
        return taken
    }

    /// Says that no more input comes (RFC 4254 §5.3).
    ///
    /// - Parameter channel: The channel.
    /// - Returns: Whether it is done.
    /// - Throws: ``SSHFailure`` when the session is broken.
    package func endInput(of channel: SSHChannel) throws(SSHFailure) -> Bool {
        let raw = unsafe try begin(channel)
        return try isDone(unsafe libssh2_channel_send_eof(raw))
    }

    /// Whether both outputs are at their end and read.
    package func isAtEnd(_ channel: SSHChannel) -> Bool {
        guard let raw = unsafe channels[channel.number] else { return true }
        return unsafe libssh2_channel_eof(raw) == 1
    }

    /// Whether the server has closed the channel; to be asked once it is at its end.
    ///
    /// - Parameter channel: The channel.
    /// - Returns: Whether the close has come.
    /// - Throws: ``SSHFailure`` when the session is broken.
    package func isClosed(_ channel: SSHChannel) throws(SSHFailure) -> Bool {
        let raw = unsafe try begin(channel)
        return try isDone(unsafe libssh2_channel_wait_closed(raw))
    }

    /// The command's exit status, if the message that carries it has come.
    package func exitStatus(of channel: SSHChannel) -> Int? {
        guard context.memory.channelsWithExitStatus.contains(channel.number),
            let raw = unsafe channels[channel.number]
        else { return nil }
        return Int(UInt32(bitPattern: unsafe libssh2_channel_get_exit_status(raw)))
    }

    /// The signal that ended the command, without `SIG`, if that message has come.
    package func exitSignal(of channel: SSHChannel) -> String? {
        var name: UnsafeMutablePointer<CChar>?
        var count = 0
        guard let channel = unsafe channels[channel.number] else { return nil }
        let code = unsafe libssh2_channel_get_exit_signal(channel, &name, &count, nil, nil, nil, nil)
        guard code == 0, let name = unsafe name else { return nil }
        defer { unsafe libssh2_free(raw, name) }
        return unsafe String(
            decoding: UnsafeRawBufferPointer(start: name, count: min(count, 32)),
            as: UTF8.self
        )
    }

    /// Whether the server has still to close a channel that was given up.
    package var hasClosingChannel: Bool { !retired.isEmpty }

    /// Gives a channel up; it is freed once the server has closed it too.
    ///
    /// A server may do so late (sshd waits for the command's last child); nobody waits for that.
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - isDone: The command has ended, so the server will close the channel by itself; dropbear 2022.83 was seen to
    ///     stall when it was told to first.
    package func retire(_ channel: SSHChannel, isDone: Bool) {
        guard let raw = unsafe channels.removeValue(forKey: channel.number) else { return }
        unfinishedWrites[channel.number] = nil
        retired[channel.number] = unsafe RetiredChannel(raw: raw, isDone: isDone)
        reap()
    }

    /// Frees the channels given up that are closed on both sides meanwhile.
    package func reap() {
        for (number, channel) in retired where !channel.staysOpen {
            guard (try? begin()) != nil, unsafe libssh2_channel_close(channel.raw) != LIBSSH2_ERROR_EAGAIN
            else {
                continue
            }
            _ = unsafe libssh2_channel_free(channel.raw)
            retired[number] = nil
            if tunnels.remove(number) != nil { context.memory.allowance -= Self.tunnelAllowance }
            context.memory.forget(number)
        }
    }

    /// To be called before each libssh2 call on a channel.
    private func begin(_ channel: SSHChannel) throws(SSHFailure) -> OpaquePointer {
        try begin()
        guard let raw = unsafe channels[channel.number] else {
            throw SSHFailure(.channelClosed, "the command's channel is closed")
        }
        return unsafe raw
    }
}

/// A channel given up while the server had not yet closed it.
@safe struct RetiredChannel {
    /// What a child left behind may still write before the server is told to stop.
    private static let unreadLimit: UInt = 64 << 10

    let raw: OpaquePointer
    let isDone: Bool

    /// Whether the server is still left to close it first.
    var staysOpen: Bool {
        guard isDone else { return false }
        guard unsafe libssh2_channel_eof(raw) == 0 else {
            return unsafe libssh2_channel_wait_closed(raw) == LIBSSH2_ERROR_EAGAIN
        }
        var unread: UInt = 0
        _ = unsafe libssh2_channel_window_read_ex(raw, &unread, nil)
        return unread < Self.unreadLimit
    }
}
