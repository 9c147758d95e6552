import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// What a PC may send before the sink has taken it: what OpenSSH's own client allows (`CHAN_SES_WINDOW_DEFAULT`,
    /// 64 packets of 32 KiB), and with it the most that is held for a slow sink.
    private static let streamWindow = 2 << 20

    /// Runs a command to its proved end while its input is made and its output taken.
    ///
    /// - Parameters:
    ///   - request: What to run.
    ///   - input: What it reads; nil: only the request's input.
    ///   - output: Takes stdout; nil: it is kept.
    ///   - limit: The longest silence.
    ///   - gates: Keep a wrong password of `sudo` from most PCs.
    /// - Returns: How it ended.
    /// - Throws: ``TransportError``.
    func stream(
        _ request: CommandRequest,
        from input: (any ByteSource)?,
        into output: (any ByteSink)?,
        silence limit: Duration,
        gates: PrivilegeGates
    ) async throws(TransportError) -> CommandResult {
        try await streaming(from: input, into: output, silence: limit) {
            inlet,
            outlet,
            silence async throws(TransportError) in
            try await self.exchange(
                request,
                inlet,
                outlet,
                passesOutputOn: output != nil,
                silence,
                gates: gates
            )
        }
    }

    /// Carries an upload out while its contents are made.
    ///
    /// - Parameters:
    ///   - upload: The upload, just begun.
    ///   - contents: What the file is to hold.
    ///   - limit: The longest silence.
    /// - Throws: ``TransportError``.
    func send(
        _ upload: SFTPUpload,
        made contents: any ByteSource,
        silence limit: Duration
    ) async throws(TransportError) {
        try await streaming(from: contents, into: nil, silence: limit) {
            inlet,
            _,
            silence async throws(TransportError) in
            try await self.send(upload, from: inlet, silence)
        }
    }

    /// Runs `body` between a source and a sink, each at its own pace; whoever fails first ends the others.
    private func streaming<Value: Sendable>(
        from input: (any ByteSource)?,
        into output: (any ByteSink)?,
        silence limit: Duration,
        _ body: @escaping @Sendable (BytePipe, BytePipe, SilenceWatch) async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let silence = SilenceWatch(on: timekeeper.clock, hasBegun: false)
        let (inlet, outlet) = (BytePipe(waking: bell), BytePipe(waking: bell))
        if input == nil { inlet.end() }
        let late = place.late(
            .timedOut,
            in: .running,
            "the next byte of what is being sent or received",
            limit
        )
        let outcome: Result<Value, TransportError> = await withTaskGroup(of: StreamPart<Value>.self) {
            group in
            group.addTask {
                await .of { () async throws(TransportError) in
                    .ended(try await body(inlet, outlet, silence))
                }
            }
            group.addTask {
                await .of { () async throws(TransportError) in
                    if let input { try await inlet.fill(from: input, silence) }
                    return .nothing
                }
            }
            group.addTask {
                await .of { () async throws(TransportError) in
                    if let output { try await outlet.empty(into: output, silence) }
                    return .drained
                }
            }
            group.addTask { await silence.outlasts(limit) ? .failed(late) : .nothing }
            defer { group.cancelAll() }
            var result: Value?
            var isDrained = false
            for await part in group {
                switch part {
                case .ended(let ended): result = ended
                case .drained: isDrained = true
                case .nothing: break
                case .failed(let error): return .failure(error)
                }
                if let result, isDrained { return .success(result) }
            }
            return .failure(place.cancelled(in: .running))
        }
        return try outcome.get()
    }

    /// Moves bytes between the channel and the two pipes until the command is over; ends the outlet.
    private func exchange(
        _ request: CommandRequest,
        _ inlet: BytePipe,
        _ outlet: BytePipe,
        passesOutputOn: Bool,
        _ silence: SilenceWatch,
        gates: PrivilegeGates
    ) async throws(TransportError) -> CommandResult {
        let took = timekeeper.stopwatch()
        let begun = CommandReading(request, on: platform, passesOutputOn: passesOutputOn)
        var pending = (begun.preamble + request.standardInput)[...]
        var isInputOpen = true
        /// What was read and the server has not yet been told of.
        var allowance = 0
        var (reading, end) = try await conduct(
            begun,
            as: request.privilege,
            gates,
            window: Self.streamWindow
        ) { reading, channel, session throws(SSHFailure) in
            silence.begin()
            inlet.open()
            if isInputOpen {
                isInputOpen = try !send(&pending, then: inlet, to: channel, session, silence)
            }
            let errors = try session.read(.error, of: channel) { reading.append($0, to: .error) }
            let output = try session.read(.output, of: channel) { reading.append($0, to: .output) }
            if errors + output > 0 { silence.noteMove() }
            if passesOutputOn { outlet.put(reading.takeOutput()) }
            allowance += errors + (passesOutputOn ? outlet.takeSettled() : output)
            if allowance >= Self.streamWindow / 8 {
                try session.widen(channel, by: allowance)
                allowance = 0
            }
            // A child that holds an output open may still write what the sink is to get: the end of it counts.
            let isOver = try isOver(reading, channel, session)
            return isOver == false && passesOutputOn ? nil : isOver
        }
        reading.end()
        outlet.put(reading.takeOutput())
        outlet.end()
        return try result(of: reading, request, end, took: took())
    }

    /// Sends what is at hand as far as it goes.
    ///
    /// - Returns: Whether all input, and its end, were sent or nobody reads it any more.
    private func send(
        _ pending: inout ArraySlice<UInt8>,
        then inlet: BytePipe,
        to channel: SSHChannel,
        _ session: SSHSession,
        _ silence: SilenceWatch
    ) throws(SSHFailure) -> Bool {
        do throws(SSHFailure) {
            while true {
                if pending.isEmpty, let piece = inlet.take() { pending = piece[...] }
                guard !pending.isEmpty else { break }
                let count = try session.write(pending, to: channel, upTo: inputAllowance)
                guard count > 0 else {
                    // It is we who send nothing.
                    if openQuestions > 0 { silence.noteMove() }
                    return false
                }
                pending = pending.dropFirst(count)
                silence.noteMove()
            }
            return inlet.isDrained ? try session.endInput(of: channel) : false
        } catch {
            guard error.kind == .channelClosed else { throw error }
            return true
        }
    }
}

/// What one part of a stream has to say.
private enum StreamPart<Value: Sendable>: Sendable {
    case ended(Value)
    case drained
    case nothing
    case failed(TransportError)

    static func of(_ body: () async throws(TransportError) -> Self) async -> Self {
        do throws(TransportError) { return try await body() } catch { return .failed(error) }
    }
}
