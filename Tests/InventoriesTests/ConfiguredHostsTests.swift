import Inventories
import OpenSSHFiles
import RoomModel
import Testing

@Suite struct ConfiguredHostsTests {
    /// One file under the path `c`.
    private struct OneFile: ConfigurationFiles {
        let text: String

        func read(_ path: String) -> ConfigurationFile { .text(Array(text.utf8), isOpenToOthers: false) }
        func paths(matching pattern: String) -> [String] { [] }
    }

    private func host(_ name: String, _ address: String? = nil, port: Int? = nil, user: String? = nil) throws
        -> Host
    {
        Host(
            name: try HostName(name),
            address: try NetworkAddress(address ?? name),
            port: port,
            user: try user.map { try UserName($0) }
        )
    }

    private func complete(_ host: Host, _ text: String, with others: [Host] = []) -> (
        host: Host, problems: [Problem]
    ) {
        let machine = LocalMachine(userName: "proctor", userID: 1, homeFolder: "/home/p", hostName: "laptop")
        var hosts = ConfiguredHosts(
            ClientConfiguration(.file("c"), files: OneFile(text: text), machine: machine),
            inventory: [host] + others
        )
        return hosts.complete(host)
    }

    @Test func `completes what the inventory leaves open`() throws {
        let text =
            "Host pc07\nHostName 10.0.0.7\nPort 2222\nUser tech\nIdentityFile ~/k\nIdentitiesOnly yes\n"
        let (completed, problems) = complete(try host("pc07"), text)
        #expect(problems == [])
        #expect(completed.address.description == "10.0.0.7")
        #expect((completed.port, completed.user?.description) == (2222, "tech"))
        #expect(completed.identityFiles == ["/home/p/k"])
        #expect(completed.ssh.identitiesOnly == true)
    }

    @Test func `what the inventory says wins, and its address is looked up`() throws {
        var given = try host("pc07", "10.0.0.7", port: 22, user: "admin")
        given.identityFiles = ["/own"]
        let text =
            "Host pc07\nUser wrong\nHost 10.*\nPort 2222\nUser tech\nIdentityFile /k\nHostKeyAlias Lab7\n"
        let (completed, _) = complete(given, text)
        #expect((completed.port, completed.user?.description) == (22, "admin"))
        #expect(completed.identityFiles == ["/own", "/k"])
        #expect(completed.ssh.hostKeyAlias == "lab7")
    }

    @Test func `no key at all is none of the usual ones either`() throws {
        let (completed, _) = complete(try host("pc07"), "IdentityFile none\n")
        #expect(completed.identityFiles == [] && !completed.ssh.usesUsualKeys)
    }

    @Test func `jump hosts are looked up, each for itself`() throws {
        let text = """
            Host pc*
              ProxyJump gate,tech@inner:2200
            Host gate
              HostName gate.example
              User door
              ProxyJump outer
            Host inner
              HostName 10.0.0.1
              User wrong
              ProxyJump wrong
            """
        let (completed, problems) = complete(try host("pc07"), text)
        #expect(problems == [])
        #expect(completed.jumps.map(\.name.description) == ["outer", "gate", "inner"])
        #expect(completed.jumps.map(\.address.description) == ["outer", "gate.example", "10.0.0.1"])
        #expect(completed.jumps.map { $0.user?.description } == [nil, "door", "tech"])
        #expect(completed.jumps.map(\.port) == [22, 22, 2200])
        #expect(completed.jumps.allSatisfy { $0.jumps.isEmpty })
    }

    @Test func `the name of a PC of the inventory means that PC`() throws {
        let server = try host("server", "10.0.0.1", port: 2200, user: "admin")
        let text = "Host pc07\nProxyJump server\nHost 10.0.0.1\nIdentityFile /k\n"
        let jump = complete(try host("pc07"), text, with: [server]).host.jumps.first
        #expect(jump?.name == server.name)
        #expect((jump?.address, jump?.port, jump?.user) == (server.address, 2200, server.user))
        #expect(jump?.identityFiles == ["/k"])
        let other = complete(try host("pc07"), "Host pc07\nProxyJump x@server:9\n", with: [server]).host.jumps
            .first
        #expect((other?.port, other?.user?.description) == (9, "x"))
    }

    @Test func `an IPv6 jump host gets a name`() throws {
        let jump = complete(try host("pc07"), "Host pc07\nProxyJump [fe80::1%eth0]:22\n").host.jumps.first
        #expect(jump?.address.description == "fe80::1%eth0")
        #expect(jump?.name.description == "_fe80--1-eth0")
    }

    @Test(arguments: [
        "ProxyJump bastion\n", "Host pc07\nProxyJump a\nHost a\nProxyJump b\nHost b\nProxyJump a\n",
        "ProxyJump pc07\n", "Host pc07\nProxyCommand ssh -W %h:%p a\nHost a\nProxyJump pc07\n",
    ])
    func `a loop is an error`(_ text: String) throws {
        let (_, problems) = complete(try host("pc07"), text)
        #expect(problems.count == 1)
        #expect(problems.first?.message.hasSuffix("is reached by way of itself") == true)
        #expect(problems.first?.location.file == "c" && problems.first?.location.line ?? 0 > 0)
    }

    @Test func `what the inventory says of the way wins, a direct one too`() throws {
        var direct = try host("pc07")
        direct.goesDirectly = true
        for text in ["ProxyJump bastion\n", "ProxyCommand nc -x proxy %h %p\n", "Match final\nProxyJump b\n"]
        {
            let (completed, problems) = complete(direct, text)
            #expect(completed.jumps.isEmpty)
            #expect(problems == [])
        }
        let onTheWay = complete(
            try host("pc08"),
            "Host pc08\nProxyJump pc07\nHost pc07\nProxyJump b\n",
            with: [direct]
        )
        #expect(onTheWay.host.jumps.map(\.name.description) == ["pc07"])
    }

    @Test func `starts no program and says so`() throws {
        let text = "Host pc07\n  ProxyCommand nc -x proxy %h %p\n"
        let problem = complete(try host("pc07"), text).problems.first
        #expect(problem?.severity == .error)
        #expect(problem?.location.line == 2)
        for (name, text) in [("pc08", text), ("pc07", "ProxyCommand none\n")] {
            let (_, problems) = complete(try host(name), text)
            #expect(problems == [])
        }
    }

    @Test func `stays strict, and names what it does not follow`() throws {
        let text = "StrictHostKeyChecking no\nCertificateFile /c\nRevokedHostKeys /r\nProxyUseFdpass no\n"
        let problems = complete(try host("pc07"), text).problems
        #expect(problems.map(\.severity) == [.warning, .warning, .warning])
        #expect(problems.map(\.location.line) == [1, 2, 3])
    }

    @Test func `names from the configuration are data`() throws {
        let text = "Host pc07\nHostName -oProxyCommand=x\nUser $(id)\nProxyJump \u{430}dmin,b\n"
        let problems = complete(try host("pc07"), text).problems
        #expect(problems.map(\.location.line) == [2, 3, 4])
        #expect(problems.allSatisfy { $0.severity == .error })
    }

    @Test func `a PC that is not reached by SSH stays as it is`() throws {
        var local = try host("laptop")
        local.access = .local
        #expect(complete(local, "Port 2222\nProxyCommand x\n").host == local)
    }
}
