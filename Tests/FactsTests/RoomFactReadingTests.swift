import Facts
import RoomModel
import Testing

/// The readings of the facts about a PC's network, desktop and safety, on recorded and hand-made output.
struct RoomFactReadingTests {
    @Test func `reads who a PC says it is`() throws {
        let fact = HostIdentityFact()
        let recorded = try fact.read(Fixture.output(of: fact, "debian-12"))
        #expect(recorded.name == "vm" && recorded.machineID == "3d1219c7c4c5404aaa1f6d2a48adfda4")
        #expect(recorded.hardwareAddresses == ["02:fc:00:00:00:01"])
        let old = try fact.read(Fixture.output(of: fact, "made-no-machine-id"))
        #expect(old.machineID == nil && old.hardwareAddresses.count == 2 && old.bootID == nil)
        let boot = "B2E0C0DE-0000-4000-8000-00000000000f"
        let started = try fact.read(PosixOutput(lines: ["name pc", "boot \(boot)", "end"]))
        #expect(started.bootID == boot.lowercased())
    }

    @Test(arguments: [
        [], ["end"], ["name pc"], ["name pc", "name pd", "end"], ["name pc", "machine 12", "end"],
        ["name pc", "mac 02:fc", "end"], ["end", "name pc", "end"], ["name pc", "", "end"],
        ["name pc", "boot x", "end"], ["name pc", "boot 00000000000000000000000000000000", "end"],
        ["name pc"] + Array(repeating: "boot b2e0c0de-0000-4000-8000-00000000000f", count: 2) + ["end"],
    ])
    func `an identity that makes no sense is unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try HostIdentityFact().read(PosixOutput(lines: lines)) }
    }

    @Test func `orders default routes by their metric`() throws {
        let fact = NetworkLinksFact()
        let reading = try fact.read(Fixture.output(of: fact, "made-cable-and-wifi"))
        #expect(reading.defaultRoutes == ["enp3s0", "wlp2s0"])
        #expect(
            reading.links == [
                .init(name: "enp3s0", kind: .ethernet, isUp: true, megabitsPerSecond: 1_000),
                .init(name: "wlp2s0", kind: .wifi, isUp: true),
            ]
        )
        let virtual = try fact.read(Fixture.output(of: fact, "debian-12-virtual"))
        #expect(virtual.links == [.init(name: "eth0", kind: .ethernet, isUp: true)])
    }

    @Test(arguments: [
        [], ["link eth0 ethernet up"], ["link eth0 token up 4", "end"], ["link eth0 wifi maybe -", "end"],
        ["link eth0 ethernet up -5", "end"], ["route eth0 x", "end"], ["end", "end"],
    ])
    func `links that make no sense are unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try NetworkLinksFact().read(PosixOutput(lines: lines)) }
    }

    @Test func `tells addresses with a lifetime from those set by hand`() throws {
        let fact = AddressesFact()
        let reading = try fact.read(Fixture.output(of: fact, "made-dhcp"))
        #expect(reading.serverAddress == "192.168.0.107")
        #expect(reading.addresses.map(\.isDynamic) == [true, true])
        #expect(reading.addresses.map(\.prefixLength) == [24, 16])
        #expect(try fact.read(Fixture.output(of: fact, "made-udhcpc")).hasSilentClient)
    }

    @Test(arguments: [
        [], ["address eth0 1.2.3/24 manual", "end"], ["address eth0 1.2.3.4/33 manual", "end"],
        ["address eth0 1.2.3.4 manual", "end"], ["address eth0 1.2.3.4/24 perhaps", "end"],
        ["address eth0 / manual", "end"], ["address eth0 // manual", "end"],
        ["address eth0 /24 manual", "end"],
    ])
    func `addresses that make no sense are unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try AddressesFact().read(PosixOutput(lines: lines)) }
    }

    @Test func `names a proxy once, and never an account`() throws {
        let fact = ProxyFact()
        let reading = try fact.read(Fixture.output(of: fact, "made-environment"))
        #expect(reading.proxies == ["http://10.0.0.1:3128/"])
        #expect(try fact.read(Fixture.output(of: fact, "debian-12")).proxies.isEmpty)
        let leaky = PosixOutput(lines: ["proxy http://guru:rahasia@10.0.0.1", "end"])
        #expect(throws: Unmeasured(.unreadable(""))) { try fact.read(leaky) }
    }

    @Test func `reads power, sleep and screen savers`() throws {
        let fact = PowerFact()
        let awake = try fact.read(Fixture.output(of: fact, "made-laptop-awake"))
        #expect(awake.isOnMains == false && awake.batteryPercent == 78)
        #expect(awake.sleepers.isEmpty && awake.savers.isEmpty && awake.obstacle == nil)
        let usual = try fact.read(Fixture.output(of: fact, "made-gnome-default"))
        #expect(usual.isOnMains == nil && usual.sleepers == ["gnome"] && usual.savers == ["gnome", "dpms"])
        let masked = try fact.read(Fixture.output(of: fact, "made-charging"))
        #expect(masked.sleepers.isEmpty, "a masked target never sleeps")
        #expect(try fact.read(Fixture.output(of: fact, "debian-12-no-desktop")).obstacle == .nobodyLoggedOn)
    }

    @Test(arguments: [
        [], ["end"], ["mains 2", "desktop seen", "end"], ["battery full", "desktop seen", "end"],
        ["battery 400", "desktop seen", "end"], ["desktop perhaps", "end"],
        ["desktop seen", "desktop none", "end"],
    ])
    func `a power state that makes no sense is unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try PowerFact().read(PosixOutput(lines: lines)) }
    }

    @Test func `reads the screens of an X desktop, and says why others cannot be seen`() throws {
        let fact = DisplaysFact()
        let two = try fact.read(Fixture.output(of: fact, "made-x11-two-screens"))
        #expect(two.screens == [.init(width: 1_920, height: 1_080), .init(width: 800, height: 600)])
        #expect(two.percent == 150 && two.connected == 2)
        let wayland = try fact.read(Fixture.output(of: fact, "made-wayland"))
        #expect(wayland.screens == nil && wayland.obstacle == .notVisible(.wayland) && wayland.connected == 2)
        #expect(try fact.read(Fixture.output(of: fact, "made-no-xrandr")).obstacle == .needs(["xrandr"]))
    }

    @Test(arguments: [
        [], ["end"], ["session x11", "end"], ["session x11", "x11 seen", "screen 0 600", "end"],
        ["x11 seen", "session x11", "end"], ["session mir", "end"],
        ["session x11", "x11 seen", "dots 0", "end"],
    ])
    func `screens that make no sense are unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try DisplaysFact().read(PosixOutput(lines: lines)) }
    }

    @Test func `counts sound cards, and believes a list of none`() throws {
        let fact = SoundCardsFact()
        #expect(try fact.read(Fixture.output(of: fact, "made-two-cards")) == 2)
        #expect(try fact.read(Fixture.output(of: fact, "debian-12-none")) == 0)
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: ["card 0", "card 0", "end"])) }
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: [])) }
    }

    @Test func `takes no power button for a keyboard`() throws {
        let fact = InputDevicesFact()
        #expect(
            try fact.read(Fixture.output(of: fact, "made-desktop"))
                == .init(hasKeyboard: true, hasPointer: true)
        )
        let lost = try fact.read(Fixture.output(of: fact, "made-no-keyboard"))
        #expect(lost == .init(hasKeyboard: false, hasPointer: true))
        #expect(throws: Unmeasured(.notVisible(.hardware))) {
            try fact.read(Fixture.output(of: fact, "debian-12-empty"))
        }
        #expect(throws: Unmeasured(.absent("/proc/bus/input/devices"))) {
            try fact.read(PosixOutput(lines: ["absent"]))
        }
    }

    @Test(
        arguments: [
            ("debian-12-container", "docker", false), ("made-physical", nil, false),
            ("made-remote", nil, true),
            ("made-virtualbox", "oracle", false),
        ] as [(String, String?, Bool)]
    )
    func `reads the environment`(_ fixture: String, _ machine: String?, _ isRemote: Bool) throws {
        let reading = try EnvironmentFact().read(Fixture.output(of: EnvironmentFact(), fixture))
        #expect(reading == .init(virtualization: machine, hasRemoteDesktop: isRemote))
    }

    @Test func `an environment without a machine is unreadable`() {
        #expect(throws: Unmeasured.self) { try EnvironmentFact().read(PosixOutput(lines: ["end"])) }
    }

    @Test func `reads case, processor and freezing, or says that they cannot be told`() throws {
        let chassis = ChassisFact()
        #expect(try chassis.read(Fixture.output(of: chassis, "made-notebook")))
        #expect(try !chassis.read(Fixture.output(of: chassis, "made-desktop")))
        for name in ["debian-12-container", "made-unknown"] {
            #expect(throws: Unmeasured(.notVisible(.hardware))) {
                try chassis.read(Fixture.output(of: chassis, name))
            }
        }
        let processor = CPUVirtualizationFact()
        #expect(try processor.read(Fixture.output(of: processor, "made-intel")))
        #expect(try !processor.read(Fixture.output(of: processor, "debian-12-virtual")))
        #expect(throws: Unmeasured.self) { try processor.read(Fixture.output(of: processor, "made-arm")) }
        let freeze = FreezeFact()
        #expect(try freeze.read(Fixture.output(of: freeze, "made-overlayroot")))
        #expect(try !freeze.read(Fixture.output(of: freeze, "made-thawed")))
        #expect(throws: Unmeasured(.notVisible(.container))) {
            try freeze.read(Fixture.output(of: freeze, "debian-12-container"))
        }
    }

    @Test func `reads updates and running programs, each named once`() throws {
        let updates = PendingUpdatesFact()
        let busy = try updates.read(Fixture.output(of: updates, "made-ubuntu-upgrading"))
        #expect(busy == .init(needsRestart: true, busy: ["unattended-upgr", "dpkg"]))
        #expect(try updates.read(Fixture.output(of: updates, "debian-12")) == .init(needsRestart: false))
        let programs = RunningProgramsFact(names: ["AnyDesk.exe"])
        #expect(
            try programs.read(Fixture.output(of: programs, "made-anydesk")) == ["anydesk", "remoting host"]
        )
        #expect(try programs.read(Fixture.output(of: programs, "debian-12")).isEmpty)
        #expect(throws: Unmeasured.self) { try programs.read(PosixOutput(lines: ["running anydesk"])) }
    }

    @Test(arguments: [
        ("made-ufw", true), ("made-blocked-443", false), ("made-nft-drop-policy", false),
        ("made-nft-allowed", true),
    ])
    func `follows the firewall's rules to port 443`(_ fixture: String, _ isOpen: Bool) throws {
        #expect(try FirewallFact().read(Fixture.output(of: FirewallFact(), fixture)) == isOpen)
    }

    @Test(arguments: [
        ["-A -j DROP"], ["-A -j"], ["-A"], ["-A OUTPUT -j"], ["-P"], ["-P OUTPUT"], ["-N"], ["-j -j -j -j"],
    ])
    func `a firewall rule of which words are missing ends no scan`(_ rules: [String]) {
        let lines = rules.map { "iptables \($0)" } + ["end"]
        _ = try? FirewallFact().read(PosixOutput(lines: lines))
    }

    @Test(.timeLimit(.minutes(1)), arguments: [0, 1])
    func `chains that jump into each other many times are read at once`(_ step: Int) {
        let chains = (0..<31).map { "c\($0)" }
        let jumps = zip(chains, chains.dropFirst(step)).flatMap { from, to in
            [String](repeating: "iptables -A \(from) -j \(to)", count: 8)
        }
        let lines =
            ["iptables -P OUTPUT ACCEPT"] + chains.map { "iptables -N \($0)" }
            + ["iptables -A OUTPUT -j c0"] + jumps + ["end"]
        let isOpen = try? FirewallFact().read(PosixOutput(lines: lines))
        // A chain that leads into itself cannot be: what it says is not known.
        #expect(isOpen == (step == 0 ? nil : true))
    }

    @Test func `a rule with a condition that may decide it leaves the firewall unknown`() {
        #expect(throws: Unmeasured(.notVisible(.rules))) {
            try FirewallFact().read(Fixture.output(of: FirewallFact(), "made-some-addresses"))
        }
    }
}
