import RoomModel
import Testing

@testable import Reports

/// Where seats are drawn.
@Suite struct SeatMapTests {
    private func map(_ seats: [String?]) throws -> SeatMap {
        var room = try SampleRoom(count: seats.count, spares: 0)
        for (index, seat) in seats.enumerated() { room.hosts[index].seat = seat }
        return SeatMap(try room.report().rows)
    }

    private func drawn(_ map: SeatMap) -> [String] {
        guard map.columns > 0 else { return [] }
        return stride(from: 0, to: map.places.count, by: map.columns).map { start in
            map.places[start..<min(start + map.columns, map.places.count)]
                .map { $0.map { $0.host.seat ?? "" }.joined(separator: "+") }
                .map { $0.isEmpty ? "." : $0 }.joined(separator: " ")
        }
    }

    @Test func `letters are rows and numbers columns`() throws {
        let map = try map(["B2", "A1", "A3", "b1", "C-3"])
        #expect(map.letters == ["A", "B", "C"])
        #expect(drawn(map) == ["A1 . A3", "b1 B2 .", ". . C-3"])
    }

    @Test func `numbers fill rows, and a seat without a PC stays empty`() throws {
        let map = try map(["1", "2", "4", "5", "6", "7", "8"])
        #expect(drawn(map) == ["1 2 . 4", "5 6 7 8"])
    }

    @Test(arguments: [(1, 1), (3, 3), (8, 4), (12, 6), (27, 9), (30, 6), (36, 9), (40, 8), (1_000, 10)])
    func `a row is about as wide as a room's`(_ count: Int, _ columns: Int) {
        #expect(SeatMap.width(for: count) == columns)
    }

    @Test func `one letter for the whole room is no row`() throws {
        let map = try map(["K1", "K2", "K3", "K4", "K5"])
        #expect(map.letters.isEmpty)
        #expect(map.places.count == 5)
    }

    @Test func `two PCs at one seat are both drawn`() throws {
        #expect(drawn(try map(["1", "2", "2", "3"])) == ["1 2+2 3"])
    }

    @Test(
        arguments: [
            ["1", "x", nil, "pojok kiri"], ["1", "999999"], ["A1", "B99"], ["", "0", "-3"], ["A1", "7"],
            ["\u{661}"],
            ["1", "2", "3", "A1", "B1"],
        ] as [[String?]]
    )
    func `every PC is somewhere, once`(_ seats: [String?]) throws {
        let map = try map(seats)
        let all = map.places.flatMap(\.self) + map.others + map.seatless + map.spares + map.proctors
        #expect(all.count == seats.count)
        #expect(Set(all.map(\.host.name)).count == seats.count)
    }

    @Test(arguments: Language.allCases)
    func `whose place a spare takes, and who is a clone of whom, is seen on the map`(_ language: Language)
        throws
    {
        var room = try SampleRoom(count: 6, spares: 2)
        try room.measure("pc02", as: SampleRoom.oldVersion)
        for name in ["pc03", "pc04"] {
            let identity = HostIdentity(name: "lab", machineID: nil, hardwareAddresses: [])
            try room.measure(
                name,
                as: SampleRoom.pass,
                CheckResult(
                    check: "host.unique",
                    status: .pass,
                    severity: .warn,
                    finding: .identity(identity)
                )
            )
        }
        let drawing = SeatMapDrawing(wording: SampleRoom.wording(language)).render(
            try room.report(),
            name: "r1"
        )
        func seat(_ name: String) -> String {
            drawing.split(separator: "</a>").first { $0.contains("data-pc=\"\(name)\"") }.map(String.init)
                ?? ""
        }
        #expect(drawing.contains("<b>⇄</b> ") && drawing.contains("<b>=</b> "))
        #expect(seat("pc02").hasSuffix("<small>⇄ pc05</small>"))
        #expect(seat("pc05").hasSuffix("<small>⇄ 2</small>"))
        #expect(seat("pc03").hasSuffix("<small>= pc04</small>"))
        #expect(seat("pc04").hasSuffix("<small>= pc03</small>"))
        #expect(!seat("pc01").contains("<small>") && !seat("pc06").contains("<small>"))
    }
}
