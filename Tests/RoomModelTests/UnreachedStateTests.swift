import RoomModel
import Testing

/// Which state each cause puts a PC in, in each phase: whose errand it is, and whether it is true.
@Suite struct UnreachedStateTests {
    /// What one cause leads to, where neither the phase nor the neighbour table matters.
    private static let fixed: [(HostState, [UnreachedCause])] = [
        // Nothing was ever heard of the PC.
        (.offOrCable, [.nameNotFound, .nameTimedOut]),
        // Something answers at its address, and nobody can be asked to let us in.
        (
            .noSSH,
            [
                .connectionRefused, .notSSH, .noCommonAlgorithm, .serverTooOld, .protocolViolation,
                .bannerTooLong,
            ]
        ),
        (.tooSlow, [.noIdentification, .busy, .timedOut]),
        (.newPC, [.hostKeyUnknown, .hostKeyUnverifiable, .hostKeyCertified]),
        (.pcChanged, [.hostKeyRevoked]),
        // SSH works, and it is the account, the key or what it may do.
        (
            .noAccess,
            [
                .hostKeyLineDamaged, .authenticationRejected, .passwordExpired, .noCredentials, .keyUnusable,
                .channelRefused, .nothingRan, .checksRefused, .fileRefused, .jumpFailed, .jumpRefused,
                .sudoNeedsPassword, .sudoPasswordRefused, .sudoPasswordExpired, .sudoMissing, .sudoDenied,
                .sudoNeedsTerminal, .sudoFailed,
            ]
        ),
        // It is this machine's own matter.
        (.notChecked, [.cancelled, .controllerExhausted, .controllerFile]),
    ]

    /// What depends on the phase or on whether the PC's network card answers.
    private static let varying: [UnreachedCause] = [
        .noRoute, .connectTimedOut, .connectionLost, .hungUp, .hostKeyChanged,
    ]

    private static let answers = NeighbourEvidence.answers(card: "3c:52:82:0a:11:07")
    private static let evidence = [answers, .silent, .unknown]

    @Test func `every cause is in the table once`() {
        let all = Self.fixed.flatMap(\.1) + Self.varying
        #expect(all.count == Set(all).count)
        #expect(Set(all) == Set(UnreachedCause.allCases))
    }

    @Test(arguments: fixed.indices, HostPhase.allCases)
    func `most causes say themselves whose errand it is`(_ index: Int, _ phase: HostPhase) {
        let (state, causes) = Self.fixed[index]
        for cause in causes {
            for neighbour in Self.evidence {
                #expect(cause.state(in: phase, neighbour: neighbour) == state, "\(cause) \(neighbour)")
            }
        }
    }

    @Test(arguments: HostPhase.allCases)
    func `a server that hangs up is on: no SSH before the login, no access from then on`(_ phase: HostPhase) {
        let state: HostState =
            switch phase {
            case .waiting, .resolving, .connecting, .identification, .keyExchange: .noSSH
            case .login, .measuring, .running: .noAccess
            }
        #expect(UnreachedCause.hungUp.state(in: phase) == state)
        #expect(UnreachedCause.hungUp.state(in: phase, neighbour: Self.answers) == state)
        // Who is being switched off hangs up too.
        #expect(UnreachedCause.hungUp.state(in: phase, neighbour: .silent) == .offOrCable)
    }

    @Test(arguments: HostPhase.allCases)
    func `a PC that gives no more sign of life is off, unless its network card answers`(_ phase: HostPhase) {
        #expect(UnreachedCause.connectionLost.state(in: phase) == .offOrCable)
        #expect(UnreachedCause.connectionLost.state(in: phase, neighbour: .silent) == .offOrCable)
        #expect(UnreachedCause.connectionLost.state(in: phase, neighbour: Self.answers) == .tooSlow)
    }

    @Test(arguments: [UnreachedCause.noRoute, .connectTimedOut], HostPhase.allCases)
    func `a network card that answers for a silent port is behind a firewall`(
        _ cause: UnreachedCause,
        _ phase: HostPhase
    ) {
        #expect(cause.state(in: phase) == .offOrCable)
        #expect(cause.state(in: phase, neighbour: .silent) == .offOrCable)
        #expect(cause.state(in: phase, neighbour: Self.answers) == .firewall)
    }

    @Test(arguments: HostPhase.allCases)
    func `a changed key that is another PC's is that other PC`(_ phase: HostPhase) {
        #expect(UnreachedCause.hostKeyChanged.state(in: phase) == .pcChanged)
        #expect(UnreachedCause.hostKeyChanged.state(in: phase, isOfAnotherPC: true) == .otherPC)
    }

    @Test(arguments: UnreachedCause.allCases, HostPhase.allCases)
    func `nobody who was not measured is ready`(_ cause: UnreachedCause, _ phase: HostPhase) {
        for neighbour in Self.evidence {
            for isOfAnotherPC in [true, false] {
                let state = cause.state(in: phase, neighbour: neighbour, isOfAnotherPC: isOfAnotherPC)
                #expect(!state.isReady && !state.isMeasured)
            }
        }
    }

    @Test(
        arguments: [
            (
                "* * *\n\nSystem is booting up.\n  Please come back   later.\n",
                "System is booting up. Please come back later."
            ),
            ("\u{1B}[2Jhello\r\n", "\\u{1b}[2Jhello"),
            ("one\r\ntwo", "one two"),
            ("", nil), ("\n---\n", nil),
        ] as [(String, String?)]
    )
    func `what a server says becomes one safe line`(_ said: String, _ words: String?) {
        #expect(said.words() == words)
    }

    @Test func `long words are cut`() {
        let words = String(repeating: "a ", count: 4_000).words()
        #expect(words?.count == 201)
        #expect(words?.hasSuffix("…") == true)
    }
}
