import Documents
import OpenSSHFiles
import RoomModel

/// Puts the jump hosts on the way to each PC: those of the inventory with their own settings, others as they are written.
struct JumpResolver {
    /// What was said for one PC, and where.
    struct Route {
        let hops: [JumpHop]
        let origin: SourceLocation
    }

    /// The PCs, without their jump hosts.
    private let hosts: [Host?]
    private let routes: [Int: Route]
    private let index: [String: Int]
    /// PCs behind the same jump hosts share them.
    private var known: [[JumpHop]: [Host]] = [:]
    private var problems: [Problem] = []

    /// The PCs with their jump hosts.
    static func resolved(_ hosts: [Host?], _ routes: [Int: Route], _ library: inout Library) -> [Host?] {
        guard !routes.isEmpty else { return hosts }
        var resolver = JumpResolver(hosts, routes)
        var resolved = hosts
        for (position, route) in routes.sorted(by: { $0.key < $1.key }) {
            resolved[position]?.jumps = resolver.jumps(to: position, route, behind: [])
        }
        for problem in resolver.problems { library.report(problem) }
        return resolved
    }

    private init(_ hosts: [Host?], _ routes: [Int: Route]) {
        self.hosts = hosts
        self.routes = routes
        var index: [String: Int] = [:]
        for (position, host) in hosts.enumerated() { if let host { index[host.name.description] = position } }
        self.index = index
    }

    private mutating func jumps(to position: Int, _ route: Route, behind: Set<Int>) -> [Host] {
        let user = hosts[position]?.user?.description
        var hops = route.hops
        for place in hops.indices where hops[place].user == "%r" { hops[place].user = user }
        // A gateway that is told to go through itself is reached directly: its group says it of every PC.
        let others = hops.filter { index[$0.host] != position }
        if let jumps = known[others] { return jumps }
        var jumps: [Host] = []
        for (place, hop) in others.enumerated() {
            if let listed = index[hop.host], let host = hosts[listed] {
                if place == 0, let further = routes[listed] {
                    guard !behind.contains(listed) else {
                        report(
                            "the jump hosts of `\(host.name)` lead back to itself",
                            at: route,
                            "name one that is reached directly"
                        )
                        return []
                    }
                    jumps += self.jumps(to: listed, further, behind: behind.union([position, listed]))
                }
                jumps += [jump(host, hop, at: route)].compactMap(\.self)
            } else {
                jumps += [made(hop, at: route)].compactMap(\.self)
            }
        }
        known[others] = jumps
        return jumps
    }

    /// A PC of the inventory as a jump host; what is written on the way counts more.
    private mutating func jump(_ host: Host, _ hop: JumpHop, at route: Route) -> Host? {
        var host = host
        host.jumps = []
        guard set(hop, on: &host, at: route) else { return nil }
        return host
    }

    private mutating func made(_ hop: JumpHop, at route: Route) -> Host? {
        do {
            var host = Host(name: try HostName(hop.host), address: try NetworkAddress(hop.host))
            guard set(hop, on: &host, at: route) else { return nil }
            return host
        } catch {
            report(
                "the jump host \(error.sentence)",
                at: route,
                "list it in the inventory, its address in `ansible_host`, and write its name here"
            )
            return nil
        }
    }

    private mutating func set(_ hop: JumpHop, on host: inout Host, at route: Route) -> Bool {
        if let port = hop.port { host.givenPort = port }
        if !hop.identityFiles.isEmpty { host.identityFiles = hop.identityFiles }
        guard let user = hop.user else { return true }
        do {
            host.user = try UserName(user)
            return true
        } catch {
            report("the account of a jump host: \(error.sentence)", at: route, nil)
            return false
        }
    }

    private mutating func report(_ message: String, at route: Route, _ hint: String?) {
        problems.append(Problem(at: route.origin, message, hint: hint))
    }
}
