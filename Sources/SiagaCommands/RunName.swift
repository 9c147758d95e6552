import FoundationEssentials
import RoomModel

/// Names runs: sortable by time, unique on this controller.
enum RunName {
    /// A name such as `20261124T065108Z-3f9a`.
    static func make(at now: Timestamp = .now) -> String {
        let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1_000)
        let stamp = date.formatted(
            .iso8601.year().month().day().dateSeparator(.omitted).time(includingFractionalSeconds: false)
                .timeSeparator(.omitted)
        )
        let tail = String(UInt16.random(in: .min ... .max), radix: 16)
        return "\(stamp)-\(String(repeating: "0", count: 4 - tail.count))\(tail)"
    }
}
