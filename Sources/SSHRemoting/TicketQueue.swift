/// First come, first served.
struct TicketQueue {
    private var waiting: [Int] = []
    private var next = 0

    /// Draws a ticket.
    mutating func join() -> Int {
        next += 1
        waiting.append(next)
        return next
    }

    /// Whether it is this ticket's turn.
    func isFirst(_ ticket: Int) -> Bool { waiting.first == ticket }

    /// Gives the ticket back, served or not.
    mutating func leave(_ ticket: Int) {
        waiting.removeAll { $0 == ticket }
    }
}
