import Facts
import RoomModel
import Testing

/// The readings of the system facts on recorded output, and on output no honest PC prints.
struct SystemReadingTests {
    @Test(arguments: [
        ("debian-12", "debian-12", "Debian GNU/Linux 12 (bookworm)"),
        ("busybox-1.35", "debian-12", "Debian GNU/Linux 12 (bookworm)"),
        ("ubuntu-22.04", "ubuntu-22.04", "Ubuntu 22.04.5 LTS"),
        ("arch", "arch", "Arch Linux"),
        ("alpine-3.20", "alpine-3.20.3", "Alpine Linux v3.20"),
        ("no-os-release", "linux", "linux"),
    ])
    func `reads a Linux by its os-release`(_ fixture: String, _ name: String, _ title: String) throws {
        let system = try OSVersionFact().read(Fixture.output(of: OSVersionFact(), fixture))
        #expect(system.family == "linux")
        #expect(system.name == name)
        #expect(system.title == title)
    }

    @Test func `reads macOS`() throws {
        let system = try OSVersionFact().read(Fixture.output(of: OSVersionFact(), "macos-14"))
        let expected = OperatingSystem(
            family: "macos",
            name: "macos-14.6.1",
            title: "macos-14.6.1",
            build: "23.6.0"
        )
        #expect(system == expected)
    }

    @Test(arguments: [
        ("debian", true), ("debian-12", true), ("DEBIAN-12", true), ("linux", true), ("debian-1", false),
        ("debian-11", false), ("deb", false), ("windows-10", false), ("", false),
    ])
    func `a playbook names a system by name, kind or family`(_ text: String, _ isMeant: Bool) {
        let system = OperatingSystem(family: "linux", name: "debian-12", title: "")
        #expect(system.matches(text) == isMeant)
    }

    @Test func `a playbook names a system by the first part of its version`() {
        let system = OperatingSystem(family: "linux", name: "ubuntu-22.04", title: "")
        #expect(system.matches("ubuntu-22"))
        #expect(!system.matches("ubuntu-2"))
    }

    @Test(arguments: [
        [], ["kernel=Linux"], ["release=6.1"], ["garbage"], ["kernel=", "release=1"],
        ["kernel=Linux", "release=1", "ID=debian", "ID=ubuntu"],
        ["kernel=Linux", "release=1", "ID=a\u{1B}[31m"],
        ["kernel=Linux", "release=1", "ID=" + String(repeating: "a", count: 80)],
        ["kernel=Linux", "release=1", "ID="],
        ["kernel=Linux", "release=1", "VERSION_ID=9.9 </td>"],
    ])
    func `an operating system that makes no sense is unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try OSVersionFact().read(PosixOutput(lines: lines)) }
    }

    @Test(arguments: [
        ("debian-12", 64, "x86_64"), ("busybox-1.35", 64, "x86_64"), ("i686", 32, "i686"),
        ("x86_64-kernel-i386", 32, "x86_64"),
    ])
    func `reads the architecture of the programs`(_ fixture: String, _ bits: Int, _ machine: String) throws {
        let architecture = try OSArchFact().read(Fixture.output(of: OSArchFact(), fixture))
        #expect(architecture == Architecture(bits: bits, machine: machine))
    }

    @Test(arguments: [
        [], ["sparc"], ["x86_64", "65"], ["x86_64", "-64"], ["x86_64", ""], ["", "64"], ["a", "64", "64"],
    ])
    func `an architecture that makes no sense is unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try OSArchFact().read(PosixOutput(lines: lines)) }
    }

    @Test(arguments: [
        ("debian-12", 2), ("busybox-1.35", 2), ("two-cores-four-threads", 2), ("getconf", 4),
    ])
    func `counts cores, not threads`(_ fixture: String, _ cores: Int) throws {
        #expect(try CPUCoresFact().read(Fixture.output(of: CPUCoresFact(), fixture)) == cores)
    }

    @Test(arguments: [
        [], ["processors "], ["processors 0"], ["processors -2"], ["processors 99999"],
        ["processors 2", "processors 4"],
        ["core 0"], ["core a b"], ["core 0 0 0"], ["processors 9223372036854775808"], ["2"],
    ])
    func `a count of cores that makes no sense is unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try CPUCoresFact().read(PosixOutput(lines: lines)) }
    }

    @Test(arguments: ["debian-12", "busybox-1.35"])
    func `reads the built-in memory`(_ fixture: String) throws {
        let total = try RAMTotalFact().read(Fixture.output(of: RAMTotalFact(), fixture))
        #expect(total == .kibibytes(24_684_092))
    }

    @Test(arguments: [
        ("debian-12", 23_460_124), ("busybox-1.35", 23_460_124), ("linux-2.6.32", 61_204 + 40_000 + 204_800),
    ])
    func `reads the free memory, and adds it up on old kernels`(_ fixture: String, _ kibibytes: Int64) throws
    {
        let free = try RAMFreeFact().read(Fixture.output(of: RAMFreeFact(), fixture))
        #expect(free == .kibibytes(kibibytes))
    }

    @Test(arguments: [
        [], ["MemTotal: 1 kB"], ["MemTotal: -8388608 kB"], ["MemTotal: 8388608"], ["MemTotal: 8388608 MB"],
        ["MemTotal: 99999999999999999999 kB"], ["MemTotal: 9007199254740993 kB"], ["MemTotal: +8388608 kB"],
        ["MemTotal: 8388608 kB", "MemTotal: 1 kB"], ["MemTotal 8388608 kB"], ["MemTotal: 0x7fffff kB"],
        ["MemTo"],
        ["MemTotal: NaN kB"], ["MemTotal: ٨٣٨٨٦٠٨ kB"],
    ])
    func `memory that makes no sense is unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try RAMTotalFact().read(PosixOutput(lines: lines)) }
        #expect(throws: Unmeasured.self) { try RAMFreeFact().read(PosixOutput(lines: lines)) }
    }

    @Test func `free memory without all its parts is unreadable`() {
        let lines = ["MemFree: 61204 kB", "Buffers: 40000 kB"]
        #expect(throws: Unmeasured.self) { try RAMFreeFact().read(PosixOutput(lines: lines)) }
    }

    @Test(arguments: [
        ("debian-12", 78_357_132), ("busybox-1.35", 78_357_128), ("spaces", 576_760_832), ("full", 0),
        ("macos", 292_283_564),
    ])
    func `reads the free space`(_ fixture: String, _ kibibytes: Int64) throws {
        #expect(try DiskFreeFact().read(Fixture.output(of: DiskFreeFact(), fixture)) == .kibibytes(kibibytes))
    }

    @Test(arguments: [
        [], ["Filesystem"], ["Filesystem", "/dev/sda1"], ["Filesystem", "/dev/sda1 100 50 -50 50% /"],
        ["Filesystem", "/dev/sda1 100 50 200 50% /"],
        ["Filesystem", "/dev/sda1 99999999999999999999 0 1 50% /"],
        ["Filesystem", "/dev/sda1 9223372036854775807 0 9223372036854775807 50% /"],
        ["Filesystem", "a 1 1 1 1%"],
        ["Filesystem", "/dev/sda1 100 50 50 50% /", "/dev/sdb1 100 50 50 50% /"],
        ["/dev/sda1 100 50 50 50% /"],
        ["Filesystem", "/dev/sda1 NaN 50 50 50% /"],
    ])
    func `free space that makes no sense is unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try DiskFreeFact().read(PosixOutput(lines: lines)) }
    }

    @Test func `a path that cannot be on the PC is absent`() {
        let fact = DiskFreeFact(path: #"D:\anbk"#)
        #expect(throws: Unmeasured(.absent(#"D:\anbk"#))) { try fact.read(PosixOutput(lines: ["absent"])) }
    }

    @Test func `reads an attempt to write`() throws {
        let fact = DiskWriteFact(path: "/opt/exam", account: "siswa")
        #expect(try fact.read(Fixture.output(of: fact, "debian-12")) == .refused)
        #expect(try fact.read(PosixOutput(lines: ["written"])) == .written)
        #expect(throws: Unmeasured(.absent("/opt/exam"))) { try fact.read(PosixOutput(lines: ["absent"])) }
        #expect(throws: Unmeasured(.absent("siswa"))) { try fact.read(PosixOutput(lines: ["stranger"])) }
        for lines in [[], ["writte"], ["written", "written"], ["Last login: today", "written"]] {
            #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
        }
    }

    @Test(arguments: [
        ("debian-12", "Etc/UTC", 0), ("busybox-1.35", "Etc/UTC", 0), ("jakarta", "Asia/Jakarta", 420),
        ("makassar-file", "Asia/Makassar", 480), ("offset-only", nil, 420), ("macos", "Asia/Jayapura", 540),
    ])
    func `reads the time zone`(_ fixture: String, _ name: String?, _ offset: Int) throws {
        let setting = try TimeZoneFact().read(Fixture.output(of: TimeZoneFact(), fixture))
        #expect(setting == ZoneSetting(name: name, offsetInMinutes: offset))
    }

    @Test(arguments: [
        [], ["name Asia/Jakarta"], ["offset 0700"], ["offset +7"], ["offset +0760"], ["offset +9900"],
        ["offset +07:00"],
        ["offset +0700", "offset +0800"], ["name a\u{1B}b", "offset +0700"], ["offset"], ["offset ++700"],
        ["link /usr/share/zoneinfo/" + String(repeating: "a", count: 80), "offset +0700"],
    ])
    func `a time zone that makes no sense is unreadable`(_ lines: [String]) {
        #expect(throws: Unmeasured.self) { try TimeZoneFact().read(PosixOutput(lines: lines)) }
    }

    @Test func `a link that names no zone leaves the offset`() throws {
        let output = PosixOutput(lines: ["link /etc/my-zone", "offset -0330"])
        #expect(try TimeZoneFact().read(output) == ZoneSetting(name: nil, offsetInMinutes: -210))
    }

    @Test(arguments: [[], ["clea"], ["clear", "clear"], ["running ExamBrowser"], ["hidden"]])
    func `nothing but clear means that no exam is open`(_ lines: [String]) throws {
        let fact = ExamRunningFact(processes: ["ExamBrowser"])
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
        #expect(try fact.read(Fixture.output(of: fact, "debian-12")) == .none)
    }
}
