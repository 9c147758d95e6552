import RoomModel
import Testing

/// Where an exam program that took another name would go unseen: said of the room, never held against a PC.
@Suite struct SeenByNameTests {
    private func room() throws -> ComparedRoom {
        var room = ComparedRoom(seats: 2)
        try room.add("pc1", seesOnlyNames: true, ComparedRoom.pass)
        try room.add("pc2", ComparedRoom.pass)
        return room
    }

    @Test func `it changes no state and no verdict`() throws {
        let report = try #require(try room().report())
        #expect(report.states == ["pc1": .ready, "pc2": .ready])
        #expect(report.verdict?.kind == .ready)
        #expect(report.exitCode() == 0)
        #expect(report.seenByNameOnly == [try HostName("pc1")])
    }

    @Test func `a PC that is not asked again stays as it was, one that is asked as root does not`() throws {
        let first = try #require(try room().report())
        var again = ComparedRoom(seats: 2)
        again.isFull = false
        try again.leave("pc1")
        try again.add("pc2", ComparedRoom.pass)
        #expect(again.report(after: first)?.seenByNameOnly == [try HostName("pc1")])
        var asRoot = ComparedRoom(seats: 2)
        try asRoot.add("pc1", ComparedRoom.pass)
        try asRoot.add("pc2", ComparedRoom.pass)
        #expect(asRoot.report(after: first)?.seenByNameOnly == [])
    }
}
