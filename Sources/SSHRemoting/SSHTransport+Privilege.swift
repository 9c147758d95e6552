import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// What `sudo` did next.
    private enum Step: Sendable {
        case started
        case asked(times: Int)
        case ended(status: Int?)
    }

    /// Holds the conversation with `sudo` until the command's shell runs.
    ///
    /// - Parameters:
    ///   - reading: The command's reading, just begun.
    ///   - privilege: Whom it runs as.
    ///   - channel: The channel on which sudo was started.
    ///   - gates: Keep a wrong password from most PCs.
    /// - Returns: The reading from then on.
    /// - Throws: ``TransportError`` with one of the `sudo…` codes.
    func start(
        _ reading: CommandReading,
        as privilege: Privilege,
        on channel: SSHChannel,
        _ gates: PrivilegeGates
    ) async throws(TransportError) -> CommandReading {
        var reading = reading
        let gate = await gates.gate(for: privilege)
        let host = place.host.name
        do throws(TransportError) {
            try await send(reading.opening, to: channel)
            for answers in 0...1 {
                let step: Step
                (reading, step) = try await nextStep(after: answers, reading, channel)
                switch step {
                case .started:
                    if answers > 0 { await gate.accept(host) }
                    return reading
                case .ended(let status):
                    let refusal = reading.refusal(status: status)
                    if answers > 0 {
                        // sudo looks at the password first: whoever may not use it gave the right one.
                        if refusal.code == .sudoPasswordRefused {
                            await gate.refuse(host)
                        } else {
                            await gate.accept(host)
                        }
                    }
                    throw error(refusal)
                case .asked where answers > 0:
                    await gate.refuse(host)
                    throw error(.wrongPassword)
                case .asked:
                    guard let password = privilege.password else { throw error(.needsPassword) }
                    guard await gate.admit(host) else {
                        if Task.isCancelled { throw place.cancelled(in: .login) }
                        throw place.error(
                            .sudoPasswordRefused,
                            in: .login,
                            "sudo was not given the password, which \(PasswordGate.trials) PCs had refused",
                            hint: SudoRefusal.wrongPassword.hint
                        )
                    }
                    try await send(password.reveal { Array($0.utf8) + [UInt8(ascii: "\n")] }, to: channel)
                }
            }
        } catch {
            await gate.withdraw(host)
            throw error
        }
        throw error(.wrongPassword)
    }

    private func error(_ refusal: SudoRefusal) -> TransportError {
        place.error(refusal.code, in: .login, refusal.sentence, hint: refusal.hint)
    }

    /// Waits until the shell runs, sudo asks once more, or it has ended.
    private func nextStep(
        after answers: Int,
        _ reading: CommandReading,
        _ channel: SSHChannel
    ) async throws(TransportError) -> (CommandReading, Step) {
        let limit = settings.privilegeDeadline
        let late = place.error(
            .sudoFailed,
            in: .login,
            "sudo neither asked for the password nor started anything within \(limit.inSeconds) s",
            hint: "try `sudo -v` on it by hand",
            elapsed: limit
        )
        return try await timekeeper.within(limit, late: late) { () async throws(TransportError) in
            try await self.nextStepNow(after: answers, reading, channel)
        }
    }

    private func nextStepNow(
        after answers: Int,
        _ reading: CommandReading,
        _ channel: SSHChannel
    ) async throws(TransportError) -> (CommandReading, Step) {
        var reading = reading
        let step = try await perform(in: .login) { session throws(SSHFailure) -> Step? in
            let isOver = try read(&reading, from: channel, session) != nil
            guard let times = reading.timesAsked else { return .started }
            if times > answers { return .asked(times: times) }
            return isOver ? .ended(status: session.exitStatus(of: channel)) : nil
        }
        return (reading, step)
    }

    /// Sends all of it; where nobody reads it any more, what was said tells why.
    private func send(_ bytes: [UInt8], to channel: SSHChannel) async throws(TransportError) {
        var bytes = bytes[...]
        try await perform(in: .login) { session throws(SSHFailure) -> Void? in
            do throws(SSHFailure) {
                bytes = bytes.dropFirst(try session.write(bytes, to: channel))
                return bytes.isEmpty ? () : nil
            } catch {
                guard error.kind == .channelClosed else { throw error }
                return ()
            }
        }
    }
}
