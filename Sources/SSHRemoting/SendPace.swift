/// How many bytes may wait at one place on this machine, by how fast the line has carried the last ones.
///
/// They wait at three: in the session, before the socket, and in it. What is asked meanwhile on another channel of the
/// connection is sent behind them, so that they are kept to a third of a second; a fast line still always finds some.
struct SendPace {
    /// The least that may wait: less makes a packet for every other byte of headers.
    static let least = 4 << 10
    /// The most, which is what 1 Gb/s carries while a busy laptop does something else for 2 ms.
    static let most = 256 << 10
    /// The time in which the line is to carry what waits.
    private static let share = 0.1
    /// The shortest time over which it is measured.
    private static let interval = Duration.milliseconds(100)

    /// How many bytes may wait at one place: a power of two.
    private(set) var limit = 16 << 10

    private var began: Duration?
    private var count = 0
    private var wasFull = false

    /// Bytes are handed to the line now, which has taken all before.
    ///
    /// - Parameters:
    ///   - bytes: How many.
    ///   - now: The time since some fixed moment.
    /// - Returns: Whether the limit has changed.
    mutating func note(_ bytes: Int, at now: Duration) -> Bool {
        guard let start = began, now - start < Self.interval else {
            let before = limit
            if let start = began { adapt(to: Double(count) / ((now - start) / .seconds(1))) }
            (began, count, wasFull) = (now, bytes, false)
            return limit != before
        }
        count += bytes
        return false
    }

    /// The line does not take more just now.
    mutating func noteFull() {
        wasFull = true
    }

    /// - Parameter rate: Bytes in a second; the line may be faster, unless it was full.
    private mutating func adapt(to rate: Double) {
        let wanted = min(max(rate * Self.share, Double(Self.least)), Double(Self.most))
        var fitting = Self.least
        while Double(fitting * 2) <= wanted { fitting *= 2 }
        if fitting > limit {
            limit = fitting
        } else if wasFull {
            limit = max(fitting, limit / 2)
        }
    }
}
