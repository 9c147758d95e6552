import FoundationEssentials
import RoomModel

extension Timestamp {
    /// This machine's clock.
    static var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}
