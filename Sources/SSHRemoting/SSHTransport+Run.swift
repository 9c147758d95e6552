import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// How long output may still come once a command's exit status is there and a child holds its output open.
    private static let grace: Duration = .seconds(1)
    /// A command without long input that may take so long counts as a question: what others send waits for the answer.
    private static let questionDeadline = Duration.seconds(30)

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
        guard !request.hasLongInput, request.deadline <= Self.questionDeadline else {
            return try await conduct(request, gates)
        }
        return try await asking { () async throws(TransportError) in
            try await conduct(request, gates)
        }
    }

    private func conduct(
        _ request: CommandRequest,
        _ gates: PrivilegeGates
    ) async throws(TransportError) -> CommandResult {
        let took = timekeeper.stopwatch()
        let begun = CommandReading(request, on: platform)
        var input = (begun.preamble + request.standardInput)[...]
        var isInputOpen = true
        let (reading, end) = try await conduct(begun, as: request.privilege, gates) {
            reading,
            channel,
            session throws(SSHFailure) in
            if isInputOpen {
                let limit = request.hasLongInput ? inputAllowance : SSHSession.outputPause
                isInputOpen = try !send(&input, to: channel, session, upTo: limit)
            }
            return try read(&reading, from: channel, session)
        }
        return try result(of: reading, request, end, took: took())
    }

    /// How a command ended, unless the PC had to end it.
    ///
    /// - Parameters:
    ///   - reading: Its reading, at its end.
    ///   - request: What was run.
    ///   - end: What the server says of its end.
    ///   - took: The time.
    /// - Returns: The result.
    /// - Throws: ``TransportError`` `.timedOut`, with what the PC says of the work.
    func result(
        of reading: CommandReading,
        _ request: CommandRequest,
        _ end: ServersWord,
        took: Duration
    ) throws(TransportError) -> CommandResult {
        guard let overrun = reading.overrun else {
            return reading.result(status: end.status, signal: end.signal, took: took)
        }
        throw place.late(.timedOut, in: .running, "the command", request.deadline, work: overrun)
    }

    /// How the server says a command ended, as far as it said so.
    typealias ServersWord = (status: Int?, signal: String?)

    /// Starts a command on a channel of its own and does `step` until the command is over.
    ///
    /// - Parameters:
    ///   - reading: The command's reading, just begun.
    ///   - privilege: Whom it runs as.
    ///   - gates: Keep a wrong password of `sudo` from most PCs.
    ///   - window: What the server may send before `step` allows more; nil: whatever is read.
    ///   - step: Moves bytes; true: all is over; false: what comes soon is still taken; nil: not yet.
    /// - Returns: The reading at its end, and how the server says it ended.
    /// - Throws: ``TransportError``.
    func conduct(
        _ reading: CommandReading,
        as privilege: Privilege?,
        _ gates: PrivilegeGates,
        window: Int? = nil,
        _ step: (inout CommandReading, SSHChannel, SSHSession) throws(SSHFailure) -> Bool?
    ) async throws(TransportError) -> (CommandReading, ServersWord) {
        var reading = reading
        let line = reading.line
        var isDone = false
        // A PC learns that nobody waits for its work any more by the end of the connection alone.
        var mayHaveBegun = reading.isGuarded
        defer { if mayHaveBegun, !isDone { dropUnlessClosed() } }
        let channel: SSHChannel
        do throws(TransportError) {
            channel = try await open(in: .running, window: window) { session, channel throws(SSHFailure) in
                try session.execute(line, on: channel)
            }
        } catch {
            // Nothing was begun, and others may still use the connection.
            if error.code == .channelRefused { mayHaveBegun = false }
            throw error
        }
        defer { retire(channel, isDone: isDone) }
        if let privilege {
            do throws(TransportError) {
                reading = try await start(reading, as: privilege, on: channel, gates)
            } catch {
                // The command is sent only once its shell runs.
                mayHaveBegun = false
                throw error
            }
        }
        let isOver = try await perform(in: .running) { session throws(SSHFailure) -> Bool? in
            try step(&reading, channel, session)
        }
        if !isOver {
            // The command has ended and left a child that may write for ever: take what comes soon.
            try? await timekeeper.clock.sleep(for: Self.grace)
            _ = try await perform(in: .running) { session throws(SSHFailure) -> Bool? in
                _ = try step(&reading, channel, session)
                return true
            }
        }
        isDone = true
        return (reading, (session.exitStatus(of: channel), session.exitSignal(of: channel)))
    }

    /// Sends input as far as it goes.
    ///
    /// - Returns: Whether all of it, and its end, were sent or nobody reads it any more.
    private func send(
        _ input: inout ArraySlice<UInt8>,
        to channel: SSHChannel,
        _ session: SSHSession,
        upTo limit: Int
    ) throws(SSHFailure) -> Bool {
        do throws(SSHFailure) {
            input = input.dropFirst(try session.write(input, to: channel, upTo: limit))
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
        return try isOver(reading, channel, session)
    }

    /// How far a command is, once what has come was read; as ``read(_:from:_:)`` says it.
    func isOver(
        _ reading: CommandReading,
        _ channel: SSHChannel,
        _ session: SSHSession
    ) throws(SSHFailure) -> Bool? {
        if reading.isComplete { return true }
        if session.isAtEnd(channel) {
            if session.exitStatus(of: channel) != nil { return true }
            return try session.isClosed(channel) ? true : nil
        }
        return reading.trustsExitStatus && session.exitStatus(of: channel) != nil ? false : nil
    }
}
