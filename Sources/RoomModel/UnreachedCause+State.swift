extension UnreachedCause {
    /// The state that this cause puts a PC in: each sends a different person on a different errand.
    ///
    /// Total: every cause in every phase, also where the two never meet.
    ///
    /// - Parameters:
    ///   - phase: What was going on.
    ///   - neighbour: What the neighbour table says of its address (default: nothing).
    ///   - isOfAnotherPC: Whether the host key it shows is another enrolled PC's (default: no).
    /// - Returns: The state; never one that says the PC is ready.
    public func state(
        in phase: HostPhase,
        neighbour: NeighbourEvidence = .unknown,
        isOfAnotherPC: Bool = false
    ) -> HostState {
        switch self {
        case .nameNotFound, .nameTimedOut: .offOrCable
        // A firewall that rejects says "no route", and its network card answers.
        case .noRoute, .connectTimedOut: neighbour.isAnswer ? .firewall : .offOrCable
        // A card that answers belongs to a machine that is on, and hangs.
        case .connectionLost: neighbour.isAnswer ? .tooSlow : .offOrCable
        // Who hangs up is on, unless it was being switched off.
        case .hungUp: neighbour == .silent ? .offOrCable : phase.isBeforeLogin ? .noSSH : .noAccess
        case .connectionRefused, .notSSH, .noCommonAlgorithm, .serverTooOld, .protocolViolation,
            .bannerTooLong:
            .noSSH
        case .noIdentification, .busy, .timedOut: .tooSlow
        case .hostKeyUnknown, .hostKeyUnverifiable, .hostKeyCertified: .newPC
        case .hostKeyChanged: isOfAnotherPC ? .otherPC : .pcChanged
        case .hostKeyRevoked: .pcChanged
        // Whether the PC is the one on file, nobody can tell before the file is put right.
        case .hostKeyLineDamaged: .noAccess
        case .authenticationRejected, .passwordExpired, .noCredentials, .keyUnusable, .channelRefused,
            .nothingRan, .checksRefused, .fileRefused, .jumpFailed, .jumpRefused, .sudoNeedsPassword,
            .sudoPasswordRefused, .sudoPasswordExpired, .sudoMissing, .sudoDenied, .sudoNeedsTerminal,
            .sudoFailed:
            .noAccess
        case .cancelled, .controllerExhausted, .controllerFile: .notChecked
        }
    }
}

extension HostPhase {
    /// Whether nobody has tried to log in yet: what goes wrong concerns the server, not the account.
    public var isBeforeLogin: Bool {
        switch self {
        case .waiting, .resolving, .connecting, .identification, .keyExchange: true
        case .login, .measuring, .running: false
        }
    }
}

extension NeighbourEvidence {
    /// Whether the machine was seen to be on.
    fileprivate var isAnswer: Bool {
        if case .answers = self { true } else { false }
    }
}
