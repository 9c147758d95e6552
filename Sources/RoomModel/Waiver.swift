/// That somebody accepts a check on a PC which is not met, until a day, for a reason.
public struct Waiver: Hashable, Sendable, Codable {
    /// The last day it holds, in the room's zone.
    public let until: CalendarDate
    /// Why it is accepted, made safe for a terminal.
    public let reason: String
    /// Who accepts it, made safe for a terminal.
    public let by: String
    /// Whether it also covers a check that could not be measured; without it such a check stays unknown.
    public let coversUnmeasured: Bool

    /// Creates a waiver.
    public init(until: CalendarDate, reason: String, by: String, coversUnmeasured: Bool = false) {
        self.until = until
        self.reason = reason
        self.by = by
        self.coversUnmeasured = coversUnmeasured
    }

    /// Checks nobody can waive: without them nothing is known of a PC, or it must not be touched.
    public static let excluded: Set<CheckID> = ["ssh.reach", "host.key", "exam.running"]

    /// Whether it accepts a check with this outcome.
    public func covers(_ status: CheckStatus) -> Bool {
        switch status {
        case .warn, .fail: true
        case .unknown: coversUnmeasured
        case .pass, .notApplicable, .waived: false
        }
    }
}
