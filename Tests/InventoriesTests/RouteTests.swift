import Inventories
import RoomModel
import Testing

/// The way to a PC: jump hosts and privilege.
@Suite struct RouteTests {
    private func hosts(_ text: String) throws -> [Host] {
        try TextFolder.with(["hosts.ini": text]) { try $0.load("hosts.ini").rooms[0].hosts }
    }

    private func ways(_ text: String) throws -> [[String]] {
        try hosts(text).map { host in
            host.jumps.map { "\($0.user.map { "\($0)@" } ?? "")\($0.name)=\($0.address):\($0.port)" }
        }
    }

    @Test(arguments: [
        ("-J gw", ["gw=gw:22"]),
        ("-Jop@gw:2222", ["op@gw=gw:2222"]),
        ("-o ProxyJump=gw", ["gw=gw:22"]),
        ("-oProxyJump=outer,op@inner:2022", ["outer=outer:22", "op@inner=inner:2022"]),
        ("-o 'ProxyJump gw'", ["gw=gw:22"]),
        ("-o proxyjump=ssh://op@gw:2222", ["op@gw=gw:2222"]),
        ("-o ProxyJump=none", []),
        ("-o ProxyJump=first -o ProxyJump=second", ["first=first:22"]),
        (#"-o ProxyCommand=\"ssh -W %h:%p -q op@gw\""#, ["op@gw=gw:22"]),
        (#"-o ProxyCommand=\"ssh -p 2222 -l op -W [%h]:%p gw\""#, ["op@gw=gw:2222"]),
        (#"-o ProxyCommand=\"/usr/bin/ssh gw -W %h:%p -J outer\""#, ["outer=outer:22", "gw=gw:22"]),
        (#"-o ProxyCommand=\"ssh -W %h:%p %r@gw\""#, ["siaga@gw=gw:22"]),
    ])
    func `understands`(_ arguments: String, _ way: [String]) throws {
        let text = "[lab1]\npc01 ansible_user=siaga ansible_ssh_common_args=\"\(arguments)\"\n"
        #expect(try ways(text) == [way])
    }

    @Test func `gives a jump host of the inventory its own settings, and the jump hosts before it`() throws {
        let text = """
            [gateways]
            outer ansible_host=203.0.113.1 ansible_user=luar
            inner ansible_host=10.0.0.1 ansible_port=2222 ansible_ssh_common_args='-J outer'
            [lab1]
            pc01 ansible_host=192.168.0.7
            pc02 ansible_host=192.168.0.8
            pc03 ansible_ssh_extra_args='-J op@inner:22'
            [lab1:vars]
            ansible_ssh_common_args='-o ProxyJump="inner"'
            """
        let inner = ["luar@outer=203.0.113.1:22", "inner=10.0.0.1:2222"]
        #expect(try ways(text) == [[], ["luar@outer=203.0.113.1:22"], inner, inner, inner])
    }

    @Test func `reaches a gateway directly that its group sends through itself`() throws {
        #expect(try ways("gw\npc01\n[all:vars]\nansible_ssh_common_args=-J gw\n") == [[], ["gw=gw:22"]])
    }

    @Test(arguments: ["-o ProxyJump=none", "-o ProxyCommand=none", "-C -J NONE", "-J none -J gw"])
    func `a way that is said to be direct is direct, whatever OpenSSH's configuration says`(
        _ arguments: String
    ) throws {
        let text = "pc01 ansible_ssh_common_args='\(arguments)'\npc02\npc03 ansible_ssh_common_args='-J gw'\n"
        #expect(try hosts(text).map(\.goesDirectly) == [true, false, false])
    }

    @Test func `takes one address behind two jump hosts for two PCs`() throws {
        let text = """
            [a]
            pc01 ansible_host=192.168.0.7 ansible_ssh_common_args='-J gw1'
            [b]
            pc02 ansible_host=192.168.0.7 ansible_ssh_common_args='-J gw2'
            """
        #expect(try hosts(text).count == 2)
    }

    @Test(arguments: [
        (#"-o ProxyCommand=\"nc %h %p\""#, "Siaga starts no program to reach a PC"),
        (#"-o ProxyCommand=\"ssh gw nc %h %p\""#, "Siaga starts no program to reach a PC"),
        (#"-o ProxyCommand=\"ssh -W other:22 gw\""#, "Siaga starts no program to reach a PC"),
        ("-J $(id)", "is no host name"),
        ("-J -oProxyCommand=x", "is no host name"),
        ("-J gw:99999", "is no list of jump hosts"),
        ("-J a,,b", "is no list of jump hosts"),
        ("-J a,b,c,d,e,f,g,h,i", "is no list of jump hosts"),
        ("-J", "has no value"),
        ("{{ lookup('env', 'X') }}", "cannot evaluate Jinja"),
    ])
    func `refuses`(_ arguments: String, _ message: String) throws {
        let text = "[lab1]\npc01 ansible_ssh_common_args=\"\(arguments)\"\n"
        let problems = try TextFolder.with(["hosts.ini": text]) { $0.problems("hosts.ini") }
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("hosts.ini:2:1 ") == true)
        #expect(problems.first?.contains(message) == true, "\(problems)")
    }

    @Test func `refuses jump hosts that lead back to themselves`() throws {
        let text = "a ansible_ssh_common_args='-J b'\nb ansible_ssh_common_args='-J a'\n"
        let problems = try TextFolder.with(["hosts.ini": text]) { $0.problems("hosts.ini") }
        #expect(problems.first?.contains("lead back to itself") == true, "\(problems)")
    }

    @Test func `names once what it does not use`() throws {
        let text = """
            pc[01:09]
            [all:vars]
            ansible_ssh_common_args=-C -o ControlMaster=auto -o ProxyJump=gw -F other
            """
        let problems = try TextFolder.with(["hosts.ini": text]) { $0.problems("hosts.ini") }
        #expect(
            problems == [
                "hosts.ini:3:1 note: of `ansible_ssh_common_args` Siaga uses the jump hosts;"
                    + " not used: `-C`, `ControlMaster`, `-F` | write what Siaga should know into `~/.ssh/config`"
            ]
        )
    }

    @Test func `reads whom commands run as`() throws {
        let text = """
            pc01 ansible_become=yes
            pc02 ansible_become=true ansible_become_user=admin ansible_become_password=hunter2
            pc03 ansible_become=no ansible_become_password="{{ lookup('x') }}"
            pc04 ansible_become_user=admin
            pc05 ansible_become=1 ansible_sudo_pass=old ansible_become_method=sudo
            """
        let hosts = try hosts(text)
        #expect(hosts.map { $0.privilege?.user.description } == ["root", "admin", nil, nil, "root"])
        #expect(hosts[1].privilege?.password?.reveal { $0 } == "hunter2")
        #expect(hosts[4].privilege?.password?.reveal { $0 } == "old")
        for (text, message) in [
            ("pc01 ansible_become=yes ansible_become_method=su\n", "`su` is no way"),
            ("pc01 ansible_become=perhaps\n", "`perhaps` is neither yes nor no"),
            ("pc01 ansible_become=yes ansible_become_user='a;b'\n", "is no user"),
        ] {
            let problems = try TextFolder.with(["hosts.ini": text]) { $0.problems("hosts.ini") }
            #expect(problems.first?.contains(message) == true, "\(problems)")
        }
    }

    @Test func `takes the later alias as Ansible does`() throws {
        let text =
            "pc01 ansible_user=a ansible_ssh_user=b ansible_port=1 ansible_ssh_port=2 ansible_host=x ansible_ssh_host=y\n"
        let host = try hosts(text)[0]
        #expect(host.user?.description == "b")
        #expect(host.port == 2)
        #expect(host.address.description == "y")
    }
}
