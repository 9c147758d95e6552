import FoundationEssentials
import RoomModel

/// Names runs: sortable by time, unique on this controller.
enum RunName {
    /// A name such as `20261124T065108-283a7`: the second, its thousandths, and what sets two of one moment apart.
    static func make(at now: Timestamp = .now) -> String {
        let date = Date(timeIntervalSince1970: Double(now.milliseconds / 1_000))
        let stamp = date.formatted(
            .iso8601.year().month().day().dateSeparator(.omitted).time(includingFractionalSeconds: false)
                .timeSeparator(.omitted)
        )
        let thousandths = "\(1_000 + now.milliseconds % 1_000)".dropFirst()
        let tail = String(0x100 + Int.random(in: 0..<0x100), radix: 16).dropFirst()
        return "\(stamp)-\(thousandths)\(tail)"
    }
}
