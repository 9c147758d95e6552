import ArgumentParser

/// What the hosts of a benchmark are checked for.
enum CheckSet: String, CaseIterable, ExpressibleByArgument {
    /// What an exam stands on: reach, system, disk, clock, app, network.
    case core
    /// Every check of the catalogue but `net.download`, which would measure loopback.
    case all

    /// The most processor time a scan may take, as a ratio to the floor's.
    ///
    /// The floor reads nothing of what comes back, so the ratio grows with the number of answers.
    var maximumProcessor: Double {
        switch self {
        case .core: 2
        case .all: 2.25
        }
    }

    /// Whether the hosts are compared with each other.
    var compareIdentities: Bool { self == .all }

    /// Checks whose result is the machine's own affair: it is measured, and decides nothing.
    private static let indifferent =
        [
            "ip.plan: { network: 10.0.0.0/8, severity: warn, required: false }",
            "apps.forbid: { programs: [no-such-program], severity: warn, required: false }",
        ]
        + [
            "host.unique", "freeze.state", "machine.chassis", "cpu.virtualization", "disp.res", "disp.scale",
            "disp.count", "input.hid", "audio.dev", "power.state", "virt.env", "rt.dotnet", "link.wired",
            "net.multi", "ip.dup", "net.cards", "net.proxy", "sec.updates", "sec.firewall",
        ].map { "\($0): { severity: warn, required: false }" }

    /// The lines of a playbook behind the checks of the core.
    var furtherChecks: String {
        switch self {
        case .core: ""
        case .all: Self.indifferent.map { "  - \($0)\n" }.joined()
        }
    }
}
