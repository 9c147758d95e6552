public import RoomModel

/// That a PC showed its enrolled key: whoever has that key is that PC, wherever it stands.
public struct KeySighting: Hashable, Sendable {
    /// When.
    public let at: Timestamp
    /// The PC at whose address it answered, where that was not its own.
    public let address: HostName?

    /// The last time that the key of a PC was seen.
    ///
    /// A PC that was measured over SSH had shown its key before anything was asked; one that answered at another's
    /// address was known by it.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - events: What happened in the runs.
    ///   - times: Only what was seen then counts.
    /// - Returns: nil: it was not seen.
    static func last(
        of host: HostName,
        in events: some Sequence<RunEvent>,
        within times: ClosedRange<Timestamp>
    ) -> KeySighting? {
        events.compactMap { event -> KeySighting? in
            guard times.contains(event.at) else { return nil }
            switch event {
            case .measured(let measurement):
                // Without a key it was no connection over SSH.
                guard measurement.host == host, measurement.hostKey != nil else { return nil }
                return KeySighting(at: measurement.at, address: nil)
            case .notReached(let place, let unreached, let at):
                guard unreached.state == .otherPC, unreached.belongsTo == host, place != host else {
                    return nil
                }
                return KeySighting(at: at, address: place)
            case .started, .controllerChecked, .phase, .installation, .ended, .act: return nil
            }
        }
        .max { $0.at < $1.at }
    }
}
