import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// How long output may still come once a command's exit status is there and a child holds its output open.
    private static let grace: Duration = .seconds(1)

    /// Runs a command to its proved end.
    ///
    /// - Parameters:
    ///   - request: What to run.
    ///   - gates: Keep a wrong password of `sudo` from most PCs.
    /// - Returns: How it ended.
    /// - Throws: ``TransportError``.
    func run(
        _ request: CommandRequest,
        gates: PrivilegeGates
    ) async throws(TransportError) -> CommandResult {
        let took = timekeeper.stopwatch()
        var reading = CommandReading(request)
        let line = reading.line
        let channel = try await open(in: .running) { session, channel throws(SSHFailure) in
            try session.execute(line, on: channel)
        }
        var isDone = false
        defer { retire(channel, isDone: isDone) }
        if let privilege = request.privilege {
            reading = try await start(reading, as: privilege, on: channel, gates)
        }
        var input = (reading.preamble + request.standardInput)[...]
        var isInputOpen = true
        let isOver = try await perform(in: .running) { session throws(SSHFailure) -> Bool? in
            if isInputOpen {
                isInputOpen = try !send(&input, to: channel, session)
            }
            return try read(&reading, from: channel, session)
        }
        if !isOver {
            // The command has ended and left a child that may write for ever: take what comes soon.
            try? await timekeeper.clock.sleep(for: Self.grace)
            _ = try await perform(in: .running) { session throws(SSHFailure) -> Bool? in
                _ = try read(&reading, from: channel, session)
                return true
            }
        }
        isDone = true
        return reading.result(
            status: session.exitStatus(of: channel),
            signal: session.exitSignal(of: channel),
            took: took()
        )
    }

    /// Sends input as far as it goes.
    ///
    /// - Returns: Whether all of it, and its end, were sent or nobody reads it any more.
    private func send(
        _ input: inout ArraySlice<UInt8>,
        to channel: SSHChannel,
        _ session: SSHSession
    ) throws(SSHFailure) -> Bool {
        do throws(SSHFailure) {
            input = input.dropFirst(try session.write(input, to: channel))
            guard input.isEmpty else { return false }
            return try session.endInput(of: channel)
        } catch {
            guard error.kind == .channelClosed else { throw error }
            return true
        }
    }

    /// Reads what has come.
    ///
    /// - Returns: Whether the output is at its end, or false when only the exit status has come; nil: not yet.
    func read(
        _ reading: inout CommandReading,
        from channel: SSHChannel,
        _ session: SSHSession
    ) throws(SSHFailure) -> Bool? {
        for stream in SSHSession.Stream.allCases {
            _ = try session.read(stream, of: channel) {
                reading.append($0, to: stream == .output ? .output : .error)
            }
        }
        if reading.isComplete { return true }
        if session.isAtEnd(channel) {
            if session.exitStatus(of: channel) != nil { return true }
            return try session.isClosed(channel) ? true : nil
        }
        return reading.trustsExitStatus && session.exitStatus(of: channel) != nil ? false : nil
    }
}
