import RoomModel

/// Where each PC stands in the room, from the seats alone: rows and columns, and what has no place in them.
///
/// Seats `A3` are row A, column 3. Plain numbers (also behind one common beginning, `K07`) fill rows of a sensible width,
/// four to ten seats, so that the picture is about as wide as a room. Anything else stands beside the map, in order.
struct SeatMap {
    /// The seats of the map, row by row; an empty list is a place without a PC.
    let places: [[RoomRow]]
    /// How many seats a row has; 0 where there is no map.
    let columns: Int
    /// The rows' letters, where seats have them.
    let letters: [String]
    /// PCs with a seat that fits into no row, in the order of seats.
    let others: [RoomRow]
    /// PCs without a seat that are no spares.
    let seatless: [RoomRow]
    /// The spares without a seat.
    let spares: [RoomRow]
    /// The proctor's PC and the local server, where they have no seat.
    let proctors: [RoomRow]

    /// The widest row, in seats; a larger number is no column.
    static let widest = 40

    /// Places the rows.
    init(_ rows: [RoomRow]) {
        let unseated = rows.filter { $0.host.seat == nil }
        proctors = unseated.filter(\.host.isProctor)
        spares = unseated.filter { $0.host.isSpare && !$0.host.isProctor }
        seatless = unseated.filter { !$0.host.isSpare && !$0.host.isProctor }
        let seated = rows.filter { $0.host.seat != nil }.sorted { $0.precedesOnTheWay($1) }
        let parsed = seated.map { row in (row: row, seat: SeatName(row.host.seat ?? "").place) }
        let named = parsed.compactMap { item in item.seat.map { (row: item.row, seat: $0) } }
        let prefixes = Set(named.map(\.seat.letters))
        if prefixes.count > 1, !prefixes.contains(""),
            named.allSatisfy({ (1...Self.widest).contains($0.seat.number) })
        {
            letters = prefixes.sorted { ($0.count, $0) < ($1.count, $1) }
            columns = named.map(\.seat.number).max() ?? 0
            var places = [[RoomRow]](repeating: [], count: letters.count * columns)
            for (row, seat) in named {
                let line = letters.firstIndex(of: seat.letters) ?? 0
                places[line * columns + seat.number - 1].append(row)
            }
            self.places = places
            others = parsed.filter { $0.seat == nil }.map(\.row)
            return
        }
        letters = []
        guard prefixes.count == 1, let first = named.map(\.seat.number).min(),
            let last = named.map(\.seat.number).max(), last - first < named.count * 2 + 10
        else {
            (places, columns, others) = ([], 0, seated)
            return
        }
        let start = (1...Self.widest).contains(first) ? 1 : first
        let count = last - start + 1
        columns = Self.width(for: count)
        var places = [[RoomRow]](repeating: [], count: count)
        for (row, seat) in named { places[seat.number - start].append(row) }
        self.places = places
        others = parsed.filter { $0.seat == nil }.map(\.row)
    }

    /// How many of `count` seats stand in a row: about as many as make the map 1.6 times as wide as deep, and rather a
    /// number that leaves no short last row.
    static func width(for count: Int) -> Int {
        let ideal = Int((Double(count) * 1.6).squareRoot().rounded(.up))
        let wanted = min(max(ideal, 4), 10)
        let near = [0, 1, -1, 2].map { wanted + $0 }.filter { (4...10).contains($0) }
        return min(near.first { count % $0 == 0 } ?? wanted, max(count, 1))
    }
}
