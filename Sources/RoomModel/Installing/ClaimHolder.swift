/// Who works on a PC, as a second technician is told.
public struct ClaimHolder: Hashable, Sendable, Codable {
    /// The account on the other controller, safe for a terminal.
    public let owner: String
    /// The other controller's name, safe for a terminal.
    public let controller: String
    /// Since when, by the other controller's clock.
    public let since: Timestamp

    /// Creates the record.
    public init(owner: String, controller: String, since: Timestamp) {
        self.owner = owner.safe(limit: 40)
        self.controller = controller.safe(limit: 60)
        self.since = since
    }
}
