import Documents
import Inventories
import RoomModel
import TestRoom
import Testing

/// Patterns compared with Ansible's own choice.
@Suite(.timeLimit(.minutes(5))) struct HostPatternOracleTests {
    private static let inventory = """
        all:
          hosts:
            server:
            fe80::1:
          children:
            lab1:
              hosts: { pc01: , pc02: , pc03: , pc04: , pc05: , pc10: }
            lab2:
              hosts: { ws01: , ws02: , ws03.sekolah.id: }
            windows:
              hosts: { pc01: , pc03: , ws01: }
            spares:
              hosts: { pc05: , ws02: }
            school:
              children: { lab1: , lab2: }

        """
        .replacing("    fe80::1:\n", with: "")

    private static let patterns = [
        "all", "*", "lab1", "lab2", "school", "pc01", "server", "ungrouped", "lab1,lab2", "lab1:lab2",
        "lab1 lab2",
        "lab1:&windows", "lab1,&windows", "lab1:!spares", "lab1,!spares", "school:&windows:!pc01", "!lab1",
        "&windows",
        "all:!school", "all,!lab1,!lab2", "pc01,pc03", "pc01:pc03", "pc0*", "pc?1", "*.sekolah.id", "ws03*",
        "p*", "l*1",
        "a*", "pc0[12]*", "*[13]*", "pc[!0]*", "pc[01]?", "ws0[a-z1-2]*", "~pc0[1-3]", "~pc0", "~.*1$",
        "~(pc|ws)01",
        "~^ws", "~pc\\d+$", "~lab[12]", "!~pc0", "~pc0[1-3]:&windows", "~s(erver|pares)", "~pc0{1}[2-4]",
        "lab1[0]",
        "lab1[-1]", "lab1[1:3]", "lab1[1:]", "lab1[0:0]", "lab2[-2]", "school[2]", "all[0]", "windows[0:1]",
        "pc0*[0]",
        "lab1[1-3]", "school:!lab1[0]", "lab1[0]:lab2[0]", "all:&~ws", "pc01, pc02", "windows:&spares:pc02",
        "*,!*01",
    ]

    private static let program = """
        import json, sys
        from ansible.parsing.dataloader import DataLoader
        from ansible.inventory.manager import InventoryManager
        for line in json.load(open(sys.argv[2])):
            manager = InventoryManager(loader=DataLoader(), sources=[sys.argv[1]])
            print(' '.join(host.name for host in manager.get_hosts(line)))
        """

    @Test func `chooses the PCs that Ansible chooses`() async throws {
        let ansible = try AnsibleOracle()
        let (lines, hosts) = try await ScratchFolder.with { folder in
            let file = try folder.write(Self.inventory, to: "hosts.yaml")
            let list =
                "[" + Self.patterns.map { "\"\($0.replacing("\\", with: "\\\\"))\"" }.joined(separator: ",")
                + "]"
            let patterns = try folder.write(list, to: "patterns.json")
            let output = try await ansible.python(Self.program, [file, patterns], in: folder.path)
            let room = try InventoryLoader.load([file]).rooms[0]
            return (
                output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), room.hosts
            )
        }
        #expect(Self.patterns.count >= 40)
        try #require(lines.count >= Self.patterns.count)
        for (pattern, line) in zip(Self.patterns, lines) {
            let ours = try? HostPattern(pattern).select(from: hosts).map(\.name.description)
            let theirs = line.split(separator: " ").map(String.init)
            #expect((ours ?? []).sorted() == theirs.sorted(), "\(pattern)")
        }
    }
}
