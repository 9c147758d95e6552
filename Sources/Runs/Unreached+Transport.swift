import Facts
public import Remoting
public import RoomModel

extension Unreached {
    /// The state an error puts a PC in: each cause sends a different person on a different errand.
    ///
    /// - Parameters:
    ///   - error: What went wrong.
    ///   - card: The network card that the inventory says the PC has; nil where it says none.
    ///   - neighbour: What the neighbour table says, where that matters.
    public init(
        _ error: TransportError,
        enrolledCard card: String? = nil,
        neighbour: NeighbourEvidence = .unknown
    ) {
        // On its own network the kernel finds no route when nobody answers for the address: a PC that is off.
        let isSilent = error.code == .noRoute && neighbour == .silent
        var hasEnrolledCard: Bool?
        if error.code == .hostKeyChanged, let card, case .answers(let seen) = neighbour {
            hasEnrolledCard = seen == card.lowercased()
        }
        self.init(
            state: HostState(error, neighbour: neighbour),
            phase: error.phase,
            cause: (isSilent ? .connectTimedOut : error.code).rawValue,
            elapsed: error.elapsed,
            belongsTo: error.hostKey?.belongsTo.first,
            trustedFingerprint: error.hostKey?.trustedFingerprints.first,
            offeredFingerprint: error.hostKey?.fingerprint,
            hasEnrolledCard: hasEnrolledCard,
            detail: error.greeting ?? error.message,
            jump: error.jump?.host,
            jumpCause: error.jump?.code?.rawValue
        )
    }
}

extension Unreached {
    /// A PC that lets Siaga in and gives no answer that can be trusted: its shell or script host refuses the checks.
    init(_ unmeasured: Unmeasured) {
        let detail: String? = if case .unreadable(let excerpt, _) = unmeasured.reason { excerpt } else { nil }
        self.init(
            state: .noAccess,
            phase: .measuring,
            cause: TransportError.Code.channelRefused.rawValue,
            detail: detail
        )
    }
}

extension HostState {
    fileprivate init(_ error: TransportError, neighbour: NeighbourEvidence) {
        self =
            switch error.code {
            case .nameNotFound, .nameTimedOut, .noRoute, .connectionLost: .offOrCable
            case .connectTimedOut:
                if case .answers = neighbour { .firewall } else { .offOrCable }
            case .connectionRefused, .notSSH, .noCommonAlgorithm, .protocolViolation: .noSSH
            case .noIdentification, .busy, .timedOut: .tooSlow
            case .hostKeyUnknown, .hostKeyUnverifiable: .newPC
            case .hostKeyChanged: error.hostKey?.belongsTo.isEmpty == false ? .otherPC : .pcChanged
            case .hostKeyRevoked: .pcChanged
            // Whether the PC is the one on file, nobody can tell before the file is put right.
            case .hostKeyLineDamaged: .noAccess
            case .authenticationRejected, .noCredentials, .keyUnusable, .channelRefused, .fileRefused,
                .jumpFailed, .jumpRefused, .sudoNeedsPassword, .sudoPasswordRefused, .sudoMissing,
                .sudoDenied,
                .sudoNeedsTerminal, .sudoFailed:
                .noAccess
            case .cancelled, .controllerExhausted, .controllerFile: .notChecked
            }
    }
}
