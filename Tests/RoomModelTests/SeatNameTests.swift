import RoomModel
import Testing

/// What a seat is called, however it is written.
@Suite struct SeatNameTests {
    @Test(arguments: [
        ["1", "01", "001", " 1", "1 "], ["A1", "a1", "A01", "a-1", "A - 1", "A.01", "a 1"], ["0", "00"],
        ["1-2", "01-02"], ["A1-B2", "a01-b-2"], ["Depan", "DEPAN"], ["A", "a"], ["-1", "-01"],
        ["1.2"], ["12"], ["K7A", "k07a"], ["", " "],
    ])
    func `the spellings of one seat are one, and no two seats are`(_ spellings: [String]) {
        let names = Set(spellings.map(SeatName.init))
        #expect(names.count == 1, "\(names)")
        #expect(SeatName(names.first?.description ?? "") == names.first, "its own spelling is one of them")
        let others = ["2", "A2", "B1", "01-2-3", "Belakang", "1.20", "120", "K7B"].map(SeatName.init)
        #expect(names.isDisjoint(with: others))
    }

    @Test(arguments: [
        ("11", "", 11), ("A3", "A", 3), ("k-07", "K", 7), ("KB 2", "KB", 2),
    ])
    func `row and column are read from it`(_ text: String, _ letters: String, _ number: Int) throws {
        let place = try #require(SeatName(text).place)
        #expect(place == (letters, number))
    }

    @Test(arguments: ["", "depan", "1-2", "A1B", "1234567", "Ä1", "A½"])
    func `what is neither has no place`(_ text: String) {
        #expect(SeatName(text).place == nil)
    }

    @Test func `a seat that a record names twice is filled once`() throws {
        var room = ComparedRoom(seats: 3)
        for (name, seat) in [("pc1", "01"), ("pc2", "1"), ("pc3", "a2")] {
            try room.add(name, seat: seat, ComparedRoom.pass)
        }
        try room.add("pc4", seat: "A-2", group: "spares", ComparedRoom.pass)
        let verdict = try #require(room.report()?.verdict)
        #expect(verdict.ready == 2 && verdict.readySpares == 0 && verdict.kind == .notReady)
    }
}
