import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// The waits before a server that opens no further channel is asked again: 3 s in all.
    private static let refusalDelays: [Duration] = [20, 60, 160, 360, 800, 1_600].map { .milliseconds($0) }

    /// How long the close of an ended command's channel is waited for: whatever holds the command's outputs open on the PC
    /// may run for ever.
    private static let closingPatience = Duration.seconds(1)

    /// Opens a channel once those of ended commands are closed; a server that refuses is asked again a little later.
    ///
    /// With few sessions a connection (sshd_config(5), MaxSessions) a server still counts a command whose result is long
    /// here until its channel is closed on both sides. dropbear before 2024.86 takes the end of one command for that of
    /// the next, when it comes between the opening of a channel and what is to run on it. A server that refuses the very
    /// first channel lets nobody run anything, and is believed at once.
    ///
    /// - Parameters:
    ///   - phase: For messages.
    ///   - window: What the server may send before it is allowed more; nil: whatever is read.
    ///   - start: `exec` or `subsystem`.
    /// - Returns: The channel.
    /// - Throws: ``TransportError`` `.channelRefused` also where other commands are all that the server runs at once (then
    ///   ``commandLimit`` says so), `.cancelled` or worse.
    func openPatiently(
        in phase: HostPhase,
        _ window: Int?,
        _ start: @Sendable (SSHSession, SSHChannel) throws(SSHFailure) -> Bool
    ) async throws(TransportError) -> SSHChannel {
        var delays = Self.refusalDelays[...]
        await awaitClosing()
        while true {
            if Task.isCancelled { throw place.cancelled(in: phase) }
            do throws(TransportError) {
                return try await openInTurn(in: phase, window, start)
            } catch {
                // Where a channel was opened, the server refused what was to run on it: that is its answer.
                guard error.code == .channelRefused, wasRefusedChannel, session.openedChannels > 0 else {
                    throw error
                }
                // What has ended and is still open is closed, whatever holds it.
                let counted = session.commandCount
                session.closeEnded()
                flush()
                await awaitClosing()
                guard session.commandCount == 0 || session.commandCount < counted else {
                    limitCommands(to: min(commandLimit ?? .max, session.commandCount))
                    throw error
                }
                guard let delay = delays.popFirst() else { throw error }
                try? await timekeeper.clock.sleep(for: delay)
            }
        }
    }

    /// Waits until the server has closed the channels of ended commands; what it has not closed in time is not waited for
    /// again.
    private func awaitClosing() async {
        guard session.isClosing else { return }
        let late = place.late(.timedOut, in: .running, "closing a channel", Self.closingPatience)
        _ = try? await timekeeper.within(Self.closingPatience, late: late) {
            () async throws(TransportError) in
            try await self.perform(in: .running) { session throws(SSHFailure) -> Void? in
                session.reap()
                return session.isClosing ? nil : ()
            }
        }
        session.stopAwaiting()
    }
}
