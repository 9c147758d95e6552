/// The limits of a scan.
public struct ScanSettings: Sendable {
    /// The most PCs asked at once, 1 to 1,000 (default 64).
    public var width: Int
    /// The whole time for one PC, connection and probe (default 90 s: the sum of the connection's phases and the
    /// probe's 30 s).
    public var hostTimeout: Duration
    /// The whole time for the probe on a PC (default 30 s).
    public var probeTimeout: Duration
    /// The whole time of the run (default 5 min).
    public var runDeadline: Duration

    /// Creates the limits.
    public init(
        width: Int = 64,
        hostTimeout: Duration = .seconds(90),
        probeTimeout: Duration = .seconds(30),
        runDeadline: Duration = .seconds(300)
    ) {
        self.width = min(max(1, width), 1_000)
        self.hostTimeout = hostTimeout
        self.probeTimeout = probeTimeout
        self.runDeadline = runDeadline
    }
}
