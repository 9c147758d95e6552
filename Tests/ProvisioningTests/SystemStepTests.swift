import Facts
import Provisioning
import RoomModel
import Testing

/// Services, packages, the clock and the power: recorded states for the plan, tools of the test's own for the work, since
/// this machine is to stay as it is.
@Suite(.timeLimit(.minutes(2))) struct SystemStepTests {
    private func plan(_ step: any Step, _ fill: (inout FactReadings) -> Void) throws -> StepPlan {
        var readings = FactReadings()
        readings.clockOffset = .zero
        fill(&readings)
        return try step.plan(readings)
    }

    /// Applies `step` by readings, and returns what the tools were told.
    private func told(
        _ bench: StepBench,
        _ step: any Step,
        tools: [String],
        _ fill: (inout FactReadings) -> Void
    ) async throws -> [String] {
        var readings = FactReadings()
        readings.clockOffset = .zero
        fill(&readings)
        for tool in tools {
            try await bench.tool(tool, "echo \"\(tool) $*\" >>'\(bench.path("told"))'")
        }
        try await step.apply(readings, in: StepContext(connection: bench.connection, now: { .now }))
        return try await bench.run("cat told").split(separator: "\n").map(String.init)
    }

    private static func unit(_ state: String, enabled: Bool?, known: Bool = true) -> UnitFact.Reading {
        UnitFact.Reading(isKnown: known, state: state, isEnabled: enabled)
    }

    @Test func `a service is planned from its state`() throws {
        let fact = UnitFact(unit: "cups")
        let wanted = try step(
            "service",
            ["unit": .text("cups"), "running": .flag(true), "enabled": .flag(true)]
        )
        let unwanted = try step("service", ["unit": .text("cups"), "running": .flag(false)])
        func plan(_ step: any Step, _ reading: UnitFact.Reading) throws -> StepPlan {
            try self.plan(step) { $0.record(fact, .success(reading)) }
        }
        #expect(try plan(wanted, Self.unit("active", enabled: true)) == .nothing)
        #expect(
            try plan(wanted, Self.unit("failed", enabled: false))
                == .change([StepChange(.enable, "cups"), StepChange(.start, "cups")])
        )
        #expect(
            try plan(wanted, Self.unit("inactive", enabled: nil, known: false))
                == .refused(StepRefusal(.unknownObject, "cups"))
        )
        #expect(try plan(unwanted, Self.unit("inactive", enabled: nil, known: false)) == .nothing)
        #expect(try plan(unwanted, Self.unit("active", enabled: true)) == .change(StepChange(.stop, "cups")))
        #expect(throws: Unmeasured.self) { try self.plan(wanted) { _ in } }
    }

    @Test(
        arguments: [
            ("LoadState=loaded\nActiveState=active\nUnitFileState=enabled", true, "active", true),
            ("LoadState=loaded\nActiveState=inactive\nUnitFileState=disabled", true, "inactive", false),
            ("LoadState=not-found\nActiveState=inactive\nUnitFileState=", false, "inactive", nil),
            ("LoadState=loaded\nActiveState=active\nUnitFileState=static", true, "active", nil),
        ] as [(String, Bool, String, Bool?)]
    )
    func `what systemctl says is read`(
        _ text: String,
        _ isKnown: Bool,
        _ state: String,
        _ isEnabled: Bool?
    ) throws {
        let lines = text.split(separator: "\n").map(String.init)
        let reading = try UnitFact(unit: "x").read(PosixOutput(lines: lines))
        #expect(reading == UnitFact.Reading(isKnown: isKnown, state: state, isEnabled: isEnabled))
        #expect(throws: Unmeasured.self) {
            try UnitFact(unit: "x").read(PosixOutput(lines: Array(lines.dropLast())))
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a service is enabled, then started`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let service = try step(
                "service",
                ["unit": .text("exam@1.service"), "running": .flag(true), "enabled": .flag(true)]
            )
            let told = try await told(bench, service, tools: ["systemctl"]) {
                $0.record(UnitFact(unit: "exam@1.service"), .success(Self.unit("inactive", enabled: false)))
            }
            #expect(
                told == [
                    "systemctl --no-ask-password enable -- exam@1.service",
                    "systemctl --no-ask-password start -- exam@1.service",
                ]
            )
        }
    }

    @Test func `a clock is set only where no time service keeps it`() throws {
        let clock = try step("clock", ["zone": .text("Asia/Jakarta"), "tolerance": .duration(.seconds(2))])
        func plan(_ zone: String?, kept: Bool, off: Duration?) throws -> StepPlan {
            try self.plan(clock) {
                $0.record(TimeZoneFact(), .success(ZoneSetting(name: zone, offsetInMinutes: 420)))
                $0.record(TimeSyncFact(), .success(kept))
                $0.clockOffset = off
            }
        }
        #expect(try plan("Asia/Jakarta", kept: false, off: .seconds(1)) == .nothing)
        #expect(try plan("Asia/Jakarta", kept: true, off: .seconds(500)) == .nothing)
        #expect(
            try plan("Asia/Jakarta", kept: false, off: .seconds(-500)).changes.map(\.action) == [.setClock]
        )
        #expect(try plan("Etc/UTC", kept: true, off: nil).changes.map(\.action) == [.setZone])
        #expect(throws: Unmeasured.self) { try plan("Asia/Jakarta", kept: false, off: nil) }
    }

    @Test(arguments: PCShell.allCases)
    func `the clock is set to the controller's time, and the hardware's with it`(
        _ shell: PCShell
    ) async throws {
        try await StepBench.with(shell) { bench in
            let clock = try step("clock")
            let before = Timestamp.now.milliseconds / 1_000
            let told = try await told(bench, clock, tools: ["date", "hwclock"]) {
                $0.record(TimeSyncFact(), .success(false))
                $0.clockOffset = .seconds(245)
            }
            try #require(told.count == 2 && told[0].hasPrefix("date -u -s @"))
            let seconds = try #require(Int64(told[0].dropFirst(12)))
            #expect((before...before + 60).contains(seconds))
            #expect(told[1] == "hwclock -w")
        }
    }

    @Test func `a package is planned by its version`() throws {
        let fact = PackageFact(name: "exam")
        func plan(_ values: [String: ParameterValue], _ version: String?) throws -> StepPlan {
            let package = try step("package", ["name": .text("exam")].merging(values) { $1 })
            return try self.plan(package) { $0.record(fact, .success(version)) }
        }
        #expect(try plan([:], "1.0").isDone)
        #expect(try plan(["version": .text("1.0")], "1.0") == .nothing)
        #expect(try plan([:], nil).changes.map(\.action) == [.install])
        #expect(try plan(["version": .text("2.0")], "1.0").changes.first?.from == "1.0")
        #expect(try plan(["present": .flag(false)], "1.0").changes.map(\.action) == [.uninstall])
        #expect(try plan(["present": .flag(false)], nil) == .nothing)
        #expect(try fact.read(PosixOutput(lines: ["ii |1.2-3", "end"])) == "1.2-3")
        #expect(try fact.read(PosixOutput(lines: ["rc |1.2-3", "end"])) == nil)
        #expect(try fact.read(PosixOutput(lines: ["end"])) == nil)
        #expect(throws: InvalidArgument.self) { _ = try step("package", ["name": .text("--purge")]) }
    }

    @Test func `a newer package file is an update, and a file without its version is refused`() throws {
        let fact = PackageFact(name: "exam")
        let file: [String: ParameterValue] = ["name": .text("exam"), "source": .file("a deb")]
        let error = try #require(throws: InvalidArgument.self) { _ = try step("package", file) }
        #expect(error.parameter == "source")
        #expect(error.hint?.contains("dpkg-deb -f files/it Version") == true)
        let package = try step("package", file.merging(["version": .text("2.0")]) { $1 })
        func plan(_ version: String?) throws -> StepPlan {
            try self.plan(package) { $0.record(fact, .success(version)) }
        }
        let update = try #require(try plan("1.0").changes.first)
        #expect(update.action == .update)
        #expect(update.from == "1.0" && update.to == "2.0")
        #expect(update.bytes == ByteCount(bytes: 5))
        #expect(try plan(nil).changes.map(\.action) == [.install])
        #expect(try plan("2.0") == .nothing)
    }

    @Test(arguments: PCShell.allCases)
    func `a package file arrives whole before it is installed`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let package = try step(
                "package",
                ["name": .text("exam"), "version": .text("1.0"), "source": .file("a \0 deb")]
            )
            try await bench.tool(
                "apt-get",
                """
                for last; do :; done
                printf '%s\\n' "$*" | sed 's/ -- .*//; s/.* //' >'\(bench.path("verb"))'
                cat "$last" >'\(bench.path("seen"))'
                """
            )
            var readings = FactReadings()
            readings.record(PackageFact(name: "exam"), .success(nil))
            try await package.apply(readings, in: StepContext(connection: bench.connection, now: { .now }))
            #expect(try await bench.run("cat verb; tr '\\0' 0 <seen") == "install\na 0 deb")
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a program that must not run is ended, whatever its letters`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let name = "Bad\(UInt32.random(in: 0 ... .max))"
            try await bench.run("cp \"$(command -v sleep)\" '\(name)'")
            try await bench.run("./'\(name)' 600 </dev/null >/dev/null 2>&1 &")
            let process = try step(
                "process",
                ["program": .texts(["\(name.lowercased()).exe"]), "running": .flag(false)]
            )
            let (before, after) = try await bench.settle(process)
            #expect(before.changes.map(\.action) == [.stop])
            #expect(after == .nothing)
        }
    }

    @Test func `a program starts only where somebody sits`() throws {
        let process = try step("process", ["program": .texts(["exam"]), "running": .flag(true)])
        let user = DesktopUserFact.Session(account: "1000", name: "siswa", display: ":0", authority: "/run/x")
        func plan(_ reading: DesktopUserFact.Session?, _ running: [String]) throws -> StepPlan {
            try self.plan(process) {
                $0.record(RunningProgramsFact(names: ["exam"]), .success(running))
                $0.record(DesktopUserFact(), .success(reading))
            }
        }
        #expect(try plan(user, ["exam"]) == .nothing)
        #expect(try plan(user, []) == .change(StepChange(.start, "exam")))
        #expect(try plan(nil, []) == .refused(StepRefusal(.nobodyLoggedIn)))
    }

    @Test func `a restart is due when updates ask for it`() throws {
        let reboot = try step("reboot", ["when": .text("needed")])
        func plan(_ isNeeded: Bool) throws -> StepPlan {
            try self.plan(reboot) {
                $0.record(RestartFact(), .success(.init(boot: "b", isNeeded: isNeeded)))
            }
        }
        #expect(try plan(false) == .nothing)
        #expect(try plan(true).changes.map(\.action) == [.restart])
        #expect(reboot.work == .restart(within: .seconds(300)))
        #expect(try step("reboot", ["when": .text("always")]).isProvable == false)
    }

    @Test(arguments: PCShell.allCases)
    func `waiting ends when the thing is there`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let wait = try step(
                "wait_for",
                ["file": .text(bench.path("ready")), "within": .duration(.seconds(30))]
            )
            let readings = try await bench.readings(wait)
            #expect(try wait.plan(readings).changes.map(\.action) == [.wait])
            let context = StepContext(
                connection: bench.connection,
                now: { .now },
                pause: { _ in (try? await bench.run("touch ready")) != nil }
            )
            try await wait.apply(readings, in: context)
            #expect(try await bench.plan(wait) == .nothing)
        }
    }

    @Test func `waiting is over when the run is stopped`() async throws {
        try await StepBench.with { bench in
            let wait = try step("wait_for", ["file": .text(bench.path("never"))])
            let readings = try await bench.readings(wait)
            let context = StepContext(connection: bench.connection, now: { .now }, pause: { _ in false })
            await #expect(throws: StepFailure(.stopped)) { try await wait.apply(readings, in: context) }
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a shortcut is a file that desktops read`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let shortcut = try step(
                "shortcut",
                [
                    "name": .text("exam"), "title": .text("Ujian"), "command": .text("/opt/exam/start"),
                    "place": .text("desktop"), "folder": .text(bench.path("Desktop")),
                ]
            )
            #expect(try await bench.settle(shortcut).after == .nothing)
            let text = try await bench.run("cat Desktop/exam.desktop; stat -c %a Desktop/exam.desktop")
            #expect(
                text == """
                    [Desktop Entry]
                    Type=Application
                    Version=1.5
                    Name=Ujian
                    Exec=/opt/exam/start
                    Terminal=false
                    755

                    """
            )
        }
    }

    @Test(arguments: PCShell.allCases)
    func `what puts a PC to sleep is turned off, as root and nothing else`(_ shell: PCShell) async throws {
        let wanted = try step("stay_awake")
        var reading = PowerFact.Reading()
        #expect(try plan(wanted) { $0.record(PowerFact(), .success(reading)) } == .nothing)
        reading.sleepers = ["logind"]
        #expect(
            try plan(wanted) { $0.record(PowerFact(), .success(reading)) }
                == .change(StepChange(.stayAwake, "logind"))
        )
        try await StepBench.with(shell) { bench in
            let told = try await told(bench, wanted, tools: ["systemctl"]) {
                $0.record(PowerFact(), .success(reading))
            }
            #expect(
                told == [
                    "systemctl --no-ask-password mask -- sleep.target suspend.target hibernate.target hybrid-sleep.target"
                ]
            )
        }
    }

    @Test func `every kind is explained in both languages`() {
        #expect(Set(StepCatalogue.steps.map(\.kind)).count == StepCatalogue.steps.count)
        for row in StepCatalogue.steps {
            #expect(!row.explanation.id.isEmpty && !row.explanation.en.isEmpty, "\(row.kind)")
            for parameter in row.parameters where parameter.isRequired {
                #expect(
                    parameter.example != nil || parameter.variable != nil,
                    "\(row.kind): \(parameter.name)"
                )
            }
        }
    }

    /// In busybox the tools' names are its own applets, which would switch this machine off.
    @Test(arguments: [PCShell.dash, .bash])
    func `a PC is switched off and restarted as root, and for nobody else without leave`(_ shell: PCShell)
        async throws
    {
        try await StepBench.with(shell) { bench in
            try await bench.run("mkfifo told")
            for tool in ["systemctl", "poweroff", "reboot", "shutdown"] {
                let last = tool == "systemctl" ? #"for last; do :; done; echo "$last""# : "echo \(tool)"
                try await bench.tool(tool, "(\(last)) >'\(bench.path("told"))'")
            }
            // Whoever runs the tests.
            try await bench.tool("id", "echo 0")
            let context = StepContext(connection: bench.connection, now: { .now })
            let off = try step("power_off")
            let restart = try step("reboot", ["when": .text("always")])
            for (power, word) in [(off, "poweroff"), (restart, "reboot")] {
                try await power.apply(FactReadings(), in: context)
                #expect(try await bench.run("read -r word <told; echo \"$word\"") == "\(word)\n")
            }
            try await bench.tool("id", "echo 1000")
            try await bench.tool("busctl", "echo 's \"challenge\"'")
            await #expect(throws: StepFailure(.failed, exitCode: 1, said: "only root may do that")) {
                try await off.apply(FactReadings(), in: context)
            }
        }
    }
}
