import Documents
import FoundationEssentials
import RoomModel
import Testing

@Suite struct HostPatternTests {
    private let hosts: [Host]

    init() throws {
        hosts = try ["pc01", "pc02", "pc03", "pc10", "pc11", "server"].map { name in
            let groups = ["all", name == "pc11" ? "spares" : name == "server" ? "proctor" : "lab1"]
            return Host(
                name: try HostName(name),
                address: try NetworkAddress(name),
                groups: try groups.map { try GroupName($0) }
            )
        }
    }

    private func select(_ text: String) throws -> [String] {
        try HostPattern(text).select(from: hosts).map(\.name.description)
    }

    @Test(arguments: [
        ("all", "pc01 pc02 pc03 pc10 pc11 server"), ("lab1", "pc01 pc02 pc03 pc10"),
        ("pc02,pc01", "pc01 pc02"),
        ("clients", "pc01 pc02 pc03 pc10 pc11"), ("lab1:!pc02", "pc01 pc03 pc10"), ("all:&spares", "pc11"),
        ("!lab1", "pc11 server"), ("pc[01-03]", "pc01 pc02 pc03"), ("pc[01:03:2]", "pc01 pc03"),
        ("pc[01-02,10]:!pc01", "pc02 pc10"), ("pc0*", "pc01 pc02 pc03"), ("pc?1", "pc01 pc11"),
        ("*", "pc01 pc02 pc03 pc10 pc11 server"), ("s*er*", "server"), ("pc01, pc02", "pc01 pc02"),
        ("lab1:spares", "pc01 pc02 pc03 pc10 pc11"),
    ])
    func `selects`(_ pattern: String, _ names: String) throws {
        #expect(try select(pattern).joined(separator: " ") == names)
    }

    @Test(arguments: [
        ("lab2", "no PC or group is named `lab2`", "did you mean `lab1`?"),
        ("!pc3", "no PC or group is named `pc3`", "did you mean `pc03`?"),
        ("pc[01-40]", "no PC or group is named `pc04`", "did you mean"),
        ("pc01:!all", "leaves no PC", "there are `"), ("lab1:", "empty term", "write"),
        ("pc[1-", "`[` is never closed", "pc[01:40]"), ("pc[1:999999999]", "999,999,999 names", "digit"),
        ("$(id)", "no PC or group", "there are `"),
    ])
    func `says why nothing is selected`(_ pattern: String, _ message: String, _ hint: String) {
        let error = #expect(throws: InvalidPattern.self) { try select(pattern) }
        #expect(error?.message.en.contains(message) == true, "\(error.debugDescription)")
        #expect(error?.hint.en.contains(hint) == true, "\(error.debugDescription)")
    }

    @Test(arguments: [
        ("lab1[0]", "pc01"), ("lab1[-1]", "pc10"), ("lab1[1:2]", "pc02 pc03"), ("~pc0", "pc01 pc02 pc03"),
        ("pc[01-03]:!pc0[2]*", "pc01 pc03"), ("pc0[12]*", "pc01 pc02"), ("~(pc|x)1[01]$", "pc10 pc11"),
    ])
    func `selects by number, set and expression`(_ pattern: String, _ names: String) throws {
        #expect(try select(pattern).joined(separator: " ") == names)
    }

    @Test(arguments: [
        "~(a*)*b", "~(a|a)*b", "~(a|aa)+$", "~(.*)*.*=.*", "~((a{0,50}){0,50})b",
        "~((((){1000}){1000}){1000}){1000}b", "~((((a{0}){1000}){1000}){1000}){1000}b",
    ])
    func `no expression takes long`(_ pattern: String) throws {
        let host = Host(
            name: try HostName(String(repeating: "a", count: 250)),
            address: try NetworkAddress("a")
        )
        let clock = ContinuousClock()
        let time = clock.measure { _ = try? HostPattern(pattern).select(from: [host]) }
        #expect(time < .seconds(5))
    }

    @Test(arguments: [
        "~(", "~[a", "~a**", "~(?=a)", "~\\1", "~a{2000}", "~a{-5,3}", "~a{-1}", "~a{9223372036854775807}",
        "~a{1,-1}", "~a{-9223372036854775808,}", "lab1[9223372036854775807]", "lab1[-9223372036854775807]",
        "lab1[99999999999999999999]", "~", "lab1[9]", "pc01,",
    ])
    func `refuses what makes no sense`(_ pattern: String) {
        #expect(throws: InvalidPattern.self) { try select(pattern) }
    }

    @Test func `reads patterns from a file, and IPv6 addresses`() throws {
        let file = "/tmp/siaga-pattern-\(UInt64.random(in: 0 ... .max))"
        try Data("# the front row\npc01\n\n  pc02 \n!pc01\n".utf8).write(to: URL(filePath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let pattern = try HostPattern("@\(file)", readsFiles: true)
        #expect(try pattern.select(from: hosts).map(\.name.description) == ["pc02"])
        #expect(throws: InvalidPattern.self) { try HostPattern("@/nowhere", readsFiles: true) }
        let error = #expect(throws: InvalidPattern.self) { try select("pc01,fe80::1") }
        #expect(error?.message.en == "no PC or group is named `fe80::1`")
    }

    @Test(arguments: [
        ("pc[01:03]", ["pc01", "pc02", "pc03"]), ("pc[8:10]", ["pc8", "pc9", "pc10"]),
        ("r[a:c]", ["ra", "rb", "rc"]),
        ("pc[1:10:4]", ["pc1", "pc5", "pc9"]), ("[a:b]-[1:2]", ["a-1", "a-2", "b-1", "b-2"]), ("pc", ["pc"]),
        ("pc[a:z:300]", ["pca"]), ("pc[1:5:999999999999999]", ["pc1"]),
        ("pc[999999999999998:999999999999999]", ["pc999999999999998", "pc999999999999999"]),
        ("pc[098:101]x", ["pc098x", "pc099x", "pc100x", "pc101x"]), ("pc[0:2]", ["pc0", "pc1", "pc2"]),
    ])
    func `expands the ranges of an inventory`(_ text: String, _ names: [String]) throws {
        #expect(try NameRange(text).names == names)
    }

    @Test(arguments: [
        "pc[1:", "pc[]", "pc[1]", "pc[5:1]", "pc[a:3]", "pc[01:100]", "pc[1:9:0]",
        "pc[1:99999999999999999999]",
        "pc[0:9223372036854775807]", "pc[9223372036854775807:9223372036854775807]",
        "pc[1:9:9223372036854775807]", "pc[a:z:9223372036854775808]", "pc[-1:5]", "pc[+1:5]", "pc[1:1e3]",
        "pc[1:200][1:200]", "pc[01-20]", "pc[a:F]", "pc[1:2:3:4]",
        String(repeating: "p", count: 252) + "[01:20]",
        "pc[\(String(repeating: "0", count: 300))1:\(String(repeating: "0", count: 300))9]",
    ])
    func `refuses ranges that make no sense`(_ text: String) {
        #expect(throws: InvalidRange.self) { try NameRange(text) }
    }
}
