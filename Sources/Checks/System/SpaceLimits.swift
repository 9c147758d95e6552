public import RoomModel

/// The two limits an amount of memory or disk is judged by.
public struct SpaceLimits: Hashable, Sendable {
    /// Less than this is a note; nil: no such limit.
    public let warnBelow: ByteCount?
    /// Less than this must be put right; nil: no such limit.
    public let failBelow: ByteCount?

    /// Creates the limits.
    public init(warnBelow: ByteCount?, failBelow: ByteCount? = nil) {
        self.warnBelow = warnBelow
        self.failBelow = failBelow
    }

    /// Takes `warn_below` and `fail_below` of a playbook.
    ///
    /// - Parameter arguments: The validated values.
    /// - Throws: ``InvalidArgument`` when the softer limit is below the harder one and could never hold.
    init(_ arguments: ParameterValues) throws(InvalidArgument) {
        self.init(warnBelow: arguments.bytes("warn_below"), failBelow: arguments.bytes("fail_below"))
        try LimitOrder.requireFalling(warnBelow, failBelow)
    }

    /// Judges `amount`: an amount equal to a limit is enough.
    func judge(_ amount: ByteCount) -> Judgement {
        if let failBelow, amount < failBelow {
            return Judgement(.fail, .tooLow(.bytes(amount), minimum: .bytes(failBelow)))
        }
        if let warnBelow, amount < warnBelow {
            return Judgement(
                .warn,
                .tooLow(.bytes(amount), minimum: .bytes(warnBelow)),
                nextLimit: failBelow
            )
        }
        return Judgement(.pass, .met(.bytes(amount)), nextLimit: warnBelow ?? failBelow)
    }
}
