import RoomModel
import Testing

/// What no PC can see by itself, and how it enters the state of each.
@Suite struct RoomComparisonTests {
    @Test func `clones are named, each of them, and are a note as long as the check is one`() throws {
        var room = ComparedRoom(seats: 3)
        try room.add("pc1", hostKey: "SHA256:a", ComparedRoom.identity("LAB-1", machine: "m1"))
        try room.add("pc2", hostKey: "SHA256:b", ComparedRoom.identity("lab-1", machine: "m2"))
        try room.add("pc10", hostKey: "SHA256:b", ComparedRoom.identity("lab-3", machine: "m2", card: "c3"))
        let report = try #require(room.report())

        #expect(
            report.comparison.shared == [
                SharedTrait(trait: .name, value: "lab-1", hosts: try names("pc1", "pc2")),
                SharedTrait(trait: .machineID, value: "m2", hosts: try names("pc2", "pc10")),
                SharedTrait(trait: .hostKey, value: "SHA256:b", hosts: try names("pc2", "pc10")),
            ]
        )
        #expect(report.states == ["pc1": .readyWithNote, "pc2": .readyWithNote, "pc10": .readyWithNote])
        #expect(report.result("host.unique", on: "pc2")?.status == .warn)
        #expect(report.result("host.unique", on: "pc2")?.finding.code == "not-unique")
        #expect(report.verdict?.kind == .ready)
        #expect(report.exitCode() == 0)
    }

    @Test func `a playbook that makes clones grave makes them FIX, in the verdict and the exit code too`()
        throws
    {
        var room = ComparedRoom(seats: 3)
        try room.add("pc1", hostKey: "SHA256:a", ComparedRoom.identity("a", severity: .fail))
        try room.add("pc2", hostKey: "SHA256:a", ComparedRoom.identity("a", severity: .fail))
        try room.add("pc3", hostKey: "SHA256:b", ComparedRoom.identity("b", severity: .fail))
        let report = try #require(room.report())
        #expect(report.states == ["pc1": .fix, "pc2": .fix, "pc3": .ready])
        #expect(report.verdict?.missing == 2)
        #expect(report.exitCode() == 2)
    }

    @Test func `one address on three PCs is FIX for all, a name is not the address check's affair`() throws {
        var room = ComparedRoom()
        let check: CheckID = "ip.dup"
        try room.add("pc1", ComparedRoom.identity("a", address: "192.168.0.7", check: check, severity: .fail))
        try room.add("pc2", ComparedRoom.identity("b", address: "192.168.0.7", check: check, severity: .fail))
        try room.add("pc3", ComparedRoom.identity("c", card: "m", check: check, severity: .fail))
        try room.add("pc4", ComparedRoom.identity("d", card: "m", check: check, severity: .fail))
        try room.add("pc8", ComparedRoom.identity("e", address: "192.168.0.7", check: check, severity: .fail))
        try room.add("pc9", ComparedRoom.identity("f", card: "m", check: check, severity: .fail))
        try room.add("pc5", ComparedRoom.identity("d", address: "192.168.0.8", check: check, severity: .fail))
        let zeros = ComparedRoom.identity("e", card: "00:00:00:00:00:00", check: check, severity: .fail)
        try room.add("pc6", zeros)
        try room.add("pc7", zeros)
        let states = try #require(room.report()).states
        let broken = ["pc1", "pc2", "pc3", "pc4", "pc8", "pc9"]
        #expect(states.count == 9)
        for (name, state) in states { #expect(state == (broken.contains(name) ? .fix : .ready), "\(name)") }
    }

    @Test func `a waiver that waits for clones accepts them`() throws {
        let until = try #require(CalendarDate("2030-01-01"))
        let waiver = Waiver(until: until, reason: "image", by: "Sari")
        var room = ComparedRoom()
        let image = ComparedRoom.identity("a", severity: .fail, waiver: waiver)
        try room.add("pc1", hostKey: "SHA256:a", ComparedRoom.pass, image)
        let clone = ComparedRoom.identity("a", severity: .fail)
        try room.add("pc2", hostKey: "SHA256:a", ComparedRoom.pass, clone)
        let report = try #require(room.report())
        #expect(report.result("host.unique", on: "pc1")?.status == .waived)
        #expect(report.result("host.unique", on: "pc1")?.unwaivedStatus == .fail)
        #expect(report.states == ["pc1": .ready, "pc2": .fix])
    }

    @Test func `a key that was not accepted is compared with those that were`() throws {
        var room = ComparedRoom()
        try room.add("pc1", hostKey: "SHA256:a", ComparedRoom.pass)
        try room.lose("pc2", as: .newPC, offered: "SHA256:a")
        let report = try #require(room.report())
        #expect(report.comparison.shared.map(\.trait) == [.hostKey])
        #expect(report.states == ["pc1": .ready, "pc2": .newPC])
    }

    @Test func `a clone that was renamed and asked again frees the other, which was not`() throws {
        var room = ComparedRoom(seats: 2)
        try room.add("pc1", hostKey: "SHA256:a", ComparedRoom.identity("a", severity: .fail))
        try room.add("pc2", hostKey: "SHA256:a", ComparedRoom.identity("a", severity: .fail))
        let first = try #require(room.report())
        #expect(first.verdict?.kind == .notReady)

        var again = ComparedRoom(seats: 2)
        again.isFull = false
        again.at = room.at.advanced(by: .seconds(60))
        try again.leave("pc1")
        try again.add("pc2", hostKey: "SHA256:b", ComparedRoom.identity("b", severity: .fail))
        let second = try #require(again.report(after: first))
        #expect(second.states == ["pc1": .ready, "pc2": .ready])
        #expect(second.verdict?.kind == .ready)
    }

    @Test func `a clone whose exam app opened counts as what it was in the room`() throws {
        var room = ComparedRoom(seats: 2)
        try room.add("pc1", hostKey: "SHA256:a", ComparedRoom.identity("a", severity: .fail))
        try room.add("pc2", hostKey: "SHA256:a", ComparedRoom.identity("a", severity: .fail))
        let first = try #require(room.report())
        var again = ComparedRoom(seats: 2)
        again.at = room.at.advanced(by: .seconds(60))
        try again.add("pc1", examOpen: true)
        try again.add("pc2", examOpen: true)
        let second = try #require(again.report(after: first))
        #expect(second.rows.map(\.earlier?.state) == [.fix, .fix])
        #expect(second.verdict?.ready == 0)
    }

    // MARK: the controller's clock

    @Test
    func `clocks that agree with each other and not with the laptop are not known, and nobody's to fix`()
        throws
    {
        var room = ComparedRoom(seats: 4)
        for name in ["pc1", "pc2", "pc3"] {
            try room.add(name, ComparedRoom.pass, ComparedRoom.clock(-13_140))
        }
        try room.add("pc4", ComparedRoom.pass, ComparedRoom.clock(0))
        try room.add("pc5", ComparedRoom.pass, ComparedRoom.clock(-200_000_000))
        let report = try #require(room.report())
        #expect(report.comparison.controllerClock?.agreeing == 3)
        #expect(
            report.states == [
                "pc1": .notComplete, "pc2": .notComplete, "pc3": .notComplete, "pc4": .notComplete,
                "pc5": .fix,
            ]
        )
        let finding = report.result("time.offset", on: "pc1")?.finding
        #expect(finding == .notMeasured(.controllerClock(.seconds(-13_140))))
    }

    @Test func `without anything else against them the exit code says not measured`() throws {
        var room = ComparedRoom(seats: 3)
        for name in ["pc1", "pc2", "pc3"] { try room.add(name, ComparedRoom.pass, ComparedRoom.clock(600)) }
        let report = try #require(room.report())
        #expect(report.verdict?.kind == .notReady)
        #expect(report.exitCode() == 3)
    }

    @Test func `a common offset that is only a note stays one`() throws {
        var room = ComparedRoom()
        for name in ["pc1", "pc2", "pc3"] { try room.add(name, ComparedRoom.pass, ComparedRoom.clock(50)) }
        #expect(Set(try #require(room.report()).states.values) == [.readyWithNote])
    }

    @Test(arguments: [[600, 600], [600, 600, 600, 0, 1, 2], [600, 700, 800, 0]])
    func `two PCs, or no majority, or PCs that disagree say nothing against the laptop`(_ offsets: [Int64])
        throws
    {
        var room = ComparedRoom()
        for (index, offset) in offsets.enumerated() {
            try room.add("pc\(index + 1)", ComparedRoom.pass, ComparedRoom.clock(offset))
        }
        let report = try #require(room.report())
        #expect(report.comparison.controllerClock == nil)
        #expect(report.states.values.count { $0 == .fix } == offsets.count { $0 > 120 })
    }

    // MARK: unlike the others

    @Test func `the PCs that differ from more than half of at least five are found, by value`() throws {
        var room = ComparedRoom()
        for number in 1...6 {
            try room.add("pc\(number)", ComparedRoom.value("disp.res", .text("1920x1080")))
        }
        for number in [12, 7] {
            try room.add("pc\(number)", ComparedRoom.value("disp.res", .text("1366x768")))
        }
        try room.add("pc8", ComparedRoom.value("disp.res", .text("1280x800")))
        try room.add("server", group: "proctor", ComparedRoom.value("disp.res", .text("800x600")))
        let report = try #require(room.report())
        let odd = try #require(report.comparison.odd.first)
        #expect(odd.usual == .text("1920x1080") && odd.agreeing == 6)
        #expect(odd.others.map(\.hosts) == [try names("pc7", "pc12"), try names("pc8")])
    }

    @Test func `four PCs, or half of them, are no majority`() throws {
        for values in [["a", "a", "a", "b"], ["a", "a", "a", "b", "b", "b"], ["a", "a", "b", "b", "c"]] {
            var room = ComparedRoom()
            for (index, value) in values.enumerated() {
                try room.add("pc\(index + 1)", ComparedRoom.value("disp.res", .text(value)))
            }
            #expect(try #require(room.report()).comparison.odd.isEmpty, "\(values)")
        }
    }

    @Test func `memory that firmware took a part of is alike, half of it is not`() throws {
        var room = ComparedRoom()
        for (index, amount) in [7_900, 7_800, 7_700, 8_000, 7_850, 3_900].enumerated() {
            try room.add("pc\(index + 1)", ComparedRoom.value("ram.total", .bytes(.mebibytes(Int64(amount)))))
        }
        let odd = try #require(room.report()).comparison.odd
        #expect(odd.map(\.others).map { $0.map(\.hosts) } == [[try names("pc6")]])
    }

    @Test func `a value that the playbook does not accept makes nobody odd who has another`() throws {
        for (status, isOdd) in [(CheckStatus.fail, false), (.warn, false), (.pass, true), (.waived, true)] {
            var room = ComparedRoom()
            for number in 1...5 {
                try room.add("pc\(number)", ComparedRoom.value("time.zone", .text("Asia/Jakarta"), status))
            }
            try room.add("pc6", ComparedRoom.value("time.zone", .text("Asia/Makassar")))
            #expect(try #require(room.report()).comparison.odd.isEmpty != isOdd, "\(status)")
        }
    }

    @Test func `what is each PC's own is not compared`() throws {
        var room = ComparedRoom()
        for number in 1...5 {
            try room.add(
                "pc\(number)",
                ComparedRoom.value("disk.free", .bytes(.gibibytes(Int64(number * 20)))),
                ComparedRoom.value("net.server", .duration(.milliseconds(number)))
            )
        }
        #expect(try #require(room.report()).comparison.odd.isEmpty)
    }

    @Test func `in the middle of an update the old version is FIX, the new one ready, however few have it`()
        throws
    {
        var room = ComparedRoom(seats: 7)
        for number in 1...6 {
            let old = CheckResult(
                check: AppVersion.check,
                status: .fail,
                severity: .fail,
                finding: .unexpected(.text("25.0525"), expected: [.text("26.0222")])
            )
            try room.add("pc\(number)", old)
        }
        try room.add("pc7", ComparedRoom.value(AppVersion.check, .text("26.0222")))
        let report = try #require(room.report())
        for row in report.rows {
            #expect(row.state == (row.host.name.description == "pc7" ? .ready : .fix), "\(row.host.name)")
        }
        #expect(report.result(AppVersion.check, on: "pc1")?.finding.code == "unexpected")
        #expect(report.comparison.appVersion?.usual == "25.0525")
        #expect(report.comparison.odd.isEmpty, "nobody is odd for having what the list says")
    }

    @Test func `PCs for which the list says different versions are ready with their own`() throws {
        var room = ComparedRoom()
        for number in 1...6 {
            try room.add("pc\(number)", ComparedRoom.value(AppVersion.check, .text("26.0222")))
        }
        try room.add("pc7", ComparedRoom.value(AppVersion.check, .text("26.0301")))
        let report = try #require(room.report())
        #expect(Set(report.states.values) == [.ready])
        #expect(report.comparison.odd.isEmpty)
    }

    @Test func `where nobody says which version is right, those unlike most have a note`() throws {
        var room = ComparedRoom(seats: 3)
        try room.add("pc1", ComparedRoom.pass, ComparedRoom.version("26.0222"))
        try room.add("pc2", ComparedRoom.pass, ComparedRoom.version("26.0222"))
        try room.add("pc3", ComparedRoom.pass, ComparedRoom.version("26.0301"))
        let report = try #require(room.report())
        #expect(report.states == ["pc1": .ready, "pc2": .ready, "pc3": .readyWithNote])
        let finding = report.result(AppVersion.check, on: "pc3")?.finding
        #expect(finding == .unlikeMost(.text("26.0301"), usual: .text("26.0222")))
        #expect(report.exitCode() == 0)
    }

    @Test func `a playbook that makes the version grave makes those unlike most FIX`() throws {
        var room = ComparedRoom(seats: 3)
        for (name, version) in [("pc1", "26.0222"), ("pc2", "26.0222"), ("pc3", "26.0301")] {
            try room.add(name, ComparedRoom.version(version, severity: .fail))
        }
        let states = try #require(room.report()).states
        #expect(states == ["pc1": .ready, "pc2": .ready, "pc3": .fix])
    }

    @Test func `of two equally frequent versions the higher one is the room's`() throws {
        var room = ComparedRoom()
        try room.add("pc1", ComparedRoom.version("9.1", severity: .fail))
        try room.add("pc2", ComparedRoom.version("10.1", severity: .fail))
        let report = try #require(room.report())
        #expect(report.comparison.appVersion?.usual == "10.1")
        // One PC's word against another's.
        #expect(report.states == ["pc1": .readyWithNote, "pc2": .ready])
    }

    func names(_ names: String...) throws -> [HostName] { try names.map { try HostName($0) } }
}
