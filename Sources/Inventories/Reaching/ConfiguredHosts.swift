public import OpenSSHFiles
public import RoomModel

/// Completes the PCs of an inventory from OpenSSH's client configuration, as Ansible's calls of `ssh` would be completed.
///
/// What the inventory says wins, since Ansible hands it to `ssh` on the command line; the configuration is asked about the
/// address, `ssh -o User=… -o Port=… <ansible_host>`. Each jump host is a question of its own, as each is an `ssh` of its
/// own; the name of a PC of the inventory means that PC.
public struct ConfiguredHosts {
    /// What tells one login from another on the way to a PC.
    private struct Station: Hashable {
        let address: String
        let port: Int
        let user: String?

        init(_ host: Host) {
            address = host.address.description.lowercased()
            port = host.port
            user = host.user?.description
        }
    }

    private let configuration: ClientConfiguration
    private let inventory: [String: Host]
    private var problems: [Problem] = []

    /// Prepares to complete PCs.
    ///
    /// - Parameters:
    ///   - configuration: The configuration.
    ///   - hosts: Every PC of the inventory, by whose names jump hosts may be called.
    public init(_ configuration: ClientConfiguration, inventory hosts: [Host]) {
        self.configuration = configuration
        inventory = Dictionary(hosts.map { ($0.name.description, $0) }) { first, _ in first }
    }

    /// The PC with everything the configuration adds.
    ///
    /// - Parameter host: The PC as the inventory has it.
    /// - Returns: The PC as it is reached, and what is wrong with that or not followed.
    public mutating func complete(_ host: Host) -> (host: Host, problems: [Problem]) {
        guard host.access == .ssh else { return (host, []) }
        problems = []
        let (completed, settings) = settled(host)
        var result = completed
        result.jumps = way(to: host, settings, [Station(completed)])
        var told: Set<Problem> = []
        return (result, problems.filter { told.insert($0).inserted })
    }

    /// What the configuration adds to a PC or jump host, apart from the way to it.
    private mutating func settled(_ host: Host) -> (Host, ClientSettings) {
        let settings = configuration.settings(
            for: ClientConfiguration.Query(
                host: host.address.description,
                user: host.user?.description,
                port: host.givenPort,
                identityFiles: host.identityFiles
            )
        )
        problems += settings.problems
        var result = host
        do throws(InvalidName) {
            if settings.hostName != host.address.description.lowercased() {
                result.address = try NetworkAddress(settings.hostName)
            }
        } catch { report(error, at: settings.places.hostName) }
        do throws(InvalidName) {
            if host.user == nil, let user = settings.user { result.user = try UserName(user) }
        } catch { report(error, at: settings.places.user) }
        result.givenPort = settings.port
        result.identityFiles = settings.identityFiles
        result.ssh = settings.preferences
        result.ssh.usesUsualKeys = settings.usesUsualKeys
        note(settings)
        return (result, settings)
    }

    /// The jump hosts on the way to a PC or jump host: those the inventory gives, else the configuration's.
    private mutating func way(to host: Host, _ settings: ClientSettings, _ path: [Station]) -> [Host] {
        let place = settings.places.proxy
        guard !host.goesDirectly else { return [] }
        guard host.jumps.isEmpty else { return way(host.jumps, at: place, path) }
        if let command = settings.proxyCommand {
            problems.append(
                Problem(
                    at: place ?? SourceLocation(file: ""),
                    "`ProxyCommand \(command.safe(limit: 60))` would start a program; Siaga starts none to reach a PC",
                    hint: "use `ProxyJump`, or `ProxyCommand none` for these PCs"
                )
            )
            return []
        }
        return way(settings.jumps.compactMap { jumpHost($0, at: place) }, at: place, path)
    }

    /// The jump hosts `stops` completed, with those on the way to the first of them before it.
    private mutating func way(_ stops: [Host], at place: SourceLocation?, _ path: [Station]) -> [Host] {
        var way: [Host] = []
        for (index, stop) in stops.enumerated() {
            let (host, settings) = settled(stop)
            let station = Station(host)
            guard !path.contains(station), path.count <= JumpHop.most else {
                problems.append(
                    Problem(
                        at: place ?? SourceLocation(file: ""),
                        "the jump host `\(stop.name)` is reached by way of itself",
                        hint: "leave it out: `Host * !\(stop.name)`, or give it `ProxyJump none`"
                    )
                )
                return []
            }
            // Of a list, only the first is looked up with the way to it: each other one is reached from the one before.
            if index == 0 { way += self.way(to: stop, settings, path + [station]) }
            var completed = host
            completed.jumps = []
            way.append(completed)
        }
        return way
    }

    /// A jump host as it is named, or the PC of the inventory that has its name.
    private mutating func jumpHost(_ hop: JumpHop, at place: SourceLocation?) -> Host? {
        do throws(InvalidName) {
            var host: Host
            if let known = inventory[hop.host], known.access == .ssh {
                host = known
            } else {
                // An IPv6 address is no name of a PC: its colons and zone are written otherwise.
                let isName = !hop.host.contains { $0 == ":" || $0 == "%" }
                let name =
                    isName ? hop.host : "_" + String(hop.host.map { $0 == ":" || $0 == "%" ? "-" : $0 })
                host = Host(name: try HostName(name), address: try NetworkAddress(hop.host))
            }
            if let user = hop.user { host.user = try UserName(user) }
            if let port = hop.port { host.givenPort = port }
            host.identityFiles += hop.identityFiles
            return host
        } catch {
            report(error, at: place)
            return nil
        }
    }

    private mutating func report(_ error: InvalidName, at place: SourceLocation?) {
        problems.append(Problem(at: place ?? SourceLocation(file: ""), error.sentence))
    }

    /// Says what holds and is not followed.
    private mutating func note(_ settings: ClientSettings) {
        if let value = settings.strictHostKeyChecking, value == .no || value == .acceptNew,
            let place = settings.places.strictness
        {
            problems.append(
                Problem(
                    .warning,
                    at: place,
                    "`StrictHostKeyChecking \(value.rawValue)` is not followed: a key that is not on file is never accepted",
                    hint: "make the PCs known once, with `enroll`"
                )
            )
        }
        for missed in settings.missed {
            problems.append(Problem(.warning, at: missed.place, "`\(missed.keyword)` is not followed"))
        }
    }
}
