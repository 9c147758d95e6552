import CLibSSH2

extension SSHSession {
    /// Gives a channel up; it is freed once the server has closed it too.
    ///
    /// A server may do so late: sshd waits for the command's last child.
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - isDone: The command has ended, so the server will close the channel by itself.
    package func retire(_ channel: SSHChannel, isDone: Bool) {
        guard let raw = unsafe channels.removeValue(forKey: channel.number) else { return }
        unfinishedWrites[channel.number] = nil
        retired[channel.number] = unsafe RetiredChannel(raw: raw, isDone: isDone)
        reap()
    }

    /// Frees the channels given up that are closed on both sides meanwhile.
    package func reap() {
        for (number, channel) in retired {
            guard (try? begin()) != nil, !channel.staysOpen,
                unsafe libssh2_channel_close(channel.raw) != LIBSSH2_ERROR_EAGAIN
            else { continue }
            _ = unsafe libssh2_channel_free(channel.raw)
            retired[number] = nil
            if tunnels.remove(number) != nil { context.memory.allowance -= Self.tunnelAllowance }
            context.memory.forget(number)
        }
    }

    /// How many channels with commands on them the server counts: those in use, and those it has not closed yet.
    package var commandCount: Int {
        unsafe channels.keys.count { !tunnels.contains($0) } + retired.keys.count { !tunnels.contains($0) }
    }

    /// Whether a command has ended whose channel the server is about to close.
    package var isClosing: Bool { retired.contains { $0.value.isAwaited && !tunnels.contains($0.key) } }

    /// From now on nobody waits for the channels that are still not closed: something on the PC holds their outputs open.
    package func stopAwaiting() {
        for number in retired.keys { retired[number]?.isAwaited = false }
    }

    /// Tells the server to close the channels of commands that have ended, whatever holds their outputs open.
    package func closeEnded() {
        for number in retired.keys {
            retired[number]?.isDone = false
            retired[number]?.isAwaited = true
        }
        reap()
    }
}

/// A channel given up while the server had not yet closed it.
@safe struct RetiredChannel {
    /// What a child left behind may still write before the server is told to stop.
    private static let unreadLimit: UInt = 64 << 10

    let raw: OpaquePointer
    /// Whether the server is left to close it first.
    var isDone: Bool
    /// Whether whoever opens the next channel waits for this one's close.
    var isAwaited = true

    init(raw: OpaquePointer, isDone: Bool) {
        unsafe self.raw = unsafe raw
        self.isDone = isDone
    }

    /// Whether the server is still left to close it first.
    var staysOpen: Bool {
        guard isDone else { return false }
        switch unsafe libssh2_channel_wait_closed(raw) {
        case LIBSSH2_ERROR_EAGAIN: return true
        // Its outputs are not at their end yet.
        case LIBSSH2_ERROR_INVAL:
            var unread: UInt = 0
            _ = unsafe libssh2_channel_window_read_ex(raw, &unread, nil)
            return unread < Self.unreadLimit
        default: return false
        }
    }
}
