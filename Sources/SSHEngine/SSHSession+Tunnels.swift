import CLibSSH2
import RoomModel

extension SSHSession {
    /// The window offered for a tunnel (RFC 4254 §5.2): enough for 25 MB/s at 20 ms, and small beside the session's memory.
    private static let tunnelWindow: UInt32 = 512 << 10

    /// What one tunnel adds to the memory a session may hold: its window, in packets that each weigh something besides.
    static let tunnelAllowance = 2 * Int(tunnelWindow)

    /// Opens a channel to a port that the server connects to (`direct-tcpip`, RFC 4254 §7.2); the server looks the name
    /// up.
    ///
    /// - Parameters:
    ///   - address: A name or a numeric address.
    ///   - port: The TCP port.
    /// - Returns: The channel; nil: not yet.
    /// - Throws: ``SSHFailure`` `.targetRefused` with the server's reason, `.channelRefused` where the server opens no such
    ///   channels, or worse.
    package func openTunnel(to address: String, port: Int) throws(SSHFailure) -> SSHChannel? {
        var message: [UInt8] = []
        message.appendString(address)
        message.appendUInt32(UInt32(clamping: port))
        // Who asks is for the server's log alone.
        message.appendString("127.0.0.1")
        message.appendUInt32(0)
        if openingNumber == nil { context.memory.refusal = nil }
        let channel: SSHChannel?
        do throws(SSHFailure) {
            channel = try openChannel(of: "direct-tcpip", window: Self.tunnelWindow, message: message)
        } catch {
            guard error.kind == .channelRefused, let refusal = context.memory.refusal else { throw error }
            throw SSHFailure(refusal)
        }
        if let channel {
            tunnels.insert(channel.number)
            context.memory.allowance += Self.tunnelAllowance
        }
        return channel
    }
}

/// What a server answers in place of opening a channel (RFC 4254 §5.1).
struct ChannelRefusal: Hashable, Sendable {
    /// `SSH_OPEN_CONNECT_FAILED`.
    static let connectFailed: UInt32 = 2

    let reason: UInt32
    /// The server's words, `Connection refused`; untrusted.
    let text: String
}

extension SSHFailure {
    /// Tells a target that could not be reached from a server that opens no such channels.
    init(_ refusal: ChannelRefusal) {
        let words = refusal.text.safe(limit: 80)
        if refusal.reason == ChannelRefusal.connectFailed {
            self.init(
                .targetRefused,
                code: LIBSSH2_ERROR_CHANNEL_FAILURE,
                words.isEmpty ? "connect failed" : words
            )
            return
        }
        let sentence =
            switch refusal.reason {
            case 1: "it forwards no connections there (AllowTcpForwarding, PermitOpen)"
            case 3: "it does not know how to forward connections"
            case 4: "it has no resources left for another connection"
            default: words.isEmpty ? "it opens no connection" : words
            }
        self.init(.channelRefused, code: LIBSSH2_ERROR_CHANNEL_FAILURE, sentence)
    }
}

extension [UInt8] {
    /// uint32 (RFC 4251 §5).
    fileprivate mutating func appendUInt32(_ number: UInt32) {
        append(contentsOf: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) })
    }

    /// string (RFC 4251 §5).
    fileprivate mutating func appendString(_ text: String) {
        appendUInt32(UInt32(text.utf8.count))
        append(contentsOf: text.utf8)
    }
}
