/// A run that never came to its end: its program was killed, or the laptop lost power.
public struct CutOffRun: Hashable, Sendable {
    /// The run in one line.
    public let summary: RunSummary
    /// How many PCs had a result when it was cut off.
    public let answered: Int

    /// Takes what the events of a run say.
    ///
    /// - Parameters:
    ///   - summary: The run in one line.
    ///   - events: Its events, as far as they go.
    public init(_ summary: RunSummary, events: [RunEvent]) {
        self.summary = summary
        answered = Set(events.compactMap(\.answering)).count
    }
}

extension RunEvent {
    /// The PC that this says all about.
    fileprivate var answering: HostName? {
        switch self {
        case .measured(let measurement): measurement.host
        case .notReached(let host, _, _): host
        case .installation(let event): if case .settled = event.content { event.host } else { nil }
        case .started, .controllerChecked, .phase, .act, .ended: nil
        }
    }
}
