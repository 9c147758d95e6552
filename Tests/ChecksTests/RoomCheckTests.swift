import Checks
import Facts
import RoomModel
import Testing

/// The judgements about a PC's network, desktop and safety, from what the fragments print.
struct RoomCheckTests {
    private func status(
        _ id: CheckID,
        _ arguments: [String: ParameterValue] = [:],
        _ lines: String...
    ) throws -> CheckStatus {
        try judge(make(id, arguments), PosixOutput(lines: lines + ["end"])).status
    }

    @Test func `a PC's identity is part of its result, for the room to compare`() throws {
        let judged = try judge(
            make("host.unique", [:]),
            "name pc07",
            "machine 3D1219c7c4c5404aaa1f6d2a48adfda4",
            "mac 3c:52:82:0a:11:07",
            "end"
        )
        let identity = HostIdentity(
            name: "pc07",
            machineID: "3d1219c7c4c5404aaa1f6d2a48adfda4",
            hardwareAddresses: ["3c:52:82:0a:11:07"]
        )
        #expect(judged == Judgement(.pass, .identity(identity)))
    }

    @Test(arguments: [
        ("fail", CheckStatus.fail), ("warn", .warn),
    ])
    func `radio and a phone weigh what the playbook says`(_ wifi: String, _ expected: CheckStatus) throws {
        let arguments = ["wifi": ParameterValue.text(wifi)]
        #expect(try status("link.wired", arguments, "link wlp2s0 wifi up -", "route wlp2s0 600") == expected)
        #expect(try status("link.wired", arguments, "link usb0 tether up -", "route usb0 1") == expected)
        #expect(try make("link.wired", arguments).severity == (wifi == "fail" ? .fail : .warn))
    }

    @Test func `a cable is judged by its speed, and by the way out it is`() throws {
        #expect(try status("link.wired", [:], "link enp3s0 ethernet up 100") == .pass)
        let slow = try judge(make("link.wired", [:]), "link enp3s0 ethernet up 10", "end")
        #expect(slow == Judgement(.warn, .tooLow(.text("10 Mb/s"), minimum: .text("100 Mb/s"))))
        let both = ["link enp3s0 ethernet up 1000", "link wlp2s0 wifi up -"]
        #expect(try status("link.wired", [:], both[0], both[1], "route enp3s0 100") == .pass)
        #expect(try status("link.wired", [:], both[0], both[1], "route wlp2s0 100") == .fail)
        #expect(throws: Unmeasured(.notVisible(.hardware))) {
            try status("link.wired", [:], "link eth0 ethernet up -")
        }
        #expect(throws: Unmeasured.self) { try status("link.wired", [:], "link eth0 ethernet down -") }
    }

    private static let plan: [String: ParameterValue] = [
        "network": .text("192.168.0.0/24"), "reserved": .texts(["192.168.0.200"]),
        "doubtful": .texts(["192.168.0.199"]), "static": .flag(true),
    ]

    @Test(arguments: [
        ("192.168.0.7/24 manual", CheckStatus.pass), ("192.168.0.254/24 manual", .pass),
        ("192.168.0.1/24 manual", .pass),
        ("192.168.0.199/24 manual", .warn), ("192.168.0.200/24 manual", .fail),
        ("192.168.0.7/24 dynamic", .fail),
        ("192.168.0.7/16 manual", .fail), ("192.168.1.7/24 manual", .fail),
        ("192.168.0.255/24 manual", .fail),
    ])
    func `an address is held to the room's plan`(_ address: String, _ expected: CheckStatus) throws {
        #expect(try status("ip.plan", Self.plan, "address enp3s0 \(address)") == expected)
    }

    @Test func `an address by DHCP is good where the plan allows it, and none is a failure`() throws {
        let relaxed = Self.plan.merging(["static": .flag(false)]) { $1 }
        #expect(try status("ip.plan", relaxed, "address enp3s0 192.168.0.7/24 dynamic") == .pass)
        #expect(try status("ip.plan", Self.plan) == .fail)
        #expect(throws: Unmeasured.self) {
            try status("ip.plan", Self.plan, "address enp3s0 192.168.0.7/24 manual", "client udhcpc")
        }
    }

    @Test(arguments: ["192.168.0.0", "192.168.0.7/24", "ruang/24", "10.0.0.0/31", "::/24"])
    func `a plan that is no network is refused`(_ network: String) {
        #expect(throws: InvalidArgument.self) { try make("ip.plan", ["network": .text(network)]) }
    }

    @Test func `a second network is named`() throws {
        let judged = try judge(
            make("net.multi", [:]),
            "link enp3s0 ethernet up 100",
            "link wlp2s0 wifi up -",
            "route enp3s0 100",
            "end"
        )
        #expect(judged == Judgement(.warn, .unwanted(["wlp2s0"])))
        #expect(
            try status("net.multi", [:], "link enp3s0 ethernet up 100", "link wlp2s0 wifi down -") == .pass
        )
        #expect(throws: Unmeasured.self) { try status("net.multi") }
    }

    @Test func `network cards are counted, plugged in or not`() throws {
        let two = ["link enp3s0 ethernet up 100", "link enp4s0 ethernet down -"]
        #expect(try status("net.cards", [:], two[0], two[1]) == .pass)
        #expect(try status("net.cards", [:], two[0], "link wlp2s0 wifi up -") == .fail)
    }

    @Test func `a proxy is a note unless it is the school's`() throws {
        let school = ["expected": ParameterValue.text("http://10.0.0.1:3128")]
        #expect(try status("net.proxy") == .pass)
        #expect(try status("net.proxy", [:], "proxy http://10.0.0.1:3128") == .warn)
        #expect(try status("net.proxy", school, "proxy 10.0.0.1:3128") == .pass)
        #expect(try status("net.proxy", school, "proxy http://10.0.0.9:3128/") == .warn)
        #expect(try status("net.proxy", school) == .warn)
        #expect(throws: Unmeasured(.notVisible(.otherDesktop))) { try status("net.proxy", [:], "hidden") }
        #expect(try status("net.proxy", [:], "proxy http://10.0.0.1:3128", "hidden") == .warn)
    }

    @Test func `a laptop may run down to half its battery`() throws {
        #expect(try status("power.state", [:], "mains 0", "battery 49", "desktop seen") == .warn)
        #expect(try status("power.state", [:], "mains 0", "battery 50", "masked", "desktop seen") == .pass)
        #expect(try status("power.state", [:], "mains 1", "battery 3", "masked", "desktop seen") == .pass)
        #expect(try status("power.state", [:], "battery 10", "desktop hidden") == .warn)
    }

    @Test func `sleep and screen savers are noted, and what hides them makes the check unknown`() throws {
        let judged = try judge(make("power.state", [:]), "gnome 'suspend' 900 300", "desktop seen", "end")
        #expect(judged == Judgement(.warn, .unwanted(["sleep (gnome)", "screen saver (gnome)"])))
        #expect(throws: Unmeasured(.notVisible(.otherDesktop))) {
            try status("power.state", [:], "desktop hidden")
        }
        let awake = ["awake": ParameterValue.flag(false)]
        #expect(try status("power.state", awake, "gnome 'suspend' 900 300", "desktop seen") == .pass)
    }

    @Test func `screens are judged by size, scaling and number`() throws {
        let x11 = ["session x11", "x11 seen"]
        #expect(try status("disp.res", [:], x11[0], x11[1], "screen 1024 720") == .pass)
        #expect(try status("disp.res", [:], x11[0], x11[1], "screen 1024 719") == .fail)
        #expect(try status("disp.res", [:], x11[0], x11[1], "screen 1920 1080", "screen 800 600") == .fail)
        #expect(throws: Unmeasured.self) { try status("disp.res", [:], x11[0], x11[1]) }
        #expect(try status("disp.scale", [:], x11[0], x11[1], "screen 1920 1080", "dots 120") == .pass)
        #expect(try status("disp.scale", [:], x11[0], x11[1], "screen 1920 1080", "dots 144") == .warn)
        #expect(try status("disp.scale", [:], x11[0], x11[1], "screen 1024 768", "dots 120") == .warn)
        #expect(throws: Unmeasured(.needs(["xrdb"]))) {
            try status("disp.scale", [:], x11[0], x11[1], "screen 1920 1080")
        }
        #expect(try status("disp.count", [:], "drm connected", "drm connected", "session wayland") == .warn)
        #expect(try status("disp.count", [:], "drm connected", "drm disconnected", "session none") == .pass)
    }

    @Test(arguments: ["disp.res", "disp.scale"] as [CheckID])
    func `a desktop that nobody can see from outside is unknown, never a failure`(_ id: CheckID) {
        #expect(throws: Unmeasured(.notVisible(.wayland))) {
            try status(id, [:], "drm connected", "session wayland")
        }
        #expect(throws: Unmeasured(.notVisible(.nobodyLoggedOn))) { try status(id, [:], "session none") }
        #expect(throws: Unmeasured(.notVisible(.otherDesktop))) {
            try status(id, [:], "session x11", "x11 hidden")
        }
    }

    @Test func `keyboard, mouse and sound are needed`() throws {
        let keyboard = ["handlers sysrq kbd event0", "events 120013"]
        let lost = try judge(make("input.hid", [:]), keyboard[0], keyboard[1], "end")
        #expect(lost == Judgement(.fail, .missing(["mouse"])))
        #expect(
            try status("input.hid", [:], keyboard[0], keyboard[1], "handlers mouse0", "events 17") == .pass
        )
        #expect(try status("audio.dev") == .warn)
        #expect(try status("audio.dev", [:], "card 0") == .pass)
    }

    @Test func `virtual, remote, portable and weak PCs are told`() throws {
        #expect(try status("virt.env", [:], "machine none") == .pass)
        #expect(try status("virt.env", [:], "machine kvm") == .warn)
        #expect(try status("virt.env", [:], "machine none", "remote") == .warn)
        #expect(try judge(make("machine.chassis", [:]), "10").status == .warn)
        #expect(try judge(make("machine.chassis", [:]), "3").status == .pass)
        #expect(try judge(make("cpu.virtualization", [:]), "svm").status == .pass)
        #expect(try judge(make("cpu.virtualization", [:]), "none").status == .fail)
    }

    @Test(arguments: [
        ("any", "ext4", CheckStatus.pass), ("any", "overlay", .pass), ("frozen", "overlay", .pass),
        ("frozen", "ext4", .warn), ("thawed", "overlay", .warn), ("thawed", "ext4", .pass),
    ])
    func `freezing is compared with what is wanted`(_ wanted: String, _ root: String, _ expected: CheckStatus)
        throws
    {
        #expect(try status("freeze.state", ["expected": .text(wanted)], "root \(root)") == expected)
    }

    @Test func `updates, firewall and forbidden programs are notes`() throws {
        #expect(try status("sec.updates") == .pass)
        #expect(
            try judge(make("sec.updates", [:]), "restart", "busy dpkg", "end")
                == Judgement(.warn, .unwanted(["dpkg", "restart"]))
        )
        #expect(try status("sec.firewall", [:], "iptables -P OUTPUT ACCEPT") == .pass)
        #expect(try status("sec.firewall", [:], "iptables -P OUTPUT DROP") == .warn)
        let programs = ["programs": ParameterValue.texts(["AnyDesk.exe"])]
        #expect(try status("apps.forbid", programs) == .pass)
        #expect(try status("apps.forbid", programs, "running anydesk") == .warn)
        #expect(throws: InvalidArgument.self) { try make("apps.forbid", ["programs": .texts([" "])]) }
    }

    @Test(arguments: ["sec.updates", "apps.forbid"] as [CheckID])
    func `some notes are repairs on a day of the exam`(_ id: CheckID) {
        #expect(Catalogue.definition(of: id)?.examDaySeverity == .fail)
    }

    @Test func `what only Windows has does not apply to Linux`() throws {
        let judged = try judge(
            make("rt.dotnet", [:]),
            "kernel=Linux",
            "release=6.1",
            "ID=debian",
            "VERSION_ID=12"
        )
        #expect(judged == Judgement(.notApplicable, .notApplicable(.platform)))
    }

    @Test func `a proctor's PC may have too few cores to be used`() throws {
        let check = try make("cpu.cores", ["warn_below": .count(4), "fail_below": .count(4)])
        #expect(try judge(check, "processors 2").status == .fail)
        #expect(try judge(check, "processors 4").status == .pass)
        #expect(check.severity == .fail)
    }

    @Test func `none of these passes without readings`() throws {
        let ids: [CheckID] = [
            "host.unique", "link.wired", "net.multi", "net.cards", "net.proxy", "power.state", "disp.res",
            "disp.scale",
            "disp.count", "audio.dev", "input.hid", "virt.env", "machine.chassis", "cpu.virtualization",
            "freeze.state",
            "sec.updates", "sec.firewall", "rt.dotnet",
        ]
        for id in ids {
            let check = try make(id, [:])
            #expect(throws: Unmeasured(.notReported), "\(id)") { try check.judge(FactReadings()) }
            for lines in [[], ["ready"], ["end", "end"]] {
                #expect(throws: Unmeasured.self, "\(id): \(lines)") {
                    try judge(check, PosixOutput(lines: lines))
                }
            }
        }
    }
}
