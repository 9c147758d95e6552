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
    ///   - unspoken: What nobody is to repeat, although the PC may say it (`Host.unspoken`; default: nothing).
    public init(
        _ error: TransportError,
        enrolledCard card: String? = nil,
        neighbour: NeighbourEvidence = .unknown,
        unspoken: [Secret] = []
    ) {
        // On its own network the kernel finds no route when nobody answers for the address: a PC that is off.
        let isSilent = error.code == .noRoute && neighbour == .silent
        var hasEnrolledCard: Bool?
        if error.code == .hostKeyChanged, let card, case .answers(let seen) = neighbour {
            hasEnrolledCard = seen == card.lowercased()
        }
        self.init(
            state: error.code.state(
                in: error.phase,
                neighbour: neighbour,
                isOfAnotherPC: error.hostKey?.belongsTo.isEmpty == false
            ),
            phase: error.phase,
            cause: (isSilent ? .connectTimedOut : error.code).rawValue,
            elapsed: error.elapsed,
            belongsTo: error.hostKey?.belongsTo.first,
            trustedFingerprint: error.hostKey?.trustedFingerprints.first,
            offeredFingerprint: error.hostKey?.fingerprint,
            hasEnrolledCard: hasEnrolledCard,
            detail: (error.code == .notSSH ? error.words : nil) ?? error.message,
            words: error.words.flatMap { $0.repeats(any: unspoken) ? nil : $0 },
            jump: error.jump?.host,
            jumpCause: error.jump?.code?.rawValue
        )
    }
}

extension Unreached {
    /// A PC that lets Siaga in and gives no answer that can be trusted: its shell or script host refuses the checks.
    init(_ unmeasured: Unmeasured) {
        self.init(
            state: .noAccess,
            phase: .measuring,
            cause: UnreachedCause.checksRefused.rawValue,
            detail: unmeasured.words,
            words: unmeasured.words
        )
    }
}
