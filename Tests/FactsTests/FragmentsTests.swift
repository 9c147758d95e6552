import Facts
import Testing

@Suite struct FragmentsTests {
    static let fragments = [
        ApplicationFilesFact.fragments, ApplicationVersionFact.fragments, ApplicationHashFact.fragments,
        NameLookupFact.fragments, TCPPortsFact.fragments, ServerAnswerFact.fragments,
        RoundTripsFact.fragments,
    ]

    @Test(arguments: BareShell.allCases)
    func `every fragment is read by every shell`(_ shell: BareShell) async throws {
        for fragment in Self.fragments {
            #expect(try await shell.parses(fragment.posix), "\(fragment.posix)")
        }
    }

    @Test func `no fragment holds a control character or a line the probe cannot carry`() {
        for fragment in Self.fragments {
            #expect(
                fragment.posix.unicodeScalars.allSatisfy { $0.isASCII && ($0 == "\n" || $0.value >= 0x20) }
            )
        }
    }
}
