public import Facts
public import RoomModel

/// What must hold before anything on a PC can be measured: it is reached and recognised.
///
/// These rows of the catalogue need no facts. A PC that is not reached or not the enrolled one has a state instead of
/// results (`OFF OR CABLE`, `PC CHANGED`, …) and no check of it is judged; so the judgement is *met* once it is asked
/// for at all. Being asked is the proof from this run.
public struct Precondition: Check {
    /// None.
    public var facts: [any Fact] { [] }

    /// `fail`: nothing else can be known without it.
    public var severity: Severity { .fail }

    /// Met; see above.
    public func judge(_ readings: FactReadings) -> Judgement { Judgement(.pass, .met(nil)) }

    /// `ssh.reach`: name, address, port, key exchange and login.
    public static let reach = CheckDefinition(
        id: "ssh.reach",
        label: Localized(id: "Sambungan ke PC", en: "Connection to the PC"),
        hint: Localized(
            id: "Nyalakan PC, periksa kabel LAN dan layanan SSH",
            en: "Switch the PC on, check the network cable and the SSH service"
        ),
        source: "own judgement: the deadlines of a scan",
        make: make
    )

    /// `host.key`: the key of the SSH server is the enrolled one.
    public static let hostKey = CheckDefinition(
        id: "host.key",
        label: Localized(id: "Pengenal PC", en: "Identity of the PC"),
        hint: Localized(
            id: "PC tertukar atau dipasang ulang; pastikan dulu, lalu kenalkan ulang PC",
            en: "The PC was swapped or reinstalled; make sure which, then enrol it again"
        ),
        source: "RFC 4251 §4.1: the key is the server's identity",
        make: make
    )

    private static let make: @Sendable (ParameterValues) throws(InvalidArgument) -> any Check = { _ in
        Precondition()
    }
}
