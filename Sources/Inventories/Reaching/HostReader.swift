import Documents
import OpenSSHFiles
import RoomModel

/// Makes ``Host``s from the merged variables of PCs.
struct HostReader {
    let folder: String
    let home: String?
    /// The playbook's folder, or the working folder.
    let playbookFolder: String
    /// The PCs that SSH does not serve: listed, and in no room.
    private(set) var unserved: [Host] = []
    /// What keeps single PCs from being reached, and nobody else.
    private(set) var doubts: [Problem: Set<HostName>] = [:]
    /// Who is left out, by the place that says why.
    private var leftOut: [SourceLocation: (word: String, hosts: [HostName])] = [:]
    private var files: [String: String?] = [:]
    /// Which key files were looked for, and where they were found.
    private var keyFiles: [String: String] = [:]
    /// Who says `winrm` or `psrp`, by the place that says so.
    private var windowsRemoting: [SourceLocation: (word: String, count: Int, hosts: String, port: String?)] =
        [:]
    private var hosts: [Host?] = []
    private var routes: [Int: JumpResolver.Route] = [:]
    private var arguments: [String: Result<RouteArguments, RouteArguments.Fault>] = [:]

    init(folder: String, home: String?, playbookFolder: String) {
        self.folder = folder
        self.home = home
        self.playbookFolder = TextFile.absolute(playbookFolder)
    }

    /// Takes the next PC in, reporting what is wrong with its variables.
    mutating func add(
        _ member: InventoryGraph.Member,
        groups: [GroupName],
        variables: [String: Variable],
        _ library: inout Library
    ) {
        guard let ownName = try? NetworkAddress(member.name.description) else {
            hosts.append(nil)
            return
        }
        var host = Host(name: member.name, address: ownName, groups: groups, variables: variables)
        host.place = HostPlace(
            inventoryFile: file(member.location.file),
            playbookFolder: playbookFolder
        )
        var values = HostValues(host, vault: library.vault)
        let connection = values.text("ansible_connection") ?? "ssh"
        let plugin = ConnectionPlugin(connection)
        guard let access = access(plugin, connection, &values) else {
            for problem in values.problems { library.report(problem) }
            leaveOut(host, values.shown(connection, "ansible_connection"))
            return
        }
        let isWindowsRemoting = plugin == .windowsRemoting
        host.access = access
        if let address = values.name(["ansible_ssh_host", "ansible_host"], NetworkAddress.init) {
            host.address = address
        }
        let ports = ["siaga_port"] + (isWindowsRemoting ? [] : ["ansible_ssh_port", "ansible_port"])
        host.givenPort = values.port(ports)
        host.hidesAddress = values.holdsSecret(["ansible_ssh_host", "ansible_host"] + ports)
        let accounts = ["siaga_user", "ansible_ssh_user", "ansible_user"]
        host.user = values.name(accounts, UserName.init)
        host.password = values.first(["ansible_ssh_password", "ansible_ssh_pass", "ansible_password"])
            .map { Secret($0.text) }
        host.identityFiles =
            values.first(["ansible_ssh_private_key_file", "ansible_private_key_file"])
            .map { [keyFile($0.text)] } ?? []
        host.seat = values.text("seat")?.safe(limit: 20)
        host.mac = values.mac("mac")
        if isWindowsRemoting, let origin = variables["ansible_connection"]?.origin {
            let port =
                values.text("siaga_port") == nil
                ? values.text("ansible_port").map { values.shown($0, "ansible_port") } : nil
            let word = values.shown(connection, "ansible_connection")
            windowsRemoting[origin, default: (word, 0, member.name.description, port)].count += 1
        }
        host.privilege = PrivilegeReader.privilege(&values)
        host.unspoken = values.encrypted(among: accounts + PrivilegeReader.accounts)
        if host.access == .ssh { host.goesDirectly = readRoute(&values, &library) == .direct }
        for problem in values.problems { library.report(problem) }
        for problem in values.doubts { doubts[problem, default: []].insert(host.name) }
        hosts.append(host)
    }

    /// A host that SSH does not serve; nothing else that is said of it is looked at.
    private mutating func leaveOut(_ host: Host, _ word: String) {
        unserved.append(host)
        hosts.append(nil)
        guard let origin = host.variables["ansible_connection"]?.origin else { return }
        leftOut[origin, default: (word, [])].hosts.append(host.name)
    }

    /// The file that names a PC, from the root; nil for the names of PCs themselves.
    private mutating func file(_ path: String) -> String? {
        if let known = files[path] { return known }
        let file = SourceFile.isListOfNames(path) ? nil : TextFile.absolute(path)
        files[path] = .some(file)
        return file
    }

    /// All PCs, with the jump hosts on the way to them; nil for one that could not be made.
    func finished(_ library: inout Library) -> [Host?] {
        reportNotes(&library)
        return JumpResolver.resolved(hosts, routes, &library)
    }

    /// What the inventory says of the way to a PC.
    private enum Way {
        case jumps, direct, unsaid
    }

    /// The jump hosts, from the first of ssh's arguments that names some, in the order Ansible gives them to ssh.
    private mutating func readRoute(_ values: inout HostValues, _ library: inout Library) -> Way {
        var way = Way.unsaid
        for name in ["ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args"] {
            guard let text = values.text(name), let origin = values.origin(name) else { continue }
            let read: Result<RouteArguments, RouteArguments.Fault>
            if let known = arguments[text] {
                read = known
            } else {
                read = Result { () throws(RouteArguments.Fault) in try RouteArguments(text) }
                arguments[text] = read
            }
            switch read {
            case .failure(let fault): values.report(name, fault.message, hint: fault.hint)
            case .success(let route):
                if let hops = route.hops, way == .unsaid {
                    way = hops.isEmpty ? .direct : .jumps
                    if !hops.isEmpty { routes[hosts.count] = .init(hops: expanded(hops), origin: origin) }
                }
                report(route.unused, of: name, at: origin, &library)
            }
        }
        return way
    }

    private mutating func expanded(_ hops: [JumpHop]) -> [JumpHop] {
        var hops = hops
        for place in hops.indices {
            hops[place].identityFiles = hops[place].identityFiles.map { keyFile($0) }
        }
        return hops
    }

    private func report(
        _ unused: [String],
        of name: String,
        at origin: SourceLocation,
        _ library: inout Library
    ) {
        guard !unused.isEmpty else { return }
        let names = unused.map { "`\($0.safe(limit: 40))`" }.joined(separator: ", ")
        library.report(
            Problem(
                .warning,
                at: origin,
                "of `\(name)` Siaga uses the jump hosts; not used: \(names)",
                hint: "write what Siaga should know into `~/.ssh/config`"
            )
        )
    }

    /// How the PC is reached; nil for one that SSH does not serve.
    private func access(
        _ plugin: ConnectionPlugin,
        _ name: String,
        _ values: inout HostValues
    ) -> HostAccess? {
        if let word = values.text("siaga_access") {
            if let access = HostAccess(rawValue: word) { return access }
            values.report(
                "siaga_access",
                "`\(values.shown(word, "siaga_access"))` is no way to reach a PC",
                hint: "write `none` (no SSH by design), `ssh` or `local`"
            )
        }
        switch plugin {
        case .local: return .local
        case .ssh, .windowsRemoting: return .ssh
        case .other:
            guard let nearest = ConnectionPlugin.nearest(to: name) else { return nil }
            values.report(
                "ansible_connection",
                "`\(values.shown(name, "ansible_connection"))` is no connection",
                hint: "did you mean `\(nearest)`?"
            )
            return .ssh
        }
    }

    /// The path of a key: `~` expanded; relative to the inventory's folder where it is found there.
    private mutating func keyFile(_ text: String) -> String {
        if let known = keyFiles[text] { return known }
        var path = text
        if let home, text == "~" || text.hasPrefix("~/") {
            path = home + text.dropFirst()
        } else if !text.hasPrefix("/"), isHere(folder.appending(path: text)) {
            path = folder.appending(path: text)
        }
        keyFiles[text] = path
        return path
    }

    /// Whether a key lies there; one that cannot be looked at does too, and is refused with its path when it is read.
    private func isHere(_ path: String) -> Bool {
        do {
            return try TextFile.kind(of: path) == .file
        } catch {
            return true
        }
    }

    /// Says once for each place who is left out, and that PCs meant for WinRM are reached by SSH.
    private func reportNotes(_ library: inout Library) {
        for problem in doubts.keys { library.report(problem) }
        for (origin, said) in leftOut {
            let more = said.hosts.count > 1 ? " and \((said.hosts.count - 1).grouped) more are" : " is"
            library.report(
                Problem(
                    .warning,
                    at: origin,
                    "`\(said.hosts[0])`\(more) listed and left out of every run: `\(said.word)` is not SSH",
                    hint: "for a PC that has an SSH server all the same: `siaga_access: ssh`"
                )
            )
        }
        for (origin, said) in windowsRemoting {
            let who = said.count == 1 ? "`\(said.hosts)` says" : "\(said.count.grouped) PCs say"
            let port = said.port.map { "; `ansible_port: \($0.safe(limit: 10))` is not used" } ?? ""
            library.report(
                Problem(
                    .warning,
                    at: origin,
                    "\(who) `ansible_connection: \(said.word)`: Siaga reaches them by SSH, port 22\(port)",
                    hint: "set `siaga_port` or `siaga_user` where SSH differs; Ansible ignores them"
                )
            )
        }
    }
}
