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

    /// Lets a server that a new channel would bring down close those of the last commands first.
    ///
    /// dropbear closes a channel at once that is open and has no program yet when a program of another channel ends, and
    /// ends the connection when that channel's request comes (mkj/dropbear issue 321; 2022.83 in Debian 12 has it, 2024.86 has
    /// not). A program that left children may keep its channel open: it is not waited for long.
    ///
    /// - Parameter phase: For messages.
    func awaitClosing(in phase: HostPhase) async {
        guard fallsOverNewChannels, session.hasClosingChannel else { return }
        let late = place.late(.timedOut, in: phase, "closing a channel", Self.closingPatience)
        _ = try? await timekeeper.within(Self.closingPatience, late: late) { () async throws(TransportError) in
            try await self.perform(in: phase) { session throws(SSHFailure) -> Void? in
                session.hasClosingChannel ? nil : ()
            }
        }
    }

    private var fallsOverNewChannels: Bool {
        guard case .identified(let line) = session.identification.state else { return false }
        return line.starts(with: "SSH-2.0-dropbear")
    }

    /// How long a server may take to close the channel of a command that has ended.
    private static let closingPatience = Duration.seconds(1)
}
