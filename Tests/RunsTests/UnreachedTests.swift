import Remoting
import RoomModel
import Runs
import Testing

@Suite struct UnreachedTests {
    /// The state of each cause, as the design's table of states has it.
    private static let states: [TransportError.Code: HostState] = [
        .nameNotFound: .offOrCable,
        .nameTimedOut: .offOrCable,
        .noRoute: .offOrCable,
        .connectTimedOut: .offOrCable,
        .connectionLost: .offOrCable,
        .connectionRefused: .noSSH,
        .notSSH: .noSSH,
        .noCommonAlgorithm: .noSSH,
        .protocolViolation: .noSSH,
        .noIdentification: .tooSlow,
        .busy: .tooSlow,
        .timedOut: .tooSlow,
        .hostKeyUnknown: .newPC,
        .hostKeyUnverifiable: .newPC,
        .hostKeyChanged: .pcChanged,
        .hostKeyRevoked: .pcChanged,
        .authenticationRejected: .noAccess,
        .noCredentials: .noAccess,
        .keyUnusable: .noAccess,
        .channelRefused: .noAccess,
        .fileRefused: .noAccess,
        .jumpFailed: .noAccess,
        .jumpRefused: .noAccess,
        .sudoNeedsPassword: .noAccess,
        .sudoPasswordRefused: .noAccess,
        .sudoMissing: .noAccess,
        .sudoDenied: .noAccess,
        .sudoNeedsTerminal: .noAccess,
        .sudoFailed: .noAccess,
        .cancelled: .notChecked,
        .controllerExhausted: .notChecked,
        .controllerFile: .notChecked,
    ]

    @Test(arguments: TransportError.Code.allCases)
    func `each cause sends one person on one errand`(_ code: TransportError.Code) throws {
        let error = TransportError(code, in: .login, "it went wrong", elapsed: .seconds(3))
        let unreached = Unreached(error)
        #expect(unreached.state == Self.states[code])
        #expect(unreached.cause == code.rawValue)
        #expect(unreached.phase == .login)
        #expect(unreached.elapsed == .seconds(3))
        #expect(!unreached.state.isReady)
    }

    @Test(arguments: [
        (NeighbourEvidence.answers, HostState.firewall),
        (.silent, .offOrCable),
        (.unknown, .offOrCable),
    ])
    func `the neighbour table splits a silent port`(_ evidence: NeighbourEvidence, _ state: HostState) {
        let error = TransportError(.connectTimedOut, in: .connecting, "nothing answered")
        #expect(Unreached(error, neighbour: evidence).state == state)
    }

    @Test func `a network card that answers changes nothing about a port that is closed`() {
        let error = TransportError(.connectionRefused, in: .connecting, "refused")
        #expect(Unreached(error, neighbour: .answers).state == .noSSH)
    }

    @Test func `a changed key that belongs to another PC is another PC`() throws {
        let other = try HostName("pc09")
        let evidence = HostKeyEvidence(
            type: "ssh-ed25519",
            blob: [1],
            fingerprint: "SHA256:shown",
            trustedFingerprints: ["SHA256:filed"],
            belongsTo: [other]
        )
        let unreached = Unreached(
            TransportError(.hostKeyChanged, in: .keyExchange, "changed", hostKey: evidence)
        )
        #expect(unreached.state == .otherPC)
        #expect(unreached.belongsTo == other)
        #expect(unreached.offeredFingerprint == "SHA256:shown")
        #expect(unreached.trustedFingerprint == "SHA256:filed")
    }
}
