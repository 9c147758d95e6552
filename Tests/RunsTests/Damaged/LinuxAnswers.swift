import Facts
import Testing

/// What a PC prints for each fact of the shipped playbooks: on which all is well, and on which it is not.
enum LinuxAnswers {
    /// Recorded answers on which all is well, by fact.
    private static let healthy = [
        "app.version": "made-expected", "apps.running": "debian-12", "audio.dev": "made-two-cards",
        "cpu.cores": "debian-12", "disk.free": "debian-12", "disp.res": "made-x11",
        "freeze.state": "made-thawed", "host.unique": "debian-12", "input.hid": "made-desktop",
        "ip.plan": "made-static", "net.proxy": "debian-12", "net.quality": "made-frame-clean",
        "net.server": "made-curl-answered", "os.arch": "debian-12", "os.version": "debian-12",
        "power.state": "made-laptop-awake", "ram.free": "debian-12", "ram.total": "debian-12",
        "sec.firewall": "made-ufw", "sec.updates": "debian-12", "time.zone": "jakarta",
        "virt.env": "made-physical",
    ]
    /// Recorded answers of a PC that must not be used.
    private static let failing = [
        "app.version": "made-older", "apps.running": "made-anydesk", "disk.free": "full",
        "disk.write": "debian-12", "input.hid": "made-no-keyboard", "ip.plan": "made-server-address",
        "net.links": "made-wifi-only", "net.server": "made-curl-unavailable", "os.version": "macos-14",
        "sec.updates": "made-ubuntu-upgrading",
    ]

    /// What a healthy PC prints for `fact`; nil where nothing was recorded that a shipped playbook needs.
    static func right(_ fact: any Fact) throws -> [String]? {
        switch fact {
        case let lookup as NameLookupFact:
            return ["tool getent"] + lookup.names.indices.map { "\($0 + 1) ok 203.0.113.\($0 + 1)" }
        case let ports as TCPPortsFact:
            return ports.endpoints.indices.map { "\($0 + 1) ok 1.0 1.1" }
        case is NetworkLinksFact: return ["link enp3s0 ethernet up 1000", "route enp3s0 100", "end"]
        case is DiskWriteFact: return ["written"]
        default: return try recorded(fact, healthy)
        }
    }

    /// What a PC prints for `fact` that must not be used; nil where this fact stops no PC.
    static func wrong(_ fact: any Fact) throws -> [String]? {
        switch fact {
        case let lookup as NameLookupFact:
            return ["tool getent"]
                + lookup.names.indices.map { "\($0 + 1) " + ($0 < 2 ? "noname" : "ok 203.0.113.\($0 + 1)") }
        case let ports as TCPPortsFact:
            return ports.endpoints.indices.map { "\($0 + 1) " + ($0 < 2 ? "refused" : "ok 1.0 1.1") }
        case is DisplaysFact:
            return ["drm connected", "session x11", "x11 seen", "screen 800 600", "dots 96", "end"]
        case is RAMTotalFact: return ["MemTotal: 524288 kB"]
        default: return try recorded(fact, failing)
        }
    }

    private static func recorded(_ fact: any Fact, _ names: [String: String]) throws -> [String]? {
        let id = type(of: fact).id
        return try names[id].map { try RecordedAnswers.output(of: id, named: $0).lines }
    }
}
