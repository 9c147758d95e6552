import Foundation
import Inventories
import RoomModel
import Testing

/// Names are data: what is no name is refused with its line, in INI, YAML and JSON alike.
@Suite(.timeLimit(.minutes(2))) struct HostileInventoryTests {
    /// How a PC is written in each shape; `%` stands for its name.
    private static let shapes = [
        ("hosts.ini", "[lab1]\n%\n", 2), ("hosts.yaml", "lab1:\n  hosts:\n    \"%\":\n", 3),
        ("hosts.json", "{\"lab1\":\n  {\"hosts\":\n    {\"%\": {}}}}\n", 3),
        ("list.json", "{\"_meta\": {\"hostvars\": {}},\n \"lab1\": {\"hosts\":\n   [\"%\"]}}\n", 3),
    ]

    private static let names = [
        ("-oProxyCommand=x", "begins with `-`|holds U+003D"), ("$(id)", "holds U+0024"),
        ("`id`", "holds U+0060"), ("a;b", "holds U+003B"), ("../pc", "holds U+002F"),
        (String(repeating: "a", count: 300), "300 bytes long"), ("рс01", "holds U+0440"),
        ("pc01\u{202E}", "holds U+202E"), ("ｐｃ01", "holds U+FF50"),
    ]

    @Test(arguments: shapes, names)
    func `refuses a name with its line`(_ shape: (String, String, Int), _ name: (String, String)) throws {
        let text = shape.1.replacing("%", with: name.0)
        let problems = try TextFolder.with([shape.0: text]) { $0.problems(shape.0) }
        let first = try #require(problems.first)
        #expect(first.hasPrefix("\(shape.0):\(shape.2):"), "\(problems)")
        #expect(first.contains("is no host name"), "\(problems)")
        #expect(name.1.split(separator: "|").contains { first.contains($0) }, "\(problems)")
        #expect(!first.unicodeScalars.contains { $0 == "\u{202E}" })
    }

    @Test(arguments: shapes.prefix(3))
    func `refuses a range that stands for too many`(_ shape: (String, String, Int)) throws {
        let text = shape.1.replacing("%", with: "pc[1:999999999]")
        let problems = try TextFolder.with([shape.0: text]) { $0.problems(shape.0) }
        #expect(problems.first?.hasPrefix("\(shape.0):\(shape.2):") == true)
        #expect(problems.first?.contains("stands for 999,999,999 names") == true, "\(problems)")
    }

    @Test(arguments: [
        ("hosts.ini", "[lab1]\npc01\npc01\n", "hosts.ini:3:1 "),
        ("hosts.ini", "[lab1]\npc[01:05]\npc[05:06]\n", "hosts.ini:3:1 "),
        ("hosts.json", "{\"lab1\": {\"hosts\": {\"pc[1:2]\": {},\n \"pc[2:3]\": {}}}}", "hosts.json:2:2 "),
        ("hosts.yaml", "lab1:\n  hosts:\n    pc[1:2]:\n    pc[2:3]:\n", "hosts.yaml:4:5 "),
        ("list.json", "{\"_meta\": {\"hostvars\": {}}, \"lab1\": [\"pc01\",\n\"pc01\"]}", "list.json:2:1 "),
    ])
    func `says that a PC is listed twice`(_ file: String, _ text: String, _ place: String) throws {
        let problems = try TextFolder.with([file: text]) { $0.problems(file) }
        #expect(problems.first?.hasPrefix(place + "note: ") == true, "\(problems)")
        #expect(problems.first?.contains("is listed twice in this group") == true)
    }

    @Test(arguments: [
        ("hosts.ini", "[$(id)]\npc01\n", "is no group name"), ("hosts.ini", "[a b]\npc01\n", "is no section"),
        ("hosts.ini", "[lab1:vras]\nx=1\n[lab1]\npc01\n", "is no kind of section"),
        ("hosts.ini", "[lab1:vars]\nx=1\n", "no group `lab1` is declared"),
        ("hosts.ini", "[a:children]\nb\n[a]\npc01\n", "no group `b` is declared"),
        ("hosts.ini", "[a:children]\nb c\n[b]\npc01\n", "is no group"),
        ("hosts.ini", "[lab1:vars]\nnothing\n[lab1]\npc01\n", "this is no variable"),
        ("hosts.ini", "pc01 seat\n", "`seat` is no variable of a PC"),
        ("hosts.ini", "pc01 note='x\n", "a quote is never closed"),
        ("hosts.ini", "pc01 x=a\\\n", "a backslash"),
        ("hosts.ini", "pc01:\n", "is no host name"), ("hosts.ini", "pc[1:\n", "`[` is never closed"),
        ("hosts.ini", "fe80::1\n", "is no host name"), ("hosts.ini", "pc01:70000\n", "`70000` is no port"),
        ("hosts.ini", "pc01 ansible_user=\"a b;c\"\n", "is no user"),
        ("hosts.ini", "pc01 ansible_host='$(id)'\n", "is no address"),
        ("hosts.ini", "pc01\u{0}\n", "control character"),
        ("hosts.ini", "pc01 x=\u{1B}[2J\n", "control character"),
        ("hosts.ini", "[a:children]\nb\n[b:children]\na\n[a]\npc01\n", "is below itself"),
        ("hosts.yaml", "plugin: aws_ec2\nregions: [x]\n", "configures one of Ansible's inventory plugins"),
        (
            "hosts.yaml", "lab1: {hosts: {pc01: }, vars: {ansible_group_priority: high}}\n",
            "takes a whole number"
        ),
        ("list.json", "{\"_meta\": {\"hostvars\": []}, \"a\": [\"pc01\"]}", "a table of PCs was expected"),
        (
            "list.json", "{\"_meta\": {\"hostvars\": {}}, \"a\": {\"hosts\": \"pc01\"}}",
            "a list of PCs was expected"
        ),
        ("list.json", "{\"_meta\": {\"hostvars\": {}}, \"a\": [[1]]}", "a list of names was expected"),
    ])
    func `refuses with a line`(_ file: String, _ text: String, _ message: String) throws {
        let problems = try TextFolder.with([file: text]) { $0.problems(file) }
        let found = problems.first { $0.contains(message) }
        #expect(found?.contains(#/^\S+:\d+/#) == true, "\(problems)")
    }

    @Test func `refuses ten thousand groups below each other`() throws {
        let chain = (0..<10_000).map { "[g\($0):children]\ng\($0 + 1)\n" }.joined() + "[g10000]\npc01\n"
        let lists = (0..<10_000).map { "\"g\($0)\": {\"children\": [\"g\($0 + 1)\"]}" }.joined(
            separator: ",\n"
        )
        let list = "{\"_meta\": {\"hostvars\": {}},\n\(lists),\n\"g10000\": [\"pc01\"]}"
        for (file, text) in [("hosts.ini", chain), ("list.json", list)] {
            let problems = try TextFolder.with([file: text]) { $0.problems(file) }
            #expect(
                problems.first?.contains("more than 100 groups below `all`") == true,
                "\(problems.prefix(3))"
            )
        }
        for (file, opening) in [("hosts.yaml", "a: {children: {"), ("hosts.json", "{\"a\": ")] {
            let text = "{" + String(repeating: opening, count: 10_000)
            let problems = try TextFolder.with([file: text]) { $0.problems(file) }
            #expect(problems.first?.contains("deeper than 100") == true, "\(problems.prefix(3))")
        }
    }

    @Test func `takes ten thousand brackets in an INI value for a text`() throws {
        let text = "pc01 x=" + String(repeating: "[", count: 10_000) + "\n"
        let host = try TextFolder.with(["hosts.ini": text]) { try $0.load("hosts.ini").rooms[0].hosts[0] }
        #expect(host.variables["x"]?.value.text?.count == 10_000)
    }

    @Test(arguments: ["hosts.ini", "hosts.yaml", "hosts.json", "hosts"])
    func `refuses a file of one gigabyte without reading it`(_ name: String) throws {
        try TextFolder.with([name: "pc01 note=\""]) { folder in
            #expect(truncate("\(folder.path)/\(name)", 1 << 30) == 0)
            let start = ContinuousClock.now
            let problems = folder.problems(name)
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(problems.first?.contains("larger than 8 MiB") == true, "\(problems)")
        }
    }

    @Test func `refuses an alias bomb in a hosts file and beside it`() throws {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(aliases)]\n"
        }
        for files in [
            ["hosts.yaml": bomb], ["hosts.yaml": "all: {hosts: {pc01: }}\n", "group_vars/all.yml": bomb],
        ] {
            let problems = try TextFolder.with(files) { $0.problems() }
            #expect(problems.first?.contains("300,000 values") == true, "\(problems)")
        }
    }

    @Test(arguments: [
        ("pc[1:10000] a=1\n", 20_000, "`pc1` and 9,999 more are listed twice in this group"),
        (
            "pc01 " + (0..<1_001).map { "v\($0)=1" }.joined(separator: " ") + "\n", 1,
            "more than 1000 variables"
        ),
        ("a\n", 300_001, "more than 300000 lines"),
    ])
    func `gives up early where there is too much`(_ line: String, _ count: Int, _ message: String) throws {
        let text = "[lab1]\n" + String(repeating: line, count: count)
        let start = ContinuousClock.now
        let problems = try TextFolder.with(["hosts.ini": text]) { $0.problems("hosts.ini") }
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(problems.contains { $0.contains(message) }, "\(problems.prefix(3)) \(problems.suffix(2))")
    }

    @Test func `refuses a range whose PCs set too many variables`() throws {
        let table = (0..<60).map { "v\($0): 1" }.joined(separator: ", ")
        let problems = try TextFolder.with(["hosts.yaml": "all: {hosts: {'pc[1:10000]': {\(table)}}}\n"]) {
            $0.problems()
        }
        #expect(problems.first?.contains("set more than 400000 variables") == true, "\(problems)")
    }

    @Test func `tells of a thousand problems and no more`() throws {
        let text = (0..<20_000).map { "$(\($0))\n" }.joined()
        let problems = try TextFolder.with(["hosts.ini": text]) { $0.problems("hosts.ini") }
        #expect(problems.count <= 1_002)
        #expect(problems.contains { $0.contains("more problems are not listed") })
    }
}
