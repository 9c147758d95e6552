import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// The waits before a server that opens no further channel is asked again: 3 s in all.
    private static let refusalDelays: [Duration] = [20, 60, 160, 360, 800, 1_600].map { .milliseconds($0) }

    /// Opens a channel; a server that has opened one before and now refuses is asked again a little later.
    ///
    /// With few sessions a connection (sshd_config(5), MaxSessions) a server may still count a command whose result is
    /// long here. One that refuses the very first channel lets nobody run anything, and is believed at once.
    ///
    /// - Parameters:
    ///   - phase: For messages.
    ///   - window: What the server may send before it is allowed more; nil: whatever is read.
    ///   - start: `exec` or `subsystem`.
    /// - Returns: The channel.
    /// - Throws: ``TransportError`` `.channelRefused`, `.cancelled` or worse.
    func openPatiently(
        in phase: HostPhase,
        _ window: Int?,
        _ start: @Sendable (SSHSession, SSHChannel) throws(SSHFailure) -> Bool
    ) async throws(TransportError) -> SSHChannel {
        var delays = Self.refusalDelays[...]
        while true {
            let openedBefore = session.openedChannels
            do throws(TransportError) {
                return try await openInTurn(in: phase, window, start)
            } catch {
                // Where a channel was opened, the server refused what was to run on it: that is its answer.
                guard error.code == .channelRefused, openedBefore > 0, session.openedChannels == openedBefore,
                    let delay = delays.popFirst()
                else { throw error }
                try? await timekeeper.clock.sleep(for: delay)
                if Task.isCancelled { throw place.cancelled(in: phase) }
            }
        }
    }
}
