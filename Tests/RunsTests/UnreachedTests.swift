import Remoting
import RoomModel
import Runs
import Testing

@Suite struct UnreachedTests {
    @Test(arguments: UnreachedCause.allCases)
    func `an error's evidence becomes the record`(_ code: UnreachedCause) {
        for phase in HostPhase.allCases {
            let error = TransportError(code, in: phase, "it went wrong", elapsed: .seconds(3), words: "No.")
            let unreached = Unreached(error)
            #expect(unreached.state == code.state(in: phase))
            #expect(unreached.cause == code.rawValue)
            #expect(unreached.phase == phase)
            #expect(unreached.elapsed == .seconds(3))
            #expect(unreached.words == "No.")
        }
    }

    @Test func `what nobody is to repeat is not repeated, although the PC says it`() {
        let error = TransportError(.hungUp, in: .login, "it hung up", words: "Account budi has expired")
        #expect(Unreached(error).words == "Account budi has expired")
        #expect(Unreached(error, unspoken: [Secret("budi")]).words == nil)
    }

    @Test(arguments: [
        (NeighbourEvidence.answers(card: "3c:52:82:0a:11:07"), HostState.firewall),
        (.silent, .offOrCable),
        (.unknown, .offOrCable),
    ])
    func `the neighbour table splits a silent port`(_ evidence: NeighbourEvidence, _ state: HostState) {
        let error = TransportError(.connectTimedOut, in: .connecting, "nothing answered")
        #expect(Unreached(error, neighbour: evidence).state == state)
    }

    @Test func `a network card that answers changes nothing about a port that is closed`() {
        let error = TransportError(.connectionRefused, in: .connecting, "refused")
        #expect(Unreached(error, neighbour: .answers(card: "3c:52:82:0a:11:07")).state == .noSSH)
    }

    @Test func `what is no SSH server is shown by its own first bytes`() {
        let error = TransportError(
            .notSSH,
            in: .identification,
            "pc07 (10.0.0.7:22): what answers there is no SSH 2 server; it said `HTTP/1.1 400`",
            words: "HTTP/1.1 400"
        )
        #expect(Unreached(error).detail == "HTTP/1.1 400")
    }

    @Test func `no route on the own network is a PC that gives no sign`() {
        let error = TransportError(.noRoute, in: .connecting, "there is no way to it")
        #expect(Unreached(error, neighbour: .silent).cause == "connect-timed-out")
        #expect(Unreached(error, neighbour: .unknown).cause == "no-route")
        #expect(Unreached(error, neighbour: .silent).state == .offOrCable)
    }

    @Test(
        arguments: [
            ("3C:52:82:0A:11:07", NeighbourEvidence.answers(card: "3c:52:82:0a:11:07"), true),
            ("3c:52:82:0a:11:08", .answers(card: "3c:52:82:0a:11:07"), false),
            (nil, .answers(card: "3c:52:82:0a:11:07"), nil), ("3c:52:82:0a:11:07", .unknown, nil),
        ] as [(String?, NeighbourEvidence, Bool?)]
    )
    func `a changed key says whether the card is the enrolled one`(
        _ enrolled: String?,
        _ neighbour: NeighbourEvidence,
        _ expected: Bool?
    ) {
        let changed = TransportError(.hostKeyChanged, in: .keyExchange, "changed")
        #expect(
            Unreached(changed, enrolledCard: enrolled, neighbour: neighbour).hasEnrolledCard == expected
        )
        let silent = TransportError(.connectTimedOut, in: .connecting, "nothing answered")
        #expect(Unreached(silent, enrolledCard: enrolled, neighbour: neighbour).hasEnrolledCard == nil)
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
