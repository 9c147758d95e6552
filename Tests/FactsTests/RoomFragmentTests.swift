import Facts
import Foundation
import RoomModel
import Testing

/// The fragments of the facts about network, desktop and safety, run in each shell: on this machine, and on a made one
/// whose kernel files and tools print what real ones do.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct RoomFragmentTests {
    static let facts: [any Fact] = [
        HostIdentityFact(), NetworkLinksFact(), AddressesFact(), ProxyFact(), PowerFact(), DisplaysFact(),
        SoundCardsFact(), InputDevicesFact(), EnvironmentFact(), ChassisFact(), CPUVirtualizationFact(),
        FreezeFact(),
        PendingUpdatesFact(), FirewallFact(), RunningProgramsFact(names: ["no-such-program"]),
    ]

    @Test(arguments: BareShell.allCases)
    func `every fragment is read by every shell`(_ shell: BareShell) async throws {
        for fact in Self.facts {
            #expect(try await shell.parses(type(of: fact).fragments.posix), "\(type(of: fact).id)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `every fact of this machine is measured or says why not`(_ shell: Shell) async throws {
        let probe = Probe(facts: Self.facts, examProcesses: ["no-such-exam"])
        let outcome = try await probe.measure(over: ShellConnection(shell: shell)) { .now }
        guard case .measured(let readings) = outcome else {
            Issue.record("not measured: \(outcome)")
            return
        }
        #expect(readings.isComplete)
        #expect(try !readings.reading(of: HostIdentityFact()).name.isEmpty)
        #expect(try readings.reading(of: RunningProgramsFact(names: ["no-such-program"])).isEmpty)
        #expect(try readings.reading(of: PendingUpdatesFact()).busy.count < 5)
        for fact in Self.facts {
            if let reason = Self.obstacle(to: fact, in: readings) {
                #expect(!Self.isNonsense(reason), "\(fact): \(reason)")
            }
        }
    }

    private static func obstacle(to fact: some Fact, in readings: FactReadings) -> UnmeasuredReason? {
        do {
            _ = try readings.reading(of: fact)
            return nil
        } catch {
            return error.reason
        }
    }

    private static func isNonsense(_ reason: UnmeasuredReason) -> Bool {
        switch reason {
        case .unreadable, .notReported, .timedOut: true
        default: false
        }
    }

    /// Runs a fact's fragment in a machine made of files below a folder, with the tools of `bin` before the real ones.
    private func measure<F: Fact>(_ fact: F, in shell: Shell, _ files: [String: String]) async throws
        -> F.Reading
    {
        let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, text) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            if text.hasPrefix("-> ") {
                try FileManager.default.createSymbolicLink(
                    atPath: file.path(percentEncoded: false),
                    withDestinationPath: String(text.dropFirst(3))
                )
            } else {
                try text.write(to: file, atomically: true, encoding: .utf8)
            }
            let mode = path.hasPrefix("bin/") ? 0o755 : 0o644
            if !text.hasPrefix("-> ") {
                let name = file.path(percentEncoded: false)
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: name)
            }
        }
        var folder = root.path(percentEncoded: false)
        if folder.last == "/" { folder.removeLast() }
        var body = F.fragments.posix
        for top in [
            "/run/dbus/", "/sys/", "/etc/", "/proc/net/", "/proc/bus/", "/proc/asound/", "/proc/cpuinfo",
        ] {
            body = body.replacing(top, with: folder + top)
        }
        let run = try await shell.fragment("PATH=\(folder)/bin:$PATH\n" + body, fact.arguments)
        return try fact.read(PosixOutput(lines: run.lines, exitCode: Int(run.code ?? 1)))
    }

    @Test(arguments: Shell.allCases)
    func `sees cable, radio and a phone as what they are`(_ shell: Shell) async throws {
        let net = "sys/class/net/"
        let reading = try await measure(
            NetworkLinksFact(),
            in: shell,
            [
                net + "lo/type": "772\n", net + "docker0/type": "1\n",
                net + "enp3s0/type": "1\n", net + "enp3s0/carrier": "1\n", net + "enp3s0/speed": "1000\n",
                net + "enp3s0/device/driver": "-> /drivers/r8169",
                net + "usb0/type": "1\n", net + "usb0/carrier": "1\n", net + "usb0/speed": "-1\n",
                net + "usb0/device/driver": "-> /drivers/rndis_host",
                net + "wlp2s0/type": "1\n", net + "wlp2s0/carrier": "0\n", net + "wlp2s0/wireless/x": "",
                net + "wlp2s0/device/driver": "-> /drivers/iwlwifi",
                "proc/net/route": """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                usb0\t00000000\t0101A8C0\t0003\t0\t0\t200\t00000000\t0\t0\t0
                enp3s0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
                enp3s0\t0000A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0

                """,
            ]
        )
        #expect(
            reading.links == [
                .init(name: "enp3s0", kind: .ethernet, isUp: true, megabitsPerSecond: 1_000),
                .init(name: "usb0", kind: .tether, isUp: true),
                .init(name: "wlp2s0", kind: .wifi, isUp: false),
            ]
        )
        #expect(reading.defaultRoutes == ["enp3s0", "usb0"])
    }

    @Test(arguments: Shell.allCases)
    func `looks at the desktop of its own account`(_ shell: Shell) async throws {
        let owner = try await scene("id -u")
        let login = """
            #!/bin/sh
            case $1 in
            list-sessions) printf '      2 %s siswa seat0 tty2\\n     c1 120 gdm seat0 tty1\\n' \(owner) ;;
            show-session)
                case $2 in
                2) printf 'User=%s\\nName=siswa\\nDisplay=:0\\nType=x11\\nClass=user\\nActive=yes\\n' \(owner) ;;
                *) printf 'User=120\\nName=gdm\\nDisplay=\\nType=wayland\\nClass=greeter\\nActive=no\\n' ;;
                esac ;;
            esac

            """
        let tools = [
            "run/dbus/system_bus_socket": "",
            "bin/loginctl": login,
            "bin/xrandr": """
            #!/bin/sh
            [ "$DISPLAY" = :0 ] || exit 1
            cat <<'SAID'
            Screen 0: minimum 320 x 200, current 1366 x 768, maximum 16384 x 16384
            HDMI-1 disconnected (normal left inverted right x axis y axis)
            LVDS-1 connected primary 1366x768+0+0 (normal left inverted right x axis y axis) 309mm x 174mm
               1366x768      60.00*+
            VGA-1 connected (normal left inverted right x axis y axis)
               1024x768      60.00 +
            SAID

            """,
            "bin/xrdb": "#!/bin/sh\nprintf 'Xft.antialias:\\t1\\nXft.dpi:\\t120\\n'\n",
            "bin/xset":
                "#!/bin/sh\nprintf 'Screen Saver:\\n  timeout:  600    cycle:  600\\n  DPMS is Disabled\\n'\n",
            "bin/gsettings": """
            #!/bin/sh
            case "$2 $3" in
            *'proxy mode') echo "'manual'" ;;
            *'proxy.http host') echo "'10.0.0.1'" ;;
            *'proxy.http port') echo 3128 ;;
            *'host') echo "''" ;;
            *sleep-inactive-ac-type) echo "'nothing'" ;;
            *sleep-inactive-ac-timeout) echo 3600 ;;
            *idle-delay) echo 'uint32 0' ;;
            esac

            """,
        ]
        let screens = try await measure(DisplaysFact(), in: shell, tools)
        #expect(screens.screens == [.init(width: 1_366, height: 768)])
        #expect(screens.percent == 125)
        let power = try await measure(
            PowerFact(),
            in: shell,
            tools.merging([
                "sys/class/power_supply/AC/type": "Mains\n", "sys/class/power_supply/AC/online": "0\n",
                "sys/class/power_supply/BAT0/type": "Battery\n",
                "sys/class/power_supply/BAT0/capacity": "41\n",
                "sys/class/power_supply/hidpp_battery_0/type": "Battery\n",
                "sys/class/power_supply/hidpp_battery_0/scope": "Device\n",
                "sys/class/power_supply/hidpp_battery_0/capacity": "5\n",
                "etc/systemd/logind.conf": "[Login]\n#IdleAction=ignore\nIdleAction=suspend\n",
            ]) { $1 }
        )
        #expect(power.isOnMains == false && power.batteryPercent == 41 && power.obstacle == nil)
        #expect(power.sleepers == ["logind"] && power.savers == ["xset"])
        let proxy = try await measure(
            ProxyFact(),
            in: shell,
            tools.merging([
                "etc/environment": "PATH=/bin\nhttps_proxy=\"http://guru:rahasia@10.0.0.2:8080\"\n"
            ]) { $1 }
        )
        #expect(proxy.proxies == ["http://10.0.0.2:8080", "10.0.0.1:3128"])
    }

    @Test(arguments: Shell.allCases)
    func `reads the kernel's lists of hardware`(_ shell: Shell) async throws {
        let cards = """
             0 [PCH            ]: HDA-Intel - HDA Intel PCH
                                  HDA Intel PCH at 0xb1118000 irq 131
             1 [Headset        ]: USB-Audio - USB Headset

            """
        #expect(try await measure(SoundCardsFact(), in: shell, ["proc/asound/cards": cards]) == 2)
        let none = ["proc/asound/cards": "--- no soundcards ---\n"]
        #expect(try await measure(SoundCardsFact(), in: shell, none) == 0)
        let devices = """
            I: Bus=0019 Vendor=0000 Product=0001 Version=0000
            N: Name="Power Button"
            H: Handlers=kbd event0
            B: EV=3

            I: Bus=0003 Vendor=046d Product=c31c Version=0110
            N: Name="Logitech USB Keyboard"
            H: Handlers=sysrq kbd leds event2
            B: EV=120013

            I: Bus=0003 Vendor=046d Product=c077 Version=0111
            N: Name="Logitech USB Optical Mouse"
            H: Handlers=mouse0 event3
            B: EV=17

            """
        let input = try await measure(InputDevicesFact(), in: shell, ["proc/bus/input/devices": devices])
        #expect(input == .init(hasKeyboard: true, hasPointer: true))
        #expect(try await measure(ChassisFact(), in: shell, ["sys/class/dmi/id/chassis_type": "10\n"]))
        let flags = ["proc/cpuinfo": "processor\t: 0\nflags\t\t: fpu vme svm\n"]
        #expect(try await measure(CPUVirtualizationFact(), in: shell, flags))
    }

    @Test(arguments: Shell.allCases)
    func `finds a program that runs, whatever its letters, and no other`(_ shell: Shell) async throws {
        let name = "siaga" + UUID().uuidString.prefix(8).lowercased()
        try await withFolder { folder in
            try await scene("ln -s \"$(which sleep)\" \"$1/$2\"", folder, name)
            let found = try await scene("\"$1/$2\" 60 >/dev/null 2>&1 & echo $!", folder, name)
            let fact = RunningProgramsFact(names: [name.uppercased() + ".exe", "no-such-program"])
            let run = try await shell.fragment(RunningProgramsFact.fragments.posix, fact.arguments)
            try await scene("kill \"$1\"", found)
            #expect(try fact.read(PosixOutput(lines: run.lines)) == [name])
        }
    }
}
